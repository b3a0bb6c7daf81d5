"""Columns to mean 0 and standard deviation 1, by broadcasting."""

import numpy as np


def reference(x, axis=0, ddof=0):
    """Standardise in float64 along `axis`."""
    x = x.astype("float64")
    return (x - x.mean(axis, keepdims=True)) / x.std(axis, ddof=ddof, keepdims=True)


def draw(rng, rows, columns):
    """A matrix whose columns have means and spreads of their own."""
    centre, spread = rng.uniform(-4, 4, size=columns), rng.uniform(1.5, 6, size=columns)
    return (centre + spread * rng.normal(size=(rows, columns))).astype("float32")


def mistakes_for(x):
    """What the known mistakes answer for x."""
    centred = x - x.mean(0, dtype="float64")
    return {
        "rows": reference(x, axis=1),
        "unbiased_sd": reference(x, ddof=1),
        "whole_matrix": (x - x.mean(dtype="float64")) / x.std(dtype="float64"),
        "variance": centred / x.var(0, dtype="float64"),
        "not_scaled": centred,
    }


def check_standardises_every_column(sub, expect):
    """Each column of the result has mean 0 and standard deviation 1."""
    x = draw(sub.rng, int(sub.rng.integers(5, 9)), int(sub.rng.integers(3, 6)))
    got = sub.call("standardise", x)
    expect(got, "standardise(x)", mistakes=mistakes_for(x)).tensor().shape(x.shape).dtype("float32").finite().close(
        reference(x)
    )


def check_works_for_a_long_table(sub, expect):
    """A table of a few hundred rows comes out right, too."""
    x = draw(sub.rng, int(sub.rng.integers(300, 600)), int(sub.rng.integers(2, 12)))
    got = sub.call("standardise", x)
    expect(got, "standardise(x)", mistakes=mistakes_for(x)).shape(x.shape).close(reference(x))


def check_works_for_a_square_matrix(sub, expect):
    """In a square matrix, where rows and columns fit alike, it is still the columns."""
    n = int(sub.rng.integers(5, 9))
    x = draw(sub.rng, n, n)
    half = (x - x.mean(1, keepdims=True).T) / x.std(1, keepdims=True).T
    got = sub.call("standardise", x)
    expect(got, "standardise(x)", mistakes={**mistakes_for(x), "rows": half}).close(
        reference(x), mistakes={"rows": reference(x, axis=1)}
    )
