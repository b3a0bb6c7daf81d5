"""Central differences of functions that the learner has not seen, and the comparison made with them."""

import numpy as np

H = 0.01


def draw(rng):
    """A point and the coefficients of f(x) = sum(a x^3 + b x), whose second derivative is never small."""
    n = int(rng.integers(3, 6))
    x = rng.uniform(0.5, 1.2, size=n).astype("float32")
    a = rng.choice([-1, 1], size=n) * rng.uniform(0.5, 1.5, size=n)
    return x, a.astype("float32"), rng.uniform(-1, 1, size=n).astype("float32")


def slope(x, a, b):
    """The true gradient."""
    return 3 * a * x**2 + b


def check_numeric_gradient(sub, expect):
    """numeric_gradient is close to the true gradient."""
    x, a, b = draw(sub.rng)
    got, after = sub.probe("numeric", x, a, b, H, returns="vector")
    want = slope(x, a, b)
    one_sided = [want + s * 3 * a * x * H + a * H**2 for s in (1, -1)]
    mistakes = {
        "not_halved": lambda v: np.shape(v) == want.shape and np.allclose(np.asarray(v), 2 * want, rtol=2e-2),
        "forward_difference": lambda v: np.shape(v) == want.shape
        and any(np.allclose(np.asarray(v), o, rtol=5e-4, atol=5e-4) for o in one_sided),
    }
    expect(got, "numeric_gradient(f, x, 0.01)", mistakes=mistakes).tensor().shape(x.shape).dtype("float32").close(want)
    expect(after, "x afterwards").close(x, tolerance=1e-7)


def check_function_of_all_elements(sub, expect):
    """For a function in which the elements act on each other, it is right as well."""
    x, a, _ = draw(sub.rng)
    got = sub.probe("numeric_of_product", x, a, H, returns="vector")
    inner = float(a @ x)
    expect(got, "numeric_gradient(f, x, 0.01)", mistakes={"not_halved": 4 * inner * a}).shape(x.shape).close(
        2 * inner * a
    )


def verdict(sub, x, a, b, gradient):
    """What gradients_agree says of a gradient."""
    got = sub.probe("agree", x, a, b, gradient)
    return got if isinstance(got, bool) else bool(np.all(np.asarray(got)))


def check_accepts_a_right_gradient(sub, expect):
    """gradients_agree is True for the true gradient."""
    for _ in range(3):
        x, a, b = draw(sub.rng)
        expect.that(
            verdict(sub, x, a, b, slope(x, a, b).astype("float32")),
            "gradients_agree said False of a right gradient.",
            mistake="rejects_everything",
        )


def check_rejects_a_wrong_gradient(sub, expect):
    """gradients_agree is False if one element is off."""
    for factor in (0.5, 1.3, -1.0):
        x, a, b = draw(sub.rng)
        gradient = slope(x, a, b)
        at = int(np.argmax(np.abs(gradient)))
        gradient[at] *= factor
        expect.that(
            not verdict(sub, x, a, b, gradient.astype("float32")),
            f"One element was multiplied by {factor}, and gradients_agree said True.",
            mistake="accepts_everything",
        )
