"""Batch normalisation and local response normalisation."""
# ruff: noqa: E741 - I and O are upstream's names of inputs and outputs

import numpy as np

from neon.backends.operations import shift


class NormKernels:
    """Mix-in of the backends."""

    def compound_fprop_bn(
        self, x, xsum, xvar, gmean, gvar, gamma, beta, y, eps, rho, compute_batch_sum,
        accumbeta=0.0, relu=False, binary=False, inference=False, outputs=None, layer=None,
    ):  # fmt: skip
        """Normalise the rows of x (feature maps, positions · batch) into y.

        Args:
            xsum, xvar: (maps, 1): sum (computed here if compute_batch_sum) and variance of the batch.
            gmean, gvar: (maps, 1): running statistics, old · rho + new · (1 − rho); used as they are if inference.
            gamma, beta: (maps, 1): scale and shift.
            accumbeta: y = result + accumbeta · y.
            binary: while training, a factor of every product is rounded to a power of two (ShiftBatchNorm).
        """
        xp = self.xp
        a = x._tensor
        if binary and not inference:
            result = self._shifted_norm(a, xsum, xvar, gmean, gvar, gamma, beta, eps, rho, compute_batch_sum)
        elif inference:
            scale = gamma._tensor / xp.sqrt(gvar._tensor + eps)
            result = (a - gmean._tensor) * scale + beta._tensor
        else:
            if compute_batch_sum:
                xsum._tensor[...] = a.sum(axis=1, keepdims=True)
            mean = xsum._tensor / a.shape[1]
            centred = a - mean
            xvar._tensor[...] = _mean_product(xp, centred, centred)
            for running, new in ((gmean, mean), (gvar, xvar._tensor)):
                running._tensor[...] = running._tensor * rho + (1.0 - rho) * new
            xp.multiply(centred, gamma._tensor / xp.sqrt(xvar._tensor + eps), out=centred)
            result = xp.add(centred, beta._tensor, out=centred)
        if relu:
            result = xp.maximum(result, 0)
        y._tensor[...] = result if not accumbeta else result + accumbeta * y._tensor
        return y

    def compound_bprop_bn(
        self, delta_out, grad_gamma, grad_beta, delta_in, x, xsum, xvar, gamma, eps, binary=False, layer=None
    ):
        """Propagate delta_in (the error) back: fills grad_gamma, grad_beta and delta_out (may be delta_in)."""
        xp = self.xp
        a, error = x._tensor, delta_in._tensor
        count = a.shape[1]
        inverse = 1.0 / xp.sqrt(xvar._tensor + eps)
        if binary:
            normal = shift(xp, a - xsum._tensor / count, inverse)
            grad_gamma._tensor[...] = (normal * error).sum(axis=1, keepdims=True)
            grad_beta._tensor[...] = error.sum(axis=1, keepdims=True)
            error = error - (shift(xp, normal, grad_gamma._tensor) + grad_beta._tensor) / count
            delta_out._tensor[...] = shift(xp, shift(xp, error, gamma._tensor), inverse)
            return delta_out
        normal = (a - xsum._tensor / count) * inverse
        grad_gamma._tensor[...] = _mean_product(xp, normal, error) * count
        grad_beta._tensor[...] = error.sum(axis=1, keepdims=True)
        normal *= grad_gamma._tensor / count
        normal += grad_beta._tensor / count
        xp.subtract(error, normal, out=normal)
        xp.multiply(normal, gamma._tensor * inverse, out=delta_out._tensor)
        return delta_out

    def _shifted_norm(self, a, xsum, xvar, gmean, gvar, gamma, beta, eps, rho, compute_batch_sum):
        """Normalise while training with shifts for products; returns a new array."""
        xp = self.xp
        if compute_batch_sum:
            xsum._tensor[...] = a.sum(axis=1, keepdims=True)
        mean = xsum._tensor / a.shape[1]
        centred = a - mean
        xvar._tensor[...] = shift(xp, centred, centred).mean(axis=1, keepdims=True)
        for running, new in ((gmean, mean), (gvar, xvar._tensor)):
            running._tensor[...] = running._tensor * rho + (1.0 - rho) * new
        normal = shift(xp, centred, 1.0 / xp.sqrt(xvar._tensor + eps))
        return shift(xp, normal, gamma._tensor) + beta._tensor

    def lrn_layer(self, dtype, N, C, D=1, H=1, W=1, J=1):
        """Describe a local response normalisation over J neighbouring maps."""
        return LRNShape(N, C, D, H, W, J)

    def fprop_lrn(self, layer, I, O, denom, alpha=None, beta=None, ascale=1, bpower=1):
        """O = I · denom^−bpower with denom = 1 + ascale / J · sum of squares over J neighbouring maps."""
        maps = I._tensor.reshape(layer.C, -1)
        scale = denom._tensor.reshape(layer.C, -1)
        scale[...] = _window_sum(self.xp, self.xp.square(maps), layer.J)
        scale *= ascale / layer.J
        scale += 1.0
        O._tensor.reshape(layer.C, -1)[...] = maps * scale**-bpower
        return O

    def bprop_lrn(self, layer, I, O, E, delta, denom, alpha=None, beta=None, ascale=1, bpower=1):
        """Propagate the error E back into delta."""
        shape = (layer.C, -1)
        maps, out, error, scale = (t._tensor.reshape(shape) for t in (I, O, E, denom))
        crossed = _window_sum(self.xp, out * error / scale, layer.J, mirrored=True)
        result = error * scale**-bpower - (2.0 * bpower * ascale / layer.J) * maps * crossed
        delta._tensor.reshape(shape)[...] = result
        return delta


class LRNShape:
    """Sizes of a local response normalisation."""

    def __init__(self, N, C, D, H, W, J):
        self.N, self.C, self.D, self.H, self.W, self.J = N, C, D, H, W, J
        self.dimI = self.dimO = (C, D, H, W, N)
        self.dimI2 = self.dimO2 = (C * D * H * W, N)


def _mean_product(xp, a, b):
    """Mean of a · b over the columns, without a temporary of their size."""
    return (xp.einsum("ij,ij->i", a, b) / a.dtype.type(a.shape[1])).reshape(-1, 1).astype(a.dtype, copy=False)


def _window_sum(xp, maps, width, mirrored=False):
    """Sum over windows of `width` neighbouring rows, cut off at the edges."""
    before = width // 2
    after = width - before - 1
    if mirrored:
        before, after = after, before
    total = np.zeros_like(maps) if xp is np else xp.zeros_like(maps)
    rows = maps.shape[0]
    for offset in range(-before, after + 1):
        source = slice(max(0, offset), min(rows, rows + offset))
        target = slice(max(0, -offset), min(rows, rows - offset))
        total[target] += maps[source]
    return total
