"""Rows by list and mask, a block on the diagonal, the last columns as a copy."""

import numpy as np


def draw(rng, n, m):
    """A matrix in which every number is different, about half of them negative."""
    return (rng.permutation(n * m).reshape(n, m) - n * m / 2 + 0.5).astype("float32")


def check_rows_by_list(sub, expect):
    """pick_rows gives the listed rows in the listed order."""
    n = int(sub.rng.integers(6, 12))
    x = draw(sub.rng, n, n)
    rows = [int(v) for v in sub.rng.permutation(n)[: n - 2]]
    rows.append(rows[0])
    got = sub.call("pick_rows", x, rows)
    mistakes = {"off_by_one": x[[(r - 1) % n for r in rows]], "columns_for_rows": x[:, rows]}
    expect(got, "pick_rows(x, rows)", mistakes=mistakes).tensor().shape((len(rows), n)).close(x[rows])


def check_rows_by_mask(sub, expect):
    """positive_rows keeps the rows that begin with a positive number."""
    n = int(sub.rng.integers(6, 12))
    x = draw(sub.rng, n, 3)
    signs = sub.rng.permutation([1.0] * (n // 2) + [-1.0] * (n - n // 2))
    x[:, 0] = (np.abs(x[:, 0]) + 1) * signs
    x[np.flatnonzero(signs < 0)[0], 0], x[np.flatnonzero(signs > 0)[0], 0] = 0.0, 0.5
    mask = x[:, 0] > 0
    got = sub.call("positive_rows", x)
    mistakes = {
        "mask_not_applied": lambda value: np.shape(value) in {(n, 3), (n,), (n, 1), (1, n)},
        "columns_for_rows": lambda value: np.array_equal(np.asarray(value), x[:, x[0] > 0]),
    }
    expect(got, "positive_rows(x)", mistakes=mistakes).tensor().shape((n // 2, 3)).close(x[mask])


def check_block_on_the_diagonal(sub, expect):
    """diagonal_block gives block i of side k."""
    k, count = int(sub.rng.integers(2, 5)), int(sub.rng.integers(3, 5))
    x = draw(sub.rng, k * count + 2, k * count + 2)
    for i in sub.rng.permutation(count)[:2]:
        i = int(i)
        at = slice(i * k, (i + 1) * k)
        moved = [slice(i * k + s, (i + 1) * k + s) for s in (1, -1) if i * k + s >= 0]
        near = [x[m, m] for m in moved] + [x[at.start : at.stop + 1, at.start : at.stop + 1], x[at, at][:-1, :-1]]
        got = sub.call("diagonal_block", x, i, k)
        mistakes = {"off_by_one": lambda value, near=near: any(np.array_equal(np.asarray(value), n) for n in near)}
        expect(got, f"diagonal_block(x, {i}, {k})", mistakes=mistakes).tensor().shape((k, k)).close(x[at, at])


def check_last_columns(sub, expect):
    """last_columns gives the last k columns."""
    n, m = int(sub.rng.integers(3, 8)), int(sub.rng.integers(6, 11))
    x, k = draw(sub.rng, n, m), int(sub.rng.integers(2, 5))
    got = sub.call("last_columns", x, k)
    near = [x[:, -k - 1 : -1], x[:, -k:-1], x[:, -k - 1 :], x[:, -k + 1 :]]
    mistakes = {"off_by_one": lambda value: any(np.array_equal(np.asarray(value), n) for n in near)}
    expect(got, f"last_columns(x, {k})", mistakes=mistakes).tensor().shape((n, k)).close(x[:, -k:])


def check_last_columns_are_a_copy(sub, expect):
    """Writing into the last columns leaves x as it was."""
    n, m = int(sub.rng.integers(3, 8)), int(sub.rng.integers(6, 11))
    x, k = draw(sub.rng, n, m), int(sub.rng.integers(2, 5))
    after = sub.probe("write_into_last_columns", x, k)
    expect(after, "x after writing into last_columns(x, k)", mistakes={"aliased": lambda value: True}).close(x)
