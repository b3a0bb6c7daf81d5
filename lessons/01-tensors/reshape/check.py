"""Cutting a tensor differently, against moving an axis."""

import numpy as np


def draw(rng, *shape):
    """Different numbers in every place, shuffled."""
    return rng.permutation(int(np.prod(shape))).reshape(shape).astype("float32")


def sizes(rng, count):
    """Different lengths, so that no two axes can be mistaken for one another."""
    return [int(v) for v in rng.permutation(np.arange(2, 8))[:count]]


def check_images_to_rows(sub, expect):
    """to_rows makes one row of each picture, line by line."""
    n, h, w = sizes(sub.rng, 3)
    x = draw(sub.rng, n, h, w)
    mistakes = {
        "column_order": x.transpose(0, 2, 1).reshape(n, -1),
        "reshape_for_transpose": x.transpose(1, 2, 0).reshape(n, -1),
        "batch_lost": lambda value: np.size(value) == x.size and np.shape(value)[0] != n,
    }
    got = sub.call("to_rows", x)
    expect(got, "to_rows(images)", mistakes=mistakes).tensor().shape((n, h * w)).close(x.reshape(n, -1))


def check_rows_to_images(sub, expect):
    """to_images brings the pictures back."""
    n, h, w = sizes(sub.rng, 3)
    x = draw(sub.rng, n, h, w)
    got = sub.call("to_images", x.reshape(n, -1), h, w)
    mistakes = {"column_order": x.reshape(n, w, h).transpose(0, 2, 1)}
    expect(got, "to_images(rows, h, w)", mistakes=mistakes).tensor().shape((n, h, w)).close(x)


def check_channels_last(sub, expect):
    """channels_last moves the channels to the end, and every pixel keeps its own values."""
    n, c, h, w = sizes(sub.rng, 4)
    x = draw(sub.rng, n, c, h, w)
    got = sub.call("channels_last", x)
    mistakes = {
        "reshape_for_transpose": x.reshape(n, h, w, c),
        "column_order": lambda value: np.array_equal(
            np.ravel(value), x.transpose(0, 3, 2, 1).ravel()
        ),
    }
    expect(got, "channels_last(images)", mistakes=mistakes).tensor().shape((n, h, w, c)).close(x.transpose(0, 2, 3, 1))
