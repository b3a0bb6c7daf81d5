"""Double DQN: its target, why it does not overestimate, and how much both agents do overestimate on CartPole."""

import numpy as np
from tutor.judge import batch, greedy_returns, raw

BATCH, DISCOUNT = 64, 0.9
STEPS, POINTS, EPISODES = 12_000, 12, 10
passed = []  # the steps that hold; the trainings are tried after all before them


def stirred(sub):
    """A Q-network with large random weights, and its parameters."""
    network = sub.build("make_q_network", 4, 64, 2)
    values = {name: sub.rng.normal(size=value.shape) * 0.3 for name, value in sub.parameters(network).items()}
    values = {name: value.astype("float32") for name, value in values.items()}
    sub.set_parameters(network, values)
    return network, values


def negated(values):
    """The parameters of the network that gives the opposite of every value: those of its last layer change sign."""
    return {name: -value if 2 in value.shape else value for name, value in values.items()}


def values_of(sub, network):
    """A function from observations (64, 4) to the network's values (64, 2)."""
    return lambda observations: np.asarray(sub.forward(network, batch(observations)))


def check_target(sub, expect):
    """The online network chooses the next action, and the frozen one values it."""
    following = sub.rng.normal(size=(BATCH, 4)).astype("float32")
    rewards = sub.rng.normal(size=BATCH).astype("float32")
    terminated = (sub.rng.random(BATCH) < 0.3).astype("float32")
    agree = 1.0
    while agree > 0.7:  # until the two networks would choose otherwise often enough
        (online, _), (frozen, _) = stirred(sub), stirred(sub)
        ours, theirs = values_of(sub, online)(following), values_of(sub, frozen)(following)
        agree = np.mean(ours.argmax(1) == theirs.argmax(1))
    rows, going_on = np.arange(BATCH), DISCOUNT * (1 - terminated)
    chosen = theirs[rows, ours.argmax(1)]
    got = sub.call(
        "double_target", online, frozen, batch(rewards), batch(following), batch(terminated), DISCOUNT, returns="vector"
    )
    mistakes = {
        "uses_max": rewards + going_on * theirs.max(1),
        "swapped": rewards + going_on * ours[rows, theirs.argmax(1)],
        "uses_online": rewards + going_on * ours.max(1),
        "bootstraps_terminal": rewards + DISCOUNT * chosen,
    }
    want = rewards + going_on * chosen
    expect(got, "the targets").tensor().shape((BATCH,)).close(want, tolerance=1e-3, mistakes=mistakes)
    passed.append("target")


def check_chance(sub, expect):
    """Where values err by chance around 0, plain targets lie above 0 on average, and double ones do not."""
    (online, _), (frozen, values) = stirred(sub), stirred(sub)
    following, nothing = sub.rng.normal(size=(BATCH, 4)).astype("float32"), np.zeros(BATCH, "float32")

    def mean(name):
        """The mean target of a network and of its opposite, which err in opposite ways."""
        found = []
        for parameters in (values, negated(values)):
            sub.set_parameters(frozen, parameters)
            targets = sub.call(
                name, online, frozen, batch(nothing), batch(following), batch(nothing), DISCOUNT, returns="vector"
            )
            found.append(expect(targets, f"{name}'s targets").shape((BATCH,)).finite().array.mean())
        return float(np.mean(found))

    plain, double = mean("dqn_target"), mean("double_target")
    expect.that(
        abs(double) < 1e-3 < plain,
        f"True values are 0. On average plain targets are {plain:.4f}, which is too much, as it has to be; "
        f"double targets should be 0, and are {double:.4f}.",
        mistake="uses_max" if abs(double - plain) < 1e-3 else None,
    )
    passed.append("chance")


def check_overestimation(sub, expect):
    """overestimation() is the mean of largest value less discounted return."""
    for n in (10, 1):
        network, _ = stirred(sub)
        first = sub.rng.normal(size=(BATCH, 4)).astype("float32")
        rewards = [sub.rng.normal(1, 0.5, size=int(sub.rng.integers(5, 60))) for _ in range(n)]
        values = values_of(sub, network)(first)[:n]
        returns = np.array([np.polyval(each[::-1], DISCOUNT) for each in rewards])
        got = sub.call("overestimation", network, raw(first[:n]), [raw(each) for each in rewards], DISCOUNT)
        mistakes = {
            "undiscounted": float(np.mean(values.max(1)) - np.mean([each.sum() for each in rewards])),
            "other_sign": float(np.mean(returns - values.max(1))),
            "all_actions": float(np.mean(values.mean(1) - returns)),
        }
        want = float(np.mean(values.max(1) - returns))
        expect(got, "overestimation", mistakes=mistakes).shape(()).close(want, tolerance=1e-3)
    passed.append("overestimation")


class Watched:
    """One training, followed to its end; at POINTS moments the judge plays and the values are held against it."""

    def __init__(self, sub, expect, target, seed):
        self.sub, self.expect = sub, expect
        self.network = sub.build("make_q_network", 4, 64, 2)
        before = sub.parameters(self.network)
        sub.probe("watch", target)
        environment = sub.environment("CartPole-v1", steps=STEPS)
        self.returns, self.excess, steps = [], [], 0
        settings = environment, self.network, STEPS, seed, sub.hold("watched_target")
        for steps, value in sub.follow("train", *settings, total=STEPS):
            self.returns.append((steps, value))
            if steps * POINTS >= (len(self.excess) + 1) * STEPS:
                self.excess.append((steps, self.measure()))
        self.excess.append((STEPS, self.measure()))
        after = sub.parameters(self.network).values()
        moved = not all(np.array_equal(a.array, b.array) for a, b in zip(before.values(), after))
        expect.that(moved, f"train(…, target={target}) left the network as it was.")

    def measure(self):
        """Play greedily with the network as it is; how much the values of the first observations exceed it."""
        discount = self.sub.get("watched_discount")
        if discount is None:
            return 0.0  # nothing is learnt yet
        self.expect.that(
            isinstance(discount, float) and 0 < discount < 1,
            f"train should hand its discount to the target function as a Python float; it handed over {discount!r}.",
        )
        seen = []

        def values(observations):
            seen.append(observations)
            return self.sub.forward(self.network, batch(observations))

        returns = greedy_returns(values, EPISODES, rng=self.sub.rng, pad_to=BATCH)
        rewards = [raw(np.ones(int(each))) for each in returns]  # in CartPole each step is worth 1
        got = self.sub.call("overestimation", self.network, raw(seen[0][:EPISODES]), rewards, discount)
        return float(self.expect(got, "overestimation").shape(()).finite().array)

    def late(self):
        """The mean over the last third of the training: values begin near 0 and have to grow first."""
        return float(np.mean([excess for steps, excess in self.excess if 3 * steps >= 2 * STEPS]))


def check_measured(sub, expect):
    """Both agents are trained on CartPole, and how much each overestimates is measured all along."""
    expect.that(len(passed) == 3, "The trainings are tried once the steps before them hold.")
    seed, began = int(sub.rng.integers(1000)), sub.learner_s
    plain, double = (Watched(sub, expect, target, seed) for target in ("dqn_target", "double_target"))
    sub.curve("overestimation_dqn", plain.excess)
    sub.curve("overestimation_double", double.excess)
    sub.curve("return", double.returns)
    sub.measure("overestimation_dqn", plain.late())
    sub.measure("overestimation_double", double.late())
    sub.measure("training_seconds", sub.learner_s - began)
