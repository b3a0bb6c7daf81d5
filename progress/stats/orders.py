"""Orders of conditions that balance position and carry-over."""

from __future__ import annotations

from collections.abc import Sequence


def williams_orders(conditions: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return a Williams design (1949): n orders of n `conditions` for an even n, 2n for an odd one.

    Each condition stands in each position, and follows each other condition, equally often; for three
    conditions these are all six orders. ValueError if there is none or one is named twice.
    """
    names = tuple(conditions)
    if not names:
        raise ValueError("no conditions to order")
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"condition {twice!r} is named twice")
    n = len(names)
    # The first order zigzags 0, 1, n−1, 2, n−2 …: neighbours differ by every step once. The rest are shifts.
    zigzag = [(place + 1) // 2 if place % 2 else (n - place // 2) % n for place in range(n)]
    square = [tuple(names[(index + shift) % n] for index in zigzag) for shift in range(n)]
    if n % 2 and n > 1:
        square += [order[::-1] for order in square]
    return tuple(square)
