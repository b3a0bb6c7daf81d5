"""Pooling: the window's positions one after the other, each a slice of the whole batch.

A few maps are worked off at a time, so that what several positions read and write stays in the cache.
"""
# ruff: noqa: E741 - I and O are upstream's names of inputs and outputs

import numpy as np

from neon.backends.kernels.shapes import PoolShape

BAND_BYTES = 2**18


class PoolKernels:
    """Mix-in of the backends."""

    def pool_layer(
        self, dtype, op, N, C, D=1, H=1, W=1, J=1, T=1, R=1, S=1, pad_c=0, pad_d=0, pad_h=0, pad_w=0,
        str_c=None, str_d=None, str_h=None, str_w=None,
    ):  # fmt: skip
        """Describe a pooling ('max', 'avg', 'l2') of (C, D, H, W) with windows (J, T, R, S)."""
        strides = [
            window if given is None else given for window, given in zip((T, R, S), (str_d, str_h, str_w), strict=False)
        ]
        return PoolShape(
            self,
            op,
            N,
            C,
            (D, H, W),
            J,
            (T, R, S),
            pad_c,
            (pad_d, pad_h, pad_w),
            J if str_c is None else str_c,
            strides,
        )

    def fprop_pool(self, layer, I, O, argmax=None, beta=0.0):
        """O = pooled I + beta · O; `argmax` gets the position of each maximum in its window. Returns O."""
        output = O._tensor.reshape(layer.dimO)
        kept = beta * output if beta else None
        source = self._pool_input(layer, I._tensor.reshape(layer.dimI), -np.inf if layer.op == "max" else 0)
        if layer.op == "max":
            positions = None if argmax is None else argmax._tensor.reshape(layer.dimO)
            for maps in self._map_bands(layer, source):
                self._max(layer, source[maps], output[maps], None if positions is None else positions[maps])
        elif layer.op == "avg":
            self._add_up(layer, source, output)
            output /= self._counts(layer, output.dtype)
        elif layer.op == "l2":
            self._add_up(layer, self.xp.square(source), output)
            self.xp.sqrt(output, out=output)
        else:
            raise ValueError(f"pooling is 'max', 'avg' or 'l2', got {layer.op!r}")
        if kept is not None:
            output += kept
        return O

    def bprop_pool(self, layer, I, O, argmax=None, alpha=1.0, beta=0.0, rectified=None):
        """O = alpha · (error I spread back over the windows) + beta · O. Returns O.

        Args:
            rectified: for 'max', the pooled outputs, if the error goes on through the max(·, 0) before the pooling:
                errors whose output is not over 0 are dropped.
        """
        error, target = I._tensor.reshape(layer.dimO), O._tensor.reshape(layer.dimI)
        if layer.op == "l2":
            raise NotImplementedError("pooling op 'l2' has no backward pass; use 'max' or 'avg'")
        kept = beta * target if beta else None
        plain = self._pool_size(layer) == layer.dimI
        total = target if plain else layer.buffer(self.xp, "back", self._pool_size(layer), target.dtype)
        if layer.op == "max":
            positions = argmax._tensor.reshape(layer.dimO)
            outputs = None if rectified is None else rectified._tensor.reshape(layer.dimO)
            for maps in self._map_bands(layer, total):
                share = error[maps] if outputs is None else _where(self.xp, outputs[maps] > 0, error[maps])
                self._max_back(layer, share, positions[maps], total[maps])
        else:
            share = error / self._counts(layer, error.dtype)
            total.fill(0)
            for _, window in layer.pool_windows:
                total[window] += share
        if not plain:
            target[...] = total[self._pool_inside(layer)]
        if alpha != 1.0:
            target *= alpha
        if kept is not None:
            target += kept
        return O

    def _pool_size(self, layer):
        maps = max(layer.C + 2 * layer.pad_c, (layer.K - 1) * layer.str_c + layer.J)
        return (maps, *layer.padded_size(), layer.N)

    def _pool_inside(self, layer):
        return (slice(layer.pad_c, layer.pad_c + layer.C), *layer.inside())

    def _pool_input(self, layer, array, fill):
        size = self._pool_size(layer)
        if size == layer.dimI:
            return array
        padded = layer.buffer(self.xp, f"pool{fill}", size, array.dtype, fill)
        padded[self._pool_inside(layer)] = array
        return padded

    def _map_bands(self, layer, array):
        """Slices of maps with about BAND_BYTES of an input array (maps, D, H, W, N); one if windows span maps."""
        if layer.J > 1 or layer.str_c > 1 or layer.pad_c:
            return [slice(None)]
        step = max(1, BAND_BYTES * len(array) // max(1, array.nbytes))
        return [slice(first, first + step) for first in range(0, len(array), step)]

    def _max(self, layer, source, output, positions):
        """Write the maxima of some maps and their positions in the window (first come, first served), if wanted."""
        xp = self.xp
        best = None
        for number, window in layer.pool_windows:
            part = source[window]
            if best is None:
                best = part
                continue
            if positions is not None and number == 1:
                positions[...] = xp.greater(part, best)
            elif positions is not None:  # numbers grow, so the larger of old and new number is the new one
                higher = xp.greater(part, best).view(np.uint8)
                higher = xp.multiply(higher, positions.dtype.type(number), dtype=positions.dtype)
                xp.maximum(positions, higher, out=positions)
            best = xp.maximum(best, part, out=output)
        if best is not output:  # a window of one position
            output[...] = best
            if positions is not None:
                positions.fill(0)

    def _max_back(self, layer, error, positions, total):
        """Write the errors of some maps to the places of the maxima in `total`, and zeros elsewhere."""
        if not layer.tiles:
            total.fill(0)
        for number, window in layer.pool_windows:
            chosen = positions == positions.dtype.type(number)
            if layer.tiles:
                _where(self.xp, chosen, error, total[window])
            else:
                part = total[window]
                part += _where(self.xp, chosen, error)

    def _add_up(self, layer, source, output):
        output.fill(0)
        for _, window in layer.pool_windows:
            output += source[window]

    def _counts(self, layer, dtype):
        """How many inputs, padding not counted, each window covers: (K, M, P, Q, 1)."""
        kept = layer.buffers.get("counts")
        if kept is None:
            ones = self.xp.zeros((*self._pool_size(layer)[:-1], 1), dtype=dtype)
            ones[self._pool_inside(layer)] = 1
            kept = self.xp.zeros((*layer.dimO[:-1], 1), dtype=dtype)
            self._add_up(layer, ones, kept)
            layer.buffers["counts"] = kept
        return kept


def _where(xp, condition, values, out=None):
    """Return the values where the condition holds and 0 elsewhere; by bits, which is faster than a product."""
    bits = np.dtype(f"i{values.itemsize}")
    keep = xp.negative(condition.view(np.int8)).astype(bits)
    return xp.bitwise_and(values.view(bits), keep, out=None if out is None else out.view(bits)).view(values.dtype)
