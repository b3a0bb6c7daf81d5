"""Softplus, leaky ReLU and GELU: values and gradients, near zero and far out."""

import numpy as np

C = np.sqrt(2 / np.pi)


def softplus(x):
    """Stable, in float64."""
    return np.logaddexp(0, x)


def softplus_slope(x):
    """The sigmoid."""
    return np.exp(-np.logaddexp(0, -x))


def gelu(x):
    """The form with tanh."""
    return 0.5 * x * (1 + np.tanh(C * (x + 0.044715 * x**3)))


def gelu_slope(x):
    """Its derivative."""
    t = np.tanh(C * (x + 0.044715 * x**3))
    return 0.5 * (1 + t) + 0.5 * x * (1 - t**2) * C * (1 + 3 * 0.044715 * x**2)


def near(rng):
    """Ordinary numbers, none of them at the kink."""
    x = rng.uniform(0.02, 4, size=(int(rng.integers(3, 7)), int(rng.integers(3, 7))))
    return (x * rng.choice([-1, 1], size=x.shape)).astype("float32")


def far(rng):
    """Numbers from 100 to 2000 in size, of both signs."""
    x = rng.uniform(100, 2000, size=(4, 3)).astype("float32")
    x[::2] *= -1
    return x


def finite(value):
    """Whether a value is numeric and finite everywhere."""
    array = getattr(value, "array", None)
    return array is not None and bool(np.isfinite(array).all())


def not_finite(value):
    """The opposite, of numeric values."""
    return hasattr(value, "array") and not finite(value)


def too_small(x):
    """A rule: finite, and far under what it should be where x is large."""
    return lambda value: finite(value) and value.array.shape == x.shape and value.array.max() < 0.5 * x.max()


def slope_gone(x):
    """A rule: the gradient is zero where x is large."""
    return lambda value: finite(value) and value.array.shape == x.shape and np.abs(value.array[x > 0]).max() < 0.5


def check_softplus(sub, expect):
    """softplus has the right value and slope."""
    x = near(sub.rng)
    expect(sub.call("softplus", x), "softplus(x)").tensor().dtype("float32").close(softplus(x.astype(float)))
    expect(sub.vjp("softplus", [x])[0], "the gradient of softplus").close(softplus_slope(x.astype(float)))


def check_softplus_far_out(sub, expect):
    """softplus stays right for inputs in the thousands, and so does its slope."""
    x = far(sub.rng)
    got = sub.call("softplus", x)
    expect(got, "softplus(x)", mistakes={"overflow": not_finite, "clipped": too_small(x)}).close(np.maximum(x, 0))
    slope = sub.vjp("softplus", [x])[0]
    mistakes = {"nan_gradient": not_finite, "clipped": slope_gone(x)}
    expect(slope, "the gradient of softplus", mistakes=mistakes).close((x > 0).astype(float))


def check_leaky_relu(sub, expect):
    """leaky_relu has the right value and slope, with any slope below zero."""
    x, slope = near(sub.rng), float(sub.rng.uniform(0.02, 0.4))
    mistakes = {"dead_below_zero": np.maximum(x, 0), "slope_everywhere": slope * x}
    got = sub.call("leaky_relu", x, slope)
    expect(got, f"leaky_relu(x, {slope:.3f})", mistakes=mistakes).tensor().close(np.where(x > 0, x, slope * x))
    for x in (near(sub.rng), far(sub.rng)):
        expect(sub.call("leaky_relu", x), "leaky_relu(x)").close(np.where(x > 0, x, 0.1 * x))
        gradient = sub.vjp("leaky_relu", [x])[0]
        dead = {"dead_below_zero": (x > 0).astype(float)}
        expect(gradient, "the gradient of leaky_relu", mistakes=dead).close(np.where(x > 0, 1, 0.1))


def check_gelu(sub, expect):
    """gelu has the right value and slope."""
    x = near(sub.rng)
    wide = x.astype(float)
    rough = wide * softplus_slope(1.702 * wide)
    got = sub.call("gelu", x)
    rougher = {"sigmoid_form": lambda value: finite(value) and np.allclose(value.array, rough, atol=1e-3)}
    expect(got, "gelu(x)", mistakes=rougher).tensor().close(gelu(wide), tolerance=2e-3)
    expect(sub.vjp("gelu", [x])[0], "the gradient of gelu").close(gelu_slope(wide), tolerance=5e-3)


def check_gelu_far_out(sub, expect):
    """gelu stays right for inputs in the thousands, and so does its slope."""
    x = far(sub.rng)
    expect(sub.call("gelu", x), "gelu(x)", mistakes={"overflow": not_finite}).close(np.maximum(x, 0))
    slope = sub.vjp("gelu", [x])[0]
    expect(slope, "the gradient of gelu", mistakes={"nan_gradient": not_finite}).close((x > 0).astype(float))
