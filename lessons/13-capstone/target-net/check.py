"""A target network: separate from the online one, equal after a hard update, a share nearer after a soft one."""

import numpy as np
from tutor.judge import batch

BATCH = 64


def sizes(rng):
    """Observations, hidden units and actions, all different."""
    return int(rng.integers(4, 7)), int(rng.integers(10, 30)), int(rng.integers(2, 4))


def weights(sub, network):
    """The values of a network's parameters, in its own order."""
    return [np.array(value.array, dtype=float) for value in sub.probe("parameters", network)]


def stir(sub, network):
    """Train: give every parameter, the biases included, a new value. Returns the values."""
    drawn = [sub.rng.normal(size=value.shape).astype("float32") for value in weights(sub, network)]
    sub.probe("train", network, drawn)
    return [value.astype(float) for value in drawn]


def pair(sub):
    """Two networks that share nothing, with known parameters: (target, online, the target's, the online one's)."""
    shape = sizes(sub.rng)
    target, online = (sub.build("make_q_network", *shape) for _ in range(2))
    return target, online, stir(sub, target), stir(sub, online)


def expect_parameters(sub, expect, network, wanted, label, mistakes):
    """All parameters of a network are close to these; `mistakes` maps a name to what all of them would be then."""
    got = weights(sub, network)
    alike = [len(got) == len(wanted) and all(g.shape == np.shape(w) for g, w in zip(got, wanted))]
    expect.that(all(alike), f"{label}: expected parameters of shapes {[np.shape(w) for w in wanted]}.")

    def matches(those):
        return all(np.allclose(g, w, atol=10 * expect.tolerance, rtol=1e-4) for g, w in zip(got, those))

    if matches(wanted):
        return
    name = next((name for name, those in mistakes.items() if matches(those)), None)
    worst = max(range(len(got)), key=lambda n: np.abs(got[n] - wanted[n]).max())
    at = np.unravel_index(np.abs(got[worst] - wanted[worst]).argmax(), got[worst].shape)
    expect.that(
        False,
        f"{label}: element {[int(n) for n in at]} of parameter {worst + 1} should be {wanted[worst][at]:.5f}; "
        f"it is {got[worst][at]:.5f}.",
        mistake=name,
    )


def partly(before, after):
    """What an update leaves if it forgets the biases, or the output layer."""
    matrix = [min(np.shape(a)) > 1 if np.ndim(a) == 2 else False for a in after]
    last = len(after) - 2
    return {
        "weights_only": [a if m else b for a, b, m in zip(after, before, matrix)],
        "skips_output": [a if n < last else b for n, (a, b) in enumerate(zip(after, before))],
    }


def check_make_target(sub, expect):
    """make_target returns a network with the same weights."""
    shape = sizes(sub.rng)
    online = sub.build("make_q_network", *shape)
    theirs = stir(sub, online)
    target = sub.build("make_target", online)
    expect_parameters(sub, expect, target, theirs, "after make_target", {})
    x = batch(sub.rng.normal(size=(BATCH, shape[0])).astype("float32"))
    want = np.array(expect(sub.forward(online, x), "the online network's output").array)
    expect(sub.forward(target, x), "the target network's output").close(want, tolerance=1e-4)


def check_separate(sub, expect):
    """Training one of the two networks leaves the other where it is."""
    online = sub.build("make_q_network", *sizes(sub.rng))
    before = stir(sub, online)
    target = sub.build("make_target", online)
    after = stir(sub, online)
    expect_parameters(sub, expect, target, before, "the target, after the online one was trained", {"aliased": after})
    written = stir(sub, target)
    expect_parameters(sub, expect, online, after, "the online one, after the target was written", {"aliased": written})


def check_hard_update(sub, expect):
    """A hard update makes the parameters equal, once, and the online network stays."""
    target, online, ours, theirs = pair(sub)
    sub.call("hard_update", target, online)
    expect_parameters(sub, expect, online, theirs, "the online network after a hard update", {"moves_online": ours})
    mistakes = {"never_moves": ours, **partly(ours, theirs)}
    expect_parameters(sub, expect, target, theirs, "the target after a hard update", mistakes)
    later = stir(sub, online)
    expect_parameters(sub, expect, target, theirs, "the target, after the online one was trained", {"aliased": later})
    sub.call("hard_update", target, online)
    expect_parameters(sub, expect, target, later, "the target after another hard update", {"never_moves": theirs})


def check_soft_update(sub, expect):
    """Each soft update moves the target a share tau of the way."""
    target, online, ours, theirs = pair(sub)
    tau = float(sub.rng.uniform(0.05, 0.3))
    first = ours
    for number in range(1, 5):
        before = first if number == 1 else now
        now = [(1 - tau) ** number * a + (1 - (1 - tau) ** number) * b for a, b in zip(first, theirs)]
        sub.call("soft_update", target, online, tau)
        label = f"after {number} soft update{'s' if number > 1 else ''} with tau = {tau:.3f}"
        mixed = {"moves_online": now, "tau_reversed": theirs}
        expect_parameters(sub, expect, online, theirs, f"the online network {label}", mixed)
        mistakes = {
            "never_moves": before,
            "tau_reversed": [tau * a + (1 - tau) * b for a, b in zip(before, theirs)],
            "takes_all": theirs,
            **partly(before, now),
        }
        expect_parameters(sub, expect, target, now, f"the target {label}", mistakes)


def check_after_training(sub, expect):
    """The target follows an online network that goes on learning, and is not changed by it."""
    online = sub.build("make_q_network", *sizes(sub.rng))
    now = stir(sub, online)
    target = sub.build("make_target", online)
    for number in range(3):
        theirs = stir(sub, online)
        label = f"the target after {number + 1} step{'s' if number else ''} of training"
        expect_parameters(sub, expect, target, now, f"{label}, before its update", {"aliased": theirs})
        tau = float(sub.rng.uniform(0.05, 0.5))
        sub.call("soft_update", target, online, tau)
        before, now = now, [(1 - tau) * a + tau * b for a, b in zip(now, theirs)]
        expect_parameters(sub, expect, target, now, label, {"takes_all": theirs, "never_moves": before})
    later = stir(sub, online)
    expect_parameters(sub, expect, target, now, "the target, after the online one was trained", {"aliased": later})
