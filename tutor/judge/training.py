"""What a check reports of a training beside its verdict: progress while it runs, figures and curves to keep."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

MAX_POINTS = 2000  # of a curve that is kept; more cannot be told apart on any screen


class Progress(msgspec.Struct, frozen=True):
    """Where a training is: `step` of `total` environment steps, the `value` reached there, learner's seconds so far."""

    step: int
    total: int
    value: float
    seconds: float


class Record:
    """The figures (by name) and the curves (points x, y by name) that a check keeps with its verdict."""

    def __init__(self) -> None:
        self.measures: dict[str, float] = {}
        self.curves: dict[str, tuple[tuple[float, float], ...]] = {}
        self.distinction = ""

    def clear(self) -> None:
        """Forget everything: the check begins anew."""
        self.__init__()  # type: ignore[misc]

    def measure(self, name: str, value: float) -> None:
        """Keep a figure."""
        self.measures[name] = float(value)

    def curve(self, name: str, points: Iterable[tuple[float, float]]) -> None:
        """Keep a curve of MAX_POINTS points at most: where there are more, every k-th and the last."""
        kept = [(float(x), float(y)) for x, y in points]
        if len(kept) > MAX_POINTS:
            stride = -(-len(kept) // (MAX_POINTS - 1))
            kept = [*kept[:-1:stride], kept[-1]]
        self.curves[name] = tuple(kept)
