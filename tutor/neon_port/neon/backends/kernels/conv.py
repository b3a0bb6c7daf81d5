"""Convolution: windows copied into the columns of a matrix, then one matrix product.

With the batch as the last axis the product is the output in its final layout, so nothing is transposed. Large
layers are worked off in bands of output rows, so that the columns stay within BAND_BYTES. Flat images on the CPU
go by `rowconv`, which copies less.
"""
# ruff: noqa: E741 - I and O are upstream's names of inputs and outputs

from neon.backends.kernels import rowconv
from neon.backends.kernels.shapes import ConvShape

BAND_BYTES = 32 * 2**20


class ConvKernels:
    """Mix-in of the backends: convolution and deconvolution."""

    def conv_layer(
        self, dtype, N, C, K, D=1, H=1, W=1, T=1, R=1, S=1, pad_d=0, pad_h=0, pad_w=0,
        str_d=1, str_h=1, str_w=1, dil_d=1, dil_h=1, dil_w=1,
    ):  # fmt: skip
        """Describe a convolution of (C, D, H, W) with K filters (C, T, R, S)."""
        return ConvShape(
            self, N, C, K, (D, H, W), (T, R, S), (pad_d, pad_h, pad_w), (str_d, str_h, str_w), (dil_d, dil_h, dil_w)
        )

    def deconv_layer(
        self, dtype, N, C, K, M, P, Q, T=1, R=1, S=1, pad_d=0, pad_h=0, pad_w=0,
        str_d=1, str_h=1, str_w=1, dil_d=1, dil_h=1, dil_w=1,
    ):  # fmt: skip
        """Describe the deconvolution of (K, M, P, Q) into (C, D, H, W): a convolution run backwards."""
        padding, strides, dilation = (pad_d, pad_h, pad_w), (str_d, str_h, str_w), (dil_d, dil_h, dil_w)
        size = [
            (m - 1) * s - 2 * p + d * (t - 1) + 1
            for m, s, p, d, t in zip((M, P, Q), strides, padding, dilation, (T, R, S), strict=False)
        ]
        return ConvShape(self, N, C, K, size, (T, R, S), padding, strides, dilation, output=(M, P, Q))

    def fprop_conv(
        self, layer, I, F, O, X=None, bias=None, bsum=None, alpha=1.0, beta=0.0,
        relu=False, brelu=False, slope=0.0, layer_op=None,
    ):  # fmt: skip
        """O = alpha · convolution of I with F + beta · X (X is O if None), plus bias (K, 1). Returns O.

        With `relu`, max(·, 0), or max(·, slope · ·), of that.
        """
        xp = self.xp
        filters = F._tensor.reshape(layer.dimF2)
        output = O._tensor.reshape(layer.K, -1)
        added = None
        if beta:
            added = beta * (O if X is None else X)._tensor.reshape(output.shape)
        if rowconv.suits(xp, layer):
            rowconv.forward(xp, layer, self._row_blocks(layer, I), filters, output)
        else:
            for band, columns in self._bands(layer, I):
                xp.matmul(filters.T, columns, out=output[:, band])
        if alpha != 1.0:
            output *= alpha
        if added is not None:
            output += added
        if bias is not None:
            output += bias._tensor.reshape(layer.K, 1)
        if relu:
            xp.maximum(output, slope * output if slope else 0, out=output)
        layer.columns_of = I if layer.columns is not None else None
        if bsum is not None:
            bsum._tensor[...] = row_sums(xp, output)
        return O

    def bprop_conv(
        self, layer, F, E, grad_I, X=None, bias=None, bsum=None, alpha=1.0, beta=0.0,
        relu=False, brelu=False, slope=0.0, layer_op=None,
    ):  # fmt: skip
        """grad_I = alpha · (error E spread back over the windows) + beta · X (X is grad_I if None)."""
        xp = self.xp
        filters, error = F._tensor.reshape(layer.dimF2), E._tensor.reshape(layer.K, -1)
        target = grad_I._tensor.reshape(layer.dimI)
        kept = beta * (grad_I if X is None else X)._tensor.reshape(layer.dimI) if beta else None
        if layer.is_pointwise:
            xp.matmul(filters, error, out=target.reshape(layer.C, -1))
        elif rowconv.suits(xp, layer):
            rowconv.backward(xp, layer, filters, error, target)
        else:
            self._spread(layer, filters, error, target)
        if alpha != 1.0:
            target *= alpha
        if kept is not None:
            target += kept
        if bias is not None:
            maps = target.reshape(layer.C, -1)
            maps += bias._tensor.reshape(layer.C, 1)
        if bsum is not None:
            bsum._tensor[...] = row_sums(xp, target.reshape(layer.C, -1))
        return grad_I

    def update_conv(self, layer, I, E, U, alpha=1.0, beta=0.0, grad_bias=None, layer_op=None):
        """U = alpha · gradient of the filters (C·T·R·S, K) for inputs I and error E + beta · U.

        With `layer_op` (the layer that calls) the columns of the last fprop of the same tensor are used again.
        """
        error = E._tensor.reshape(layer.K, -1)
        kept = layer.columns if layer_op is not None and layer.columns_of is I else None
        if rowconv.suits(self.xp, layer):
            bands = self._row_blocks(layer, I) if kept is None else ((0, layer.P, kept),)
            total = rowconv.filter_gradient(self.xp, layer, bands, error)
        else:
            bands = self._bands(layer, I) if kept is None else ((slice(None), kept),)
            total = sum(self.xp.matmul(error[:, band], columns.T) for band, columns in bands).T
        update = U._tensor.reshape(layer.dimF2)
        result = total if alpha == 1.0 else alpha * total
        update[...] = result + beta * update if beta else result
        if grad_bias is not None:
            grad_bias._tensor[...] = row_sums(self.xp, error)
        return U

    # the column matrix ----------------------------------------------------------------------------------------
    def _row_blocks(self, layer, I):
        """Yield what `rowconv.blocks` does; a layer that fits into one band keeps its matrices in `columns`."""
        layer.columns = layer.columns_of = None
        padded = self._padded(layer, I._tensor.reshape(layer.dimI))
        for first, last, matrices in rowconv.blocks(self.xp, layer, padded):
            if last - first == layer.P:
                layer.columns = matrices
            yield first, last, matrices

    def _bands(self, layer, I):
        """Yield (columns of the output, column matrix (C·T·R·S, positions · batch)) band by band."""
        layer.columns = layer.columns_of = None
        array = I._tensor.reshape(layer.dimI)
        if layer.is_pointwise:
            yield slice(None), array.reshape(layer.C, -1)
            return
        windows = self._windows(layer, self._padded(layer, array))
        row = layer.dimF2[0] * layer.M * layer.Q * layer.N * array.itemsize
        height = layer.P if layer.M > 1 else max(1, min(layer.P, BAND_BYTES // max(row, 1)))
        for first in range(0, layer.P, height):
            last = min(layer.P, first + height)
            part = windows[:, :, :, :, :, first:last]
            columns = layer.buffer(self.xp, f"columns{last - first}", part.shape, array.dtype)
            columns[...] = part
            step = layer.Q * layer.N
            band = slice(None) if height >= layer.P else slice(first * step, last * step)
            columns = columns.reshape(layer.dimF2[0], -1)
            layer.columns = columns if height >= layer.P else None
            yield band, columns

    def _padded(self, layer, array):
        size = layer.padded_size()
        if size == layer.DHW:
            return array
        padded = layer.buffer(self.xp, "padded", (layer.C, *size, layer.N), array.dtype, 0)
        padded[(slice(None), *layer.inside())] = array
        return padded

    def _windows(self, layer, padded):
        """View of the padded input as (C, T, R, S, M, P, Q, N), without copying."""
        c, *space, n = padded.strides
        window = [s * d for s, d in zip(space, layer.dilation, strict=False)]
        moves = [s * st for s, st in zip(space, layer.strides, strict=False)]
        shape = (layer.C, *layer.TRS, *layer.MPQ, layer.N)
        return self.xp.lib.stride_tricks.as_strided(padded, shape, (c, *window, *moves, n))

    def _spread(self, layer, filters, error, target):
        """Add each window's share of the error to the inputs that it covers."""
        xp = self.xp
        size = layer.padded_size()
        whole = size == layer.DHW
        total = target if whole else layer.buffer(xp, "spread", (layer.C, *size, layer.N), target.dtype)
        total.fill(0)
        row = layer.dimF2[0] * layer.M * layer.Q * layer.N * target.itemsize
        height = layer.P if layer.M > 1 else max(1, min(layer.P, BAND_BYTES // max(row, 1)))
        step = layer.Q * layer.N
        for first in range(0, layer.P, height):
            last = min(layer.P, first + height)
            band = error if height >= layer.P else error[:, first * step : last * step]
            columns = layer.buffer(xp, f"shares{last - first}", (layer.dimF2[0], band.shape[1]), target.dtype)
            xp.matmul(filters, band, out=columns)
            shares = columns.reshape(layer.C, *layer.TRS, layer.M, last - first, layer.Q, layer.N)
            for offset, _ in layer.windows():
                total[(slice(None), *layer.slices(offset, first, last))] += shares[(slice(None), *offset)]
        if not whole:
            target[...] = total[(slice(None), *layer.inside())]


def row_sums(xp, matrix):
    """Sums (rows, 1) of the rows of a matrix; in half the time of sum(axis=1)."""
    return xp.einsum("ij->i", matrix).reshape(-1, 1)
