"""Kernels that work off large arrays piece by piece: the same numbers as the plain formula, wherever the cuts fall."""
# ruff: noqa: N806 - C, K, H, W, R, S are the names of sizes in ConvShape

import numpy as np
import pytest
from neon.backends.kernels import pool, rowconv

SHAPES = [
    # C, K, (H, W), (R, S), padding, strides, dilation of the width
    (1, 3, (9, 8), (5, 5), (0, 0), (1, 1), 1),
    (2, 3, (7, 9), (3, 2), (1, 1), (1, 1), 1),
    (3, 2, (9, 8), (3, 3), (2, 1), (2, 3), 1),
    (2, 4, (8, 11), (2, 3), (0, 2), (3, 1), 2),
    (2, 1, (10, 5), (1, 3), (0, 1), (2, 2), 1),
    (1, 2, (6, 6), (6, 1), (3, 0), (1, 1), 1),
]
N = 4


def plain_conv(x, f, layer):
    """Convolution (K, P, Q, N) of x (C, H, W, N) with f (C, R, S, K), position by position."""
    (_, pad_h, pad_w), (_, str_h, str_w), dil = layer.padding, layer.strides, layer.dilation[2]
    x = np.pad(x, ((0, 0), (pad_h, pad_h), (pad_w, pad_w), (0, 0)))
    out = np.zeros((layer.K, layer.P, layer.Q, layer.N))
    for p, q, r, s in np.ndindex(layer.P, layer.Q, layer.R, layer.S):
        out[:, p, q] += f[:, r, s].T @ x[:, p * str_h + r, q * str_w + s * dil]
    return out


@pytest.mark.parametrize("band_bytes", [1, 2000, 2**25])
@pytest.mark.parametrize("shape", SHAPES)
def test_convolution_by_rows_and_its_gradients_are_those_of_the_formula(be, monkeypatch, shape, band_bytes):
    monkeypatch.setattr(rowconv, "BAND_BYTES", band_bytes)
    C, K, (H, W), (R, S), (pad_h, pad_w), (str_h, str_w), dil = shape
    layer = be.conv_layer(
        np.float32, N, C, K, H=H, W=W, R=R, S=S, pad_h=pad_h, pad_w=pad_w, str_h=str_h, str_w=str_w, dil_w=dil
    )
    assert rowconv.suits(np, layer)
    rng = np.random.RandomState(3)
    x, f, e = (rng.normal(size=dim) for dim in (layer.dimI2, layer.dimF2, layer.dimO2))
    inputs, filters, errors = be.array(x), be.array(f), be.array(e)
    outputs, deltas, gradient = be.empty(layer.dimO2), be.ones(layer.dimI2), be.ones(layer.dimF2)

    images, windows = x.reshape(C, H, W, N), f.reshape(C, R, S, K)
    be.fprop_conv(layer, inputs, filters, outputs)
    np.testing.assert_allclose(
        outputs.get(), plain_conv(images, windows, layer).reshape(layer.dimO2), rtol=1e-4, atol=1e-4
    )

    # The convolution is linear in x and in f, so its transpose is found by convolving the unit vectors.
    for kept in (None, layer):  # with and without the columns of fprop
        be.update_conv(layer, inputs, errors, gradient, layer_op=kept)
        wanted = [np.vdot(e, plain_conv(images, unit.reshape(windows.shape), layer)) for unit in np.eye(f.size)]
        np.testing.assert_allclose(gradient.get().ravel(), wanted, rtol=1e-3, atol=1e-3)
    be.bprop_conv(layer, filters, errors, deltas)
    change = rng.normal(size=x.shape)
    np.testing.assert_allclose(
        np.vdot(deltas.get(), change), np.vdot(e, plain_conv(change.reshape(images.shape), windows, layer)), rtol=1e-3
    )


