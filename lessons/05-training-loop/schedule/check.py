"""A warm-up and a cosine: predicted, computed, and read off the steps that an optimiser made."""

import numpy as np

ASKED = (0, 4, 9, 10, 60)
PEAK, WARMUP, TOTAL = 0.1, 10, 110


def rate(step, peak, warmup, total):
    """The rate of a step, counted from 0."""
    if step < warmup:
        return peak * (step + 1) / warmup
    return peak * 0.5 * (1 + np.cos(np.pi * (step - warmup) / (total - warmup)))


def off_by_one(step, peak, warmup, total):
    """What a warm-up that begins at zero makes of it."""
    return peak * step / warmup if step < warmup else rate(step, peak, warmup, total)


def from_zero(step, peak, warmup, total):
    """What a cosine that counts from the first step of all makes of it."""
    return rate(step, peak, warmup, total) if step < warmup else peak * 0.5 * (1 + np.cos(np.pi * step / total))


def without_warmup(step, peak, warmup, total):
    """A cosine alone."""
    return peak * 0.5 * (1 + np.cos(np.pi * step / total))


def early(step, peak, warmup, total):
    """The rate of the next step."""
    return rate(step + 1, peak, warmup, total)


def late(step, peak, warmup, total):
    """The rate of the step before; the first one has its own."""
    return rate(max(step - 1, 0), peak, warmup, total)


def draw(rng):
    """Peak, warm-up and number of steps."""
    warmup = int(rng.integers(4, 12))
    return float(rng.uniform(0.05, 0.5)), warmup, warmup + int(rng.integers(12, 30))


def check_prediction(sub, expect):
    """The five predicted rates are right."""
    got = sub.get("predicted")
    numbers = isinstance(got, (list, tuple)) and all(type(value) in (int, float) for value in got)
    expect.that(numbers and len(got) == len(ASKED), "predicted should hold five numbers, one for each step asked.")
    for step, value in zip(ASKED, got):
        expect(value, f"the rate you predicted for step {step}").close(
            rate(step, PEAK, WARMUP, TOTAL),
            tolerance=2e-4,
            mistakes={"off_by_one_step": off_by_one(step, PEAK, WARMUP, TOTAL)},
        )


def check_rate(sub, expect):
    """rate() gives the rate of every step."""
    peak, warmup, total = draw(sub.rng)
    for step in range(total):
        got = sub.call("rate", step, peak, warmup, total, returns="scalar")
        expect(got, f"rate({step}, {peak:.3g}, {warmup}, {total})").close(
            rate(step, peak, warmup, total),
            mistakes={
                "off_by_one_step": off_by_one(step, peak, warmup, total),
                "cosine_from_zero": from_zero(step, peak, warmup, total),
                "no_warmup": without_warmup(step, peak, warmup, total),
            },
        )


def check_optimiser_uses_it(sub, expect):
    """Every step of the optimiser moves w by the rate of that step."""
    peak, warmup, total = draw(sub.rng)
    start = sub.rng.normal(size=3).astype("float32")
    path = sub.call("descend", start, peak, warmup, total, returns="vector")
    expect.that(isinstance(path, (list, tuple)) and len(path) == total, f"descend should return a list of {total} w.")
    for number, w in enumerate(path):
        expect(w, f"w after step {number}").shape((3,)).finite()
    moved = -np.diff(np.array([start, *(np.asarray(w) for w in path)], dtype=float), axis=0)
    expect.that(np.ptp(moved, axis=1).max() < 1e-4, "Each step should move the three numbers by the same length.")
    used = moved.mean(axis=1)
    fits = {
        name: [rule(step, peak, warmup, total) for step in range(total)]
        for name, rule in (
            ("right", rate),
            ("constant_rate", lambda *_: used[0]),
            ("no_warmup", without_warmup),
            ("cosine_from_zero", from_zero),
            ("zero", off_by_one),
            ("early", early),
            ("late", late),
        )
    }
    off = {name: float(np.abs(used - rule).max()) for name, rule in fits.items()}
    if off["right"] > 2e-5 * (1 + np.abs(path[-1].array).max()):
        nearest = min((name for name in off if name != "right"), key=off.get)
        named = {"zero": "off_by_one_step", "early": "off_by_one_step", "late": "off_by_one_step"}
        step = int(np.abs(used - fits["right"]).argmax())
        expect.that(
            False,
            f"Step {step} should have used the rate {fits['right'][step]:.4g}; w moved by {used[step]:.4g}.",
            mistake=named.get(nearest, nearest) if off[nearest] < 1e-4 else None,
        )
