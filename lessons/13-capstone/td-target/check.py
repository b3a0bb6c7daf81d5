"""Temporal-difference targets, the Huber loss of the actions taken, and where its gradient goes."""

import numpy as np
from tutor.judge import batch


class Draw:
    """A batch of transitions, with what a right answer makes of it."""

    def __init__(self, rng):
        self.n, self.k = n, k = int(rng.integers(24, 60)), int(rng.integers(2, 5))
        self.q, self.next_q = (rng.normal(0, 1.5, size=(n, k)).astype("float32") for _ in range(2))
        self.actions = rng.integers(k, size=n)
        self.rewards = rng.normal(0.5, 0.7, size=n).astype("float32")
        self.terminated = (np.arange(n) % 3 == 0).astype("float32")[rng.permutation(n)]
        self.discount = float(rng.uniform(0.7, 0.95))

    @property
    def future(self):
        """The best next values, discounted."""
        return self.discount * self.next_q.max(axis=1)

    @property
    def target(self):
        """The right targets."""
        return self.rewards + (1 - self.terminated) * self.future

    def error(self, targets):
        """Value of the action taken minus target."""
        return self.q[np.arange(self.n), self.actions] - targets.astype(float)

    def spread(self, errors):
        """Numbers of the transitions at the actions taken, zeros elsewhere: (n, k)."""
        whole = np.zeros((self.n, self.k))
        whole[np.arange(self.n), self.actions] = errors
        return whole


def huber(error):
    """Half the square up to 1, then the size less a half."""
    size = np.abs(error)
    return np.where(size < 1, size**2 / 2, size - 0.5)


def check_targets(sub, expect):
    """The target is the reward plus the discounted best next value, and the reward alone at an end."""
    for _ in range(2):
        d = Draw(sub.rng)
        go_on = 1 - d.terminated
        args = batch(d.next_q), batch(d.rewards), batch(d.terminated), d.discount
        got = sub.call("td_target", *args, returns="vector")
        mistakes = {
            "bootstraps_terminal": d.rewards + d.future,
            "only_terminal": d.rewards + d.terminated * d.future,
            "masks_reward": go_on * (d.rewards + d.future),
            "no_discount": d.rewards + go_on * d.next_q.max(axis=1),
            "mean_for_max": d.rewards + go_on * d.discount * d.next_q.mean(axis=1),
            "wrong_axis": lambda value, d=d: over_the_batch(value, d),
        }
        expect(got, "td_target(…)", mistakes=mistakes).tensor().shape((d.n,)).dtype("float32").close(d.target)


def over_the_batch(value, d):
    """Whether these are targets by a largest value over the batch: of each action, or one for all."""
    array = np.asarray(getattr(value, "array", 0.0))
    for most in (d.next_q.max(), d.next_q.max(axis=0)[:, None]):
        wrong = d.rewards + (1 - d.terminated) * d.discount * most
        if array.shape in (wrong.shape, wrong.T.shape):
            return np.allclose(array if array.shape == wrong.shape else array.T, wrong, atol=1e-4)
    return False


def check_loss(sub, expect):
    """The loss is the mean Huber loss of the actions taken."""
    for scale in (4.0, 1.0, 0.3):
        d = Draw(sub.rng)
        taken = d.q[np.arange(d.n), d.actions]
        targets = (taken + sub.rng.normal(0, scale, size=d.n)).astype("float32")
        e = d.error(targets)
        got = sub.call("td_loss", batch(d.q), batch(d.actions), batch(targets), returns="scalar")
        mistakes = {
            "squared": lambda value, e=e: near(value, [np.mean(e**2) / 2, np.mean(e**2)]) and np.abs(e).max() > 1,
            "sum_for_mean": np.sum(huber(e)),
            "broadcast_to_matrix": np.mean(huber(taken[:, None] - targets)),
            "all_actions": lambda value, d=d, t=targets: near(value, all_actions(d, t)),
            "best_for_taken": np.mean(huber(d.q.max(axis=1) - targets)),
        }
        expect(got, "td_loss(…)", mistakes=mistakes).shape(()).close(np.mean(huber(e)), mistakes=mistakes)
        expect(got, "td_loss(…)", mistakes={"no_gradient": lambda value: True}).tensor()


def near(value, wants):
    """Whether a scalar is one of these."""
    array = getattr(value, "array", value)
    if not isinstance(array, (int, float, np.ndarray)):
        return False
    return np.size(array) == 1 and any(np.isclose(np.ravel(array)[0], want, rtol=1e-3) for want in wants)


def all_actions(d, targets):
    """What the loss of all actions can come to: against the target, or against q with the target written in."""
    whole = huber(d.q - targets[:, None])
    return whole.mean(), whole.sum() / d.n, np.mean(huber(d.error(targets))) / d.k


def check_gradient(sub, expect):
    """The gradient reaches the action taken alone, and no error pulls harder than one of 1."""
    d = Draw(sub.rng)
    e = d.error(d.target)
    args = [batch(a) for a in (d.q, d.next_q, d.actions, d.rewards, d.terminated)]
    got, _ = sub.probe("gradients", *args, d.discount, returns="batch")
    mistakes = {
        "no_gradient": np.zeros_like(d.q),
        "squared": lambda value: any(np.allclose(value.array, f * d.spread(e) / d.n, atol=1e-4) for f in (1, 2)),
        "sum_for_mean": d.spread(np.clip(e, -1, 1)),
        "all_actions": np.clip(d.q - d.target[:, None], -1, 1) / d.n,
    }
    want = d.spread(np.clip(e, -1, 1)) / d.n
    expect(got, "the gradient by q", mistakes=mistakes).shape((d.n, d.k)).close(want)


def check_target_is_constant(sub, expect):
    """No gradient flows into the next values."""
    d = Draw(sub.rng)
    args = [batch(a) for a in (d.q, d.next_q, d.actions, d.rewards, d.terminated)]
    _, got = sub.probe("gradients", *args, d.discount, returns="batch")
    flows = {"gradient_in_target": lambda value: value.shape == d.next_q.shape}
    expect(got, "the gradient by next_q", mistakes=flows).close(np.zeros_like(d.next_q))
