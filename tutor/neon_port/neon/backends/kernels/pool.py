"""Pooling: the window's positions one after the other, each a slice of the whole batch."""
# ruff: noqa: E741 - I and O are upstream's names of inputs and outputs

import numpy as np

from neon.backends.kernels.shapes import PoolShape


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
            self._max(layer, source, output, None if argmax is None else argmax._tensor.reshape(layer.dimO))
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

    def bprop_pool(self, layer, I, O, argmax=None, alpha=1.0, beta=0.0):
        """O = alpha · (error I spread back over the windows) + beta · O. Returns O."""
        error, target = I._tensor.reshape(layer.dimO), O._tensor.reshape(layer.dimI)
        if layer.op == "l2":
            raise NotImplementedError("pooling op 'l2' has no backward pass; use 'max' or 'avg'")
        kept = beta * target if beta else None
        plain = self._pool_size(layer) == layer.dimI
        total = target if plain else layer.buffer(self.xp, "back", self._pool_size(layer), target.dtype)
        if layer.op != "max" or not layer.tiles:
            total.fill(0)
        positions = None if argmax is None else argmax._tensor.reshape(layer.dimO)
        share = None if layer.op == "max" else error / self._counts(layer, error.dtype)
        for number, window in layer.pool_windows():
            part = total[window]
            if layer.op == "max" and layer.tiles:
                self.xp.multiply(error, positions == number, out=part)
            elif layer.op == "max":
                part += error * (positions == number)
            else:
                part += share
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

    def _max(self, layer, source, output, positions):
        xp = self.xp
        for number, window in layer.pool_windows():
            part = source[window]
            if number == 0:
                output[...] = part
                if positions is not None:
                    positions.fill(0)
                continue
            if positions is not None:  # numbers grow, so the larger of old and new number is the new one
                higher = xp.greater(part, output).view(np.uint8)
                xp.maximum(positions, higher * positions.dtype.type(number), out=positions)
            xp.maximum(output, part, out=output)

    def _add_up(self, layer, source, output):
        output.fill(0)
        for _, window in layer.pool_windows():
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
