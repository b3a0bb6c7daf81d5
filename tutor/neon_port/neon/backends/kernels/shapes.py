"""Sizes of convolutions and poolings. Inputs are (C, D, H, W, N), filters (C, T, R, S, K), outputs (K, M, P, Q, N)."""

import functools
import itertools


class ConvShape:
    """Sizes of a convolution.

    Attributes:
        C, D, H, W: maps and size of the input. K, M, P, Q: maps and size of the output. T, R, S: window.
        padding, strides, dilation: (depth, height, width). N: batch.
    """

    def __init__(self, be, N, C, K, size, window, padding, strides, dilation, output=None):
        self.N, self.C, self.K = N, C, K
        self.D, self.H, self.W = self.DHW = tuple(size)
        self.T, self.R, self.S = self.TRS = tuple(window)
        self.padding, self.strides, self.dilation = tuple(padding), tuple(strides), tuple(dilation)
        self.MPQ = (
            tuple(output)
            if output is not None
            else tuple(
                be.output_dim(x, s, p, st, dilation=d)
                for x, s, p, st, d in zip(self.DHW, self.TRS, self.padding, self.strides, self.dilation, strict=False)
            )
        )
        self.M, self.P, self.Q = self.MPQ
        self.dimI, self.dimF, self.dimO = (C, *self.DHW, N), (C, *self.TRS, K), (K, *self.MPQ, N)
        self.dimI2 = (C * self.D * self.H * self.W, N)
        self.dimF2 = (C * self.T * self.R * self.S, K)
        self.dimO2 = (K * self.M * self.P * self.Q, N)
        self.nOut = self.dimO2[0]
        self.buffers = {}
        self.columns = self.columns_of = None

    @property
    def is_pointwise(self):
        """Whether windows are single pixels, so that the input is its own column matrix."""
        return self.TRS == (1, 1, 1) and self.strides == (1, 1, 1) and self.padding == (0, 0, 0)

    def windows(self):
        """Yield (position in the window, slices of the padded input that it meets)."""
        for offset in itertools.product(*(range(n) for n in self.TRS)):
            yield offset, self.slices(offset)

    def slices(self, offset, first=0, last=None):
        """Slices (depth, height, width) of the padded input under one position of the window.

        `first` and `last` cut the output's rows (axis P).
        """
        result = []
        for axis in range(3):
            begin, end = (first, self.MPQ[1] if last is None else last) if axis == 1 else (0, self.MPQ[axis])
            start = offset[axis] * self.dilation[axis]
            step = self.strides[axis]
            result.append(slice(start + begin * step, start + (end - 1) * step + 1, step))
        return tuple(result)

    def padded_size(self):
        """Size (depth, height, width) of the input with its padding, and what ceil-mode windows reach beyond."""
        reach = [
            (m - 1) * s + d * (t - 1) + 1
            for m, s, d, t in zip(self.MPQ, self.strides, self.dilation, self.TRS, strict=False)
        ]
        return tuple(max(n + 2 * p, r) for n, p, r in zip(self.DHW, self.padding, reach, strict=False))

    def buffer(self, xp, name, shape, dtype, fill=None):
        """A work array kept between calls; `fill` sets it when it is made."""
        kept = self.buffers.get(name)
        if kept is None or kept.shape != shape or kept.dtype != dtype:
            kept = xp.empty(shape, dtype=dtype) if fill is None else xp.full(shape, fill, dtype=dtype)
            self.buffers[name] = kept
        return kept

    def inside(self):
        """Slices that take the input out of its padded array."""
        return tuple(slice(p, p + n) for p, n in zip(self.padding, self.DHW, strict=False))

    def __deepcopy__(self, memo):
        return self


class PoolShape(ConvShape):
    """Sizes of a pooling: windows over maps (J) and space (T, R, S); one output map for each window of maps."""

    def __init__(self, be, op, N, C, size, J, window, pad_c, padding, str_c, strides):
        self.op, self.J, self.pad_c, self.str_c = op, J, pad_c, str_c
        output = [
            be.output_dim(x, s, p, st, pooling=True)
            for x, s, p, st in zip(size, window, padding, strides, strict=False)
        ]
        K = be.output_dim(C, J, pad_c, str_c, pooling=True)
        super().__init__(be, N, C, K, size, window, padding, strides, (1, 1, 1), output)
        self.window_size = J * window[0] * window[1] * window[2]

    @functools.cached_property
    def pool_windows(self):
        """[(number, slices of the padded input (maps, depth, height, width))] of the window positions."""
        maps = [slice(j, j + (self.K - 1) * self.str_c + 1, self.str_c) for j in range(self.J)]
        places = [(part, *space) for part in maps for _, space in self.windows()]
        return list(enumerate(places))

    @functools.cached_property
    def tiles(self):
        """Whether the windows cover every input exactly once."""
        return (
            self.str_c == self.J
            and self.strides == self.TRS
            and self.C == self.K * self.J
            and all(p == 0 for p in (self.pad_c, *self.padding))
            and all(n == m * t for n, m, t in zip(self.DHW, self.MPQ, self.TRS, strict=True))
        )
