"""The gradient of functions that the learner has not seen, by a probe that builds them in each framework."""

import numpy as np


def check_gradient_of_a_polynomial(sub, expect):
    """For a random polynomial, the gradient equals the closed form."""
    n = int(sub.rng.integers(3, 9))
    x = sub.rng.uniform(-2, 2, size=n).astype("float32")
    a, b = (sub.rng.uniform(-2, 2, size=n).astype("float32") for _ in range(2))
    want = 3 * a * x**2 + b
    value = np.sum(a * x**3 + b * x)
    got = sub.probe("of_polynomial", x, a, b, returns="vector")
    expect(got, "gradient(f, x)", mistakes=mistakes_for(value, want)).tensor().shape((n,)).dtype("float32").close(want)


def check_gradient_of_a_product_with_a_matrix(sub, expect):
    """For a function in which all elements act on each other, it is still right."""
    n = int(sub.rng.integers(3, 7))
    x = sub.rng.uniform(-1, 1, size=n).astype("float32")
    matrix = sub.rng.normal(0, 0.5, size=(n, n)).astype("float32")
    bent = np.tanh(matrix @ x)
    want = 2 * matrix.T @ (bent * (1 - bent**2))
    got = sub.probe("of_bent_product", x, matrix, returns="vector")
    expect(got, "gradient(f, x)", mistakes=mistakes_for(np.sum(bent**2), want)).shape((n,)).close(want)


def check_same_point_twice(sub, expect):
    """Asked twice at the same tensor, it answers the same."""
    n = int(sub.rng.integers(3, 7))
    x = sub.rng.uniform(-2, 2, size=n).astype("float32")
    a, b = (sub.rng.uniform(-2, 2, size=n).astype("float32") for _ in range(2))
    want = 3 * a * x**2 + b
    first, second = sub.probe("twice_of_polynomial", x, a, b, returns="vector")
    expect(first, "the first gradient", mistakes=mistakes_for(np.sum(a * x**3 + b * x), want)).close(want)
    expect(second, "the second gradient").close(want)


def mistakes_for(value, gradient):
    """The known mistakes, given the value of the function and its right gradient."""
    return {
        "no_gradient": lambda got: got is None,
        "value_for_gradient": lambda got: np.size(got) == 1
        and np.allclose(np.asarray(got, dtype=float).ravel(), value, rtol=1e-3, atol=1e-3),
        "summed": lambda got: np.size(got) == 1
        and np.allclose(np.asarray(got, dtype=float).ravel(), gradient.sum(), rtol=1e-3, atol=1e-3),
    }