@pytest.mark.parametrize(("size", "strides"), [(2, 2), (3, 2), (3, 1)])
def test_pooling_a_few_maps_at_a_time_is_pooling_all(be, monkeypatch, size, strides):
    results = []
    x = np.random.RandomState(5).randint(4, size=(5 * 8 * 8, N))  # few values, so that maxima tie
    for band_bytes in (1, 2 * 8 * 8 * N * 4, 2**30):
        monkeypatch.setattr(pool, "BAND_BYTES", band_bytes)
        layer = be.pool_layer(np.float32, "max", N, 5, H=8, W=8, R=size, S=size, str_h=strides, str_w=strides)
        outputs, deltas = be.empty(layer.dimO2), be.empty(layer.dimI2)
        positions = be.empty(layer.dimO2, dtype=np.uint8)
        be.fprop_pool(layer, be.array(x), outputs, positions)
        be.bprop_pool(layer, be.array(np.arange(outputs.size).reshape(outputs.shape)), deltas, positions)
        results.append((outputs.get(), positions.get(), deltas.get()))
    for other in results[1:]:
        for got, want in zip(other, results[0], strict=True):
            np.testing.assert_array_equal(got, want)
    windows = np.lib.stride_tricks.sliding_window_view(x.reshape(5, 8, 8, N), (size, size), (1, 2))
    windows = windows[:, ::strides, ::strides].reshape(*layer.dimO[:1], *layer.dimO[2:], size * size)
    np.testing.assert_array_equal(results[0][0], windows.max(axis=-1).reshape(layer.dimO2))
    np.testing.assert_array_equal(results[0][1], windows.argmax(axis=-1).reshape(layer.dimO2))


ROWS, COLUMNS = 3001, 257


def test_large_trees_are_right_with_operands_of_one_row_or_column_and_in_place(be):
    rng = np.random.RandomState(7)
    a, row, column = rng.normal(size=(ROWS, COLUMNS)), rng.normal(size=(1, COLUMNS)), rng.normal(size=(ROWS, 1))
    a, row, column = (array.astype(np.float32) for array in (a, row, column))
    x, r, c = be.array(a), be.array(row), be.array(column)
    x[:] = (x * r + c) * be.greater(x, 0) - 0.5 * x
    np.testing.assert_allclose(x.get(), (a * row + column) * (a > 0) - 0.5 * a, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("shift", [1, 700, -700])
def test_a_large_tree_reads_old_values_where_its_operand_overlaps_the_target(be, shift):
    a = np.random.RandomState(8).normal(size=(ROWS, COLUMNS)).astype(np.float32)
    x = be.array(a)
    lower, upper = (slice(0, ROWS - abs(shift)), slice(abs(shift), ROWS))
    target, source = (upper, lower) if shift > 0 else (lower, upper)
    x[target] = x[source] * 2.0 + 1.0
    want = a.copy()
    want[target] = a[source] * 2 + 1
    np.testing.assert_array_equal(x.get(), want)


@pytest.mark.parametrize(("padding", "strides"), [(0, 2), (1, 1), (0, 1)])
def test_pooling_differentiates_the_rectlin_before_it_to_the_same_numbers(be, padding, strides):
    from neon.initializers import Gaussian
    from neon.layers import Conv, Pooling
    from neon.models import Model
    from neon.transforms import Rectlin

    def gradients(pooling):
        be.rng_reset()
        model = Model([Conv((3, 3, 5), Gaussian(scale=1), activation=Rectlin()), pooling])
        model.initialize((2, 8, 9))
        y = model.fprop(be.array(np.random.RandomState(0).normal(size=(144, be.bsz))))
        error = be.array(np.random.RandomState(1).normal(size=y.shape))
        kept = error.get()
        model.bprop(error)
        np.testing.assert_array_equal(error.get(), kept)
        return model.layers.layers[0].dW.get()

    class Plain(Pooling):
        """A class of its own, which is left alone."""

    shape = {"fshape": 2, "padding": padding, "strides": strides}
    np.testing.assert_allclose(gradients(Pooling(**shape)), gradients(Plain(**shape)), rtol=1e-5, atol=1e-5)
