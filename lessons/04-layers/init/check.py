"""He and Xavier initialisation: spread, shape of the distribution, and a signal through twenty layers."""

import numpy as np

DEPTH = 20


def draw_sizes(rng):
    """About three times as many units as inputs, or the other way round, so that no two mistakes look alike."""
    small = int(rng.integers(140, 200))
    large = int(small * rng.uniform(2.8, 3.4))
    return (small, large) if rng.random() < 0.5 else (large, small)


def draw(sub, expect, name, inputs, units):
    """The learner's weights as float64, (inputs, units) whichever way the framework turns them."""
    got = sub.call(name, inputs, units)
    label = f"{name}({inputs}, {units})"
    expect(got, label).tensor().dtype("float32").finite()
    expect.that(
        got.shape in ((inputs, units), (units, inputs)),
        f"{label}: expected a matrix of {inputs} by {units} or the other way round, got shape {got.shape}.",
    )
    weights = np.asarray(got.array, dtype=float)
    return weights if got.shape == (inputs, units) else weights.T


def near(value, want, share=0.02):
    """Whether a value is within a share of what is wanted."""
    return abs(value - want) <= share * abs(want)


def expect_spread(expect, weights, want, mistakes, label):
    """Expect mean 0 and a standard deviation of `want`; `mistakes` by the standard deviation each would give."""
    sd, mean = weights.std(), weights.mean()
    named = next((name for name, wrong in mistakes.items() if near(sd, wrong)), None)
    expect.that(near(sd, want), f"{label}: expected a standard deviation of {want:.4f}, got {sd:.4f}.", mistake=named)
    expect.that(
        abs(mean) < 6 * want / np.sqrt(weights.size), f"{label}: expected a mean near 0, got {mean:.5f}."
    )


def kurtosis(weights):
    """Fourth moment over squared variance: 3 for a normal, 1.8 for a uniform distribution."""
    centred = weights - weights.mean()
    return float(np.mean(centred**4) / np.mean(centred**2) ** 2)


def check_he_normal(sub, expect):
    """he_normal draws normal numbers whose spread follows the number of inputs."""
    for _ in range(2):
        inputs, units = draw_sizes(sub.rng)
        weights = draw(sub, expect, "he_normal", inputs, units)
        mistakes = {
            "fan_swapped": np.sqrt(2 / units),
            "forgets_relu": np.sqrt(1 / inputs),
            "variance_for_sd": 2 / inputs,
        }
        expect_spread(expect, weights, np.sqrt(2 / inputs), mistakes, f"he_normal({inputs}, {units})")
        shape = kurtosis(weights)
        expect.that(
            2.2 < shape < 3.3,
            f"The fourth moment is {shape:.2f} squared variances; it is 3 for a normal and 1.8 for a uniform one.",
            mistake="uniform_for_normal" if shape < 2 else None,
        )


def check_xavier_uniform(sub, expect):
    """xavier_uniform draws evenly up to a bound that follows both sizes."""
    for _ in range(2):
        inputs, units = draw_sizes(sub.rng)
        weights = draw(sub, expect, "xavier_uniform", inputs, units)
        bound = np.sqrt(6 / (inputs + units))
        one_side = [np.sqrt(c / n / 3) for c in (3, 6) for n in (inputs, units)]
        mistakes = {"variance_for_sd": bound**2 / 3}
        sd = weights.std()
        if not near(sd, bound / np.sqrt(3)) and any(near(sd, wrong) for wrong in one_side):
            mistakes["one_fan"] = sd
        label = f"xavier_uniform({inputs}, {units})"
        expect_spread(expect, weights, bound / np.sqrt(3), mistakes, label)
        largest = np.abs(weights).max()
        expect.that(
            0.99 * bound < largest < 1.0001 * bound,
            f"{label}: the bound is {bound:.4f}; the largest weight is {largest:.4f}.",
        )


def check_layout(sub, expect):
    """The weights have as many rows and columns as the framework's own dense layer would keep."""
    inputs, units = draw_sizes(sub.rng)
    want = tuple(sub.probe("own_shape", inputs, units))
    for name in ("he_normal", "xavier_uniform"):
        turned = {"turned": lambda value: getattr(value, "shape", None) == want[::-1]}
        expect(sub.call(name, inputs, units), f"{name}({inputs}, {units})", mistakes=turned).tensor().shape(want)


def check_draws_anew(sub, expect):
    """Every call draws other weights."""
    for name in ("he_normal", "xavier_uniform"):
        first, second = draw(sub, expect, name, 60, 40), draw(sub, expect, name, 60, 40)
        alike = np.mean(np.isclose(first, second))
        expect.that(
            alike < 0.05, f"{100 * alike:.0f} % of the weights of two calls of {name} are equal.", mistake="same_draw"
        )


def check_signal_survives(sub, expect):
    """A signal keeps its size through twenty layers with ReLU."""
    width = [int(n) for n in sub.rng.integers(150, 400, size=DEPTH + 1)]
    signal = sub.rng.normal(size=(64, width[0]))
    first = np.mean(signal**2)
    for inputs, units in zip(width, width[1:]):
        signal = np.maximum(signal @ draw(sub, expect, "he_normal", inputs, units), 0)
    ratio = 2 * np.mean(signal**2) / first
    expect.that(
        0.1 < ratio < 10, f"Behind {DEPTH} layers the mean square of the signal is {ratio:.3g} times what it was."
    )
