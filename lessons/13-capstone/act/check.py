"""Epsilon-greedy: the decay, the greedy choice and its ties, and how often which action is drawn."""

import numpy as np
from tutor.judge import batch

ROWS = 4000


def values(rng, n, actions):
    """Values (n, actions) without ties, float32."""
    return rng.normal(size=(n, actions)).astype("float32")


def chosen(sub, expect, q, *args, **kwargs):
    """The learner's actions for q as whole numbers (n,)."""
    got = sub.call("act", batch(q), *args, **kwargs, returns="vector")
    array = expect(got, "act(…)").tensor().shape((len(q),)).finite().array
    whole = np.round(np.asarray(array, dtype=float)).astype(int)
    fits = np.array_equal(whole, array) and whole.min() >= 0 and whole.max() < q.shape[1]
    expect.that(fits, f"Actions are whole numbers from 0 to {q.shape[1] - 1}; got {array.min():g} to {array.max():g}.")
    return whole, got


def expect_integers(sub, expect, got):
    """Actions that can be used as positions: integers, where the framework has them at hand."""
    kinds = {"pytorch": ("int64",), "tensorflow": ("int32", "int64"), "neon": ("int32", "float32")}[sub.framework]
    expect.that(got.dtype in kinds, f"act(…): expected dtype {kinds[0]}, got {got.dtype}", error_class="dtype")


def check_decay(sub, expect):
    """Epsilon falls in a straight line and stays at its end."""
    start, end = float(sub.rng.uniform(0.6, 1)), float(sub.rng.uniform(0.02, 0.3))
    steps = int(sub.rng.integers(300, 2000))
    inside = int(sub.rng.integers(20, steps // 2))
    for step in (0, inside, steps - 7, steps, steps + inside, 5 * steps):
        got = sub.call("epsilon_at", step, start, end, steps)
        want = start + (end - start) * min(step / steps, 1)
        label, straight = f"epsilon_at({step}, {start:.3f}, {end:.3f}, {steps})", start + (end - start) * step / steps
        mistakes = {"past_the_end": [straight, max(straight, 0.0)]} if step > steps else {}
        expect.that(isinstance(got, (int, float)), f"{label} should be a Python float; it is {got!r}.")
        wrong = next((n for n, made in mistakes.items() if any(abs(got - m) < 1e-5 for m in made)), None)
        expect.that(abs(got - want) < 1e-5, f"{label} should be {want:.5f}; it is {got:.5f}.", mistake=wrong)


def check_greedy(sub, expect):
    """With epsilon 0, or outside of training, the action has the largest value, the first among equals."""
    for actions in (2, int(sub.rng.integers(3, 6))):
        q = sub.rng.integers(-2, 3, size=(200, actions)).astype("float32")
        best, last = q.argmax(axis=1), actions - 1 - q[:, ::-1].argmax(axis=1)
        for label, args, kwargs in (
            ("act(q, 0.0)", (0.0,), {}),
            ("act(q, 0.7, training=False)", (0.7,), {"training": False}),
        ):
            whole, got = chosen(sub, expect, q, *args, **kwargs)
            expect_integers(sub, expect, got)
            off = int((whole != best).sum())
            mistake = None
            if np.array_equal(whole, last):
                mistake = "last_of_equals"
            elif np.array_equal(whole, q.argmin(axis=1)):
                mistake = "smallest"
            elif kwargs and off < 0.9 * len(q):
                mistake = "explores_in_eval"
            elif not kwargs and abs(np.mean(q.max(axis=1) == q[np.arange(len(q)), whole]) - 1 / actions) < 0.25:
                mistake = "backwards"
            expect.that(not off, f"{label}: {off} of {len(q)} actions are not the first of the best.", mistake=mistake)


def check_actions_stay(sub, expect):
    """Actions stay as they are when the values change afterwards."""
    for training in (True, False):
        q = values(sub.rng, 100, 3)
        got = sub.probe("looked_at_later", batch(q), training, returns="vector")
        recipe = {"recipe": lambda value: getattr(value, "shape", None) == (100,)}
        expect(got, "the actions, read later", mistakes=recipe).tensor().equal(q.argmax(axis=1))


def check_rows_by_themselves(sub, expect):
    """In a batch some rows explore and others do not, and every call draws anew."""
    q = values(sub.rng, ROWS, 3)
    best = q.argmax(axis=1)
    calls = [chosen(sub, expect, q, 0.5)[0] for _ in range(8)]
    shares = np.array([np.mean(whole != best) for whole in calls])
    whole_batches = ((shares == 0) | (shares > 0.6)).all() and (shares == 0).any() and (shares > 0.6).any()
    expect.that(
        ((shares > 0.15) & (shares < 0.55)).all(),
        f"With epsilon 0.5 and three actions about a third are not the best; in eight calls, from {shares.min():.1%} to "
        f"{shares.max():.1%} are not.",
        mistake="one_coin" if whole_batches else None,
    )
    first, second = calls[:2]
    expect.that((first != second).any(), "Two calls in a row gave the same actions.", mistake="same_every_time")
    explored = first[first != best]
    alike = len(set(explored.tolist())) == 1
    expect.that(not alike, "All rows that explored took one action.", mistake="same_random_action")
    # where a row explored, the next action round from the best is as likely as the one after
    other = np.bincount((explored - best[first != best]) % 3, minlength=3)[1:] / len(explored)
    expect.that(other.min() > 0.4, "Of the random actions one comes far more often than another.")


def check_share(sub, expect):
    """In training, each observation explores by itself with probability epsilon."""
    actions, epsilon = int(sub.rng.integers(2, 5)), float(sub.rng.uniform(0.15, 0.35))
    q = values(sub.rng, ROWS, actions)
    whole, got = chosen(sub, expect, q, epsilon)
    expect_integers(sub, expect, got)
    best = q.argmax(axis=1)
    share, want = float(np.mean(whole != best)), epsilon * (1 - 1 / actions)
    # of 4,000 rows the standard deviation is 0.008 at most
    within = 0.04
    mistake = None
    if abs(share - epsilon) < within and epsilon - want > 2 * within:
        mistake = "never_the_best"
    if abs(share - (1 - epsilon) * (1 - 1 / actions)) < within:
        mistake = "backwards"
    expect.that(
        abs(share - want) < within,
        f"With epsilon {epsilon:.3f} and {actions} actions, {want:.1%} of the actions should not be the best; "
        f"{share:.1%} are not.",
        mistake=mistake,
    )


def check_always_random(sub, expect):
    """With epsilon 1 all actions are equally likely, for every observation by itself."""
    actions = int(sub.rng.integers(3, 6))
    q = values(sub.rng, ROWS, actions)
    best = q.argmax(axis=1)
    whole, _ = chosen(sub, expect, q, 1.0)
    shares = np.bincount(whole, minlength=actions) / ROWS
    mistake, hits = None, float(np.mean(whole == best))
    if shares.max() == 1:
        mistake = "same_random_action"
    elif not (whole == best).any():
        mistake = "never_the_best"
    shown = ", ".join(f"{share:.3f}" for share in shares)
    expect.that(
        np.abs(shares - 1 / actions).max() < 0.045,
        f"With epsilon 1 each of {actions} actions should be taken with share {1 / actions:.3f}; got {shown}.",
        mistake=mistake,
    )
    expect.that(
        abs(hits - 1 / actions) < 0.045,
        f"With epsilon 1 the best of {actions} actions should be taken with share {1 / actions:.3f}; got {hits:.3f}.",
        mistake="never_the_best" if hits == 0 else "backwards" if hits == 1 else None,
    )
