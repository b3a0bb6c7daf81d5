"""Convolution of flat images on the CPU, output row by output row, with a fifth of the copying for 5×5 windows.

The windows are shifted along the width only: `rows` is (H, C, S, Q · N), row h of the image seen by each column
of the window. What output row p needs, the rows from p · str_h on, R of them, then lies there in one piece: a
matrix (R · C · S, Q · N) with nothing copied for the height. Each product is small enough for the cache.
The inverse direction gathers, for an input row, the errors of all the output rows that saw it, in one product.

Sizes are those of `ConvShape`; D = T = M = 1 throughout.
"""

BAND_BYTES = 32 * 2**20


def suits(xp, layer):
    """Whether a convolution can go by rows: flat, rows not dilated, on NumPy (whose products take strided views)."""
    flat = layer.D == layer.T == layer.M == 1
    return flat and xp.__name__ == "numpy" and layer.dilation[1] == 1 and not layer.is_pointwise


def blocks(xp, layer, padded):
    """Yield (first, last, matrices (last − first, R · C · S, Q · N)) of bands of output rows.

    Args:
        padded: inputs (C, 1, H, W, N) with their padding.

    The matrices overlap in memory: look, do not write. They are valid until the next band.
    """
    row = layer.C * layer.S * layer.Q * layer.N * padded.itemsize
    step = layer.strides[1]
    height = (BAND_BYTES // row - layer.R) // step + 1
    height = max(1, min(layer.P, height))
    for first in range(0, layer.P, height):
        last = min(layer.P, first + height)
        count = (last - first - 1) * step + layer.R
        rows = layer.buffer(xp, f"rows{count}", (count, layer.C, layer.S, layer.Q, layer.N), padded.dtype)
        rows[...] = _shifted(xp, layer, padded[:, 0, first * step : first * step + count])
        shape = (last - first, layer.R * layer.C * layer.S, layer.Q * layer.N)
        line = layer.Q * layer.N * rows.itemsize
        yield first, last, xp.lib.stride_tricks.as_strided(rows, shape, (step * row, line, rows.itemsize))


def _shifted(xp, layer, image):
    """View of an image (C, H, W, N) as (H, C, S, Q, N): under each column of the window, what moves past it."""
    c, h, w, n = image.strides
    shape = (image.shape[1], layer.C, layer.S, layer.Q, layer.N)
    strides = (h, c, w * layer.dilation[2], w * layer.strides[2], n)
    return xp.lib.stride_tricks.as_strided(image, shape, strides)


def forward(xp, layer, bands, filters, output):
    """Write the convolution with filters (C · R · S, K) into output (K, P · Q · N)."""
    shape = (layer.C, layer.R, layer.S, layer.K)
    ordered = xp.ascontiguousarray(filters.reshape(shape).transpose(3, 1, 0, 2)).reshape(layer.K, -1)
    target = output.reshape(layer.K, layer.P, -1).transpose(1, 0, 2)
    for first, last, matrices in bands:
        xp.matmul(ordered, matrices, out=target[first:last])


def filter_gradient(xp, layer, bands, error):
    """Return the gradient (C · R · S, K) of the filters for errors (K, P · Q · N); its memory is used again."""
    error = error.reshape(layer.K, layer.P, -1)
    shape = (layer.R * layer.C * layer.S, layer.K)
    total, part = (layer.buffer(xp, f"gradient {name}", shape, error.dtype) for name in ("total", "part"))
    for first, _, matrices in bands:
        for row, matrix in enumerate(matrices, first):
            xp.matmul(matrix, error[:, row].T, out=part if row else total)
            if row:
                total += part
    return total.reshape(layer.R, layer.C, layer.S, layer.K).transpose(1, 0, 2, 3).reshape(layer.dimF2)


def backward(xp, layer, filters, error, target):
    """Write the gradient of the inputs into target (C, 1, H, W, N) for errors (K, P · Q · N)."""
    errors = layer.buffer(xp, "error rows", (layer.P, layer.K, layer.Q * layer.N), error.dtype)
    errors[...] = error.reshape(layer.K, layer.P, -1).transpose(1, 0, 2)
    errors = errors.reshape(layer.P * layer.K, -1)
    shares = layer.buffer(xp, "row shares", (layer.C * layer.S, layer.Q * layer.N), target.dtype)
    pad, step = layer.padding[2], layer.strides[1]
    width = layer.padded_size()[2]
    spare = None if width == layer.W else layer.buffer(xp, "line", (layer.C, width, layer.N), target.dtype)
    phases = [_upward(layer, filters, phase) for phase in range(step)]
    for h in range(layer.H):
        top, phase = divmod(h + layer.padding[1], step)
        matrix = phases[phase]
        lowest = top + 1 - matrix.shape[1] // layer.K  # the first output row that saw h, were there rows before 0
        first, last = max(0, lowest), min(layer.P, top + 1)
        line = target[:, 0, h] if spare is None else spare
        line.fill(0)
        if first < last:
            columns = matrix[:, (first - lowest) * layer.K : (last - lowest) * layer.K]
            xp.matmul(columns, errors[first * layer.K : last * layer.K], out=shares)
            _spread(layer, shares.reshape(layer.C, layer.S, layer.Q, layer.N), line)
        if spare is not None:
            target[:, 0, h] = line[:, pad : pad + layer.W]


def _upward(layer, filters, phase):
    """Filters (C · S, rows · K) that meet the input rows h with h mod str_h = phase, the lowest row of them first."""
    shaped = filters.reshape(layer.C, layer.R, layer.S, layer.K)[:, phase :: layer.strides[1]][:, ::-1]
    return shaped.transpose(0, 2, 1, 3).reshape(layer.C * layer.S, -1)


def _spread(layer, shares, line):
    """Add shares (C, S, Q, N) to a row of the input (C, W, N), each column of the window at its place."""
    step = layer.strides[2]
    for s in range(layer.S):
        start = s * layer.dilation[2]
        line[:, start : start + (layer.Q - 1) * step + 1 : step] += shares[:, s]
