"""Two arrays compared, told so that a learner sees what is wrong and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.judge.verdict import Comparison

if TYPE_CHECKING:
    import numpy as np

_PICTURE_ROWS, _PICTURE_COLUMNS = 8, 40


def compare(got: np.ndarray, want: np.ndarray, tolerance: float) -> Comparison | None:
    """Compare arrays of one shape; None if everywhere |got - want| <= tolerance * (1 + |want|).

    NaN and infinity count as off unless `want` has the same value there. Errors are computed in float64
    (complex128 for complex input).
    """
    import numpy as np

    wide = np.complex128 if np.iscomplexobj(got) or np.iscomplexobj(want) else np.float64
    a, b = got.astype(wide), want.astype(wide)
    with np.errstate(invalid="ignore", over="ignore"):
        error = np.abs(a - b)
        same = (a == b) | (np.isnan(a) & np.isnan(b))
        off = ~(same | (error <= tolerance * (1 + np.abs(b))))
        if not off.any():
            return None
        finite = np.isfinite(error)
        relative = error[finite & (b != 0)] / np.abs(b[finite & (b != 0)])
    first = tuple(int(i) for i in np.argwhere(off)[0]) if off.ndim else ()
    return Comparison(
        expected=_number(b[first]),
        got=_number(a[first]),
        off=int(off.sum()),
        size=int(off.size),
        largest_absolute=float(error[finite].max()) if finite.any() else None,
        largest_relative=float(relative.max()) if relative.size else None,
        first_bad=first,
        tolerance=tolerance,
        picture=picture(off),
    )


def describe(comparison: Comparison) -> str:
    """The comparison in one sentence; its numbers stand in the comparison itself."""
    c = comparison
    if not c.size or c.size == 1:
        return f"expected {c.expected}, got {c.got}"
    by = "" if c.largest_absolute is None else f", by {c.largest_absolute:.3g} at most"
    return f"{c.off} of {c.size} elements are off{by}"


def picture(off: np.ndarray) -> str:
    """A small map of a matrix: `·` right, `x` off; cells stand for blocks where it is large."""
    import numpy as np

    if off.ndim != 2 or min(off.shape) < 2:
        return ""
    rows = np.array_split(np.arange(off.shape[0]), min(off.shape[0], _PICTURE_ROWS))
    columns = np.array_split(np.arange(off.shape[1]), min(off.shape[1], _PICTURE_COLUMNS))
    return "\n".join("".join("x" if off[np.ix_(r, c)].any() else "·" for c in columns) for r in rows)


def broadcast_surprise(got: tuple[int, ...], want: tuple[int, ...]) -> str:
    """Name the broadcast that turns a vector into a matrix, if `got` looks like one."""
    n = max(want, default=1)
    if len(got) == 2 and got[0] == got[1] == n > 1 and want in ((n,), (n, 1), (1, n)):
        return f" A ({n}, 1) and a ({n},) broadcast against each other to a ({n}, {n})."
    return ""


def _number(value: np.generic) -> str:
    return f"{value:.6g}"
