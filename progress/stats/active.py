"""Time at work out of the moments at which the learner was seen to do something."""

from __future__ import annotations

import numpy as np

from progress.stats.inputs import Numbers, column, positive
from progress.stats.results import ActiveTime

IDLE = 600.0  # seconds: an editor outside the tutor gives few signals


def active_time(signals: Numbers, idle: float = IDLE) -> ActiveTime:
    """Return A_θ = Σ gᵢ·[gᵢ ≤ θ] over the gaps between `signals`, with θ = `idle`, all in seconds.

    `signals` are moments on one clock, in any order (key, save, check, scroll, focus, hint). A longer gap
    counts as nothing at all, not as θ. The same at 5 and 15 minutes and the wall time stand beside it: a
    conclusion that changes with θ is to be flagged. Which moments count, and machine time, are the log's affair.
    """
    moments = np.sort(column(signals, "signals"))
    limit = positive(idle, "idle")
    gaps = np.diff(moments)

    def within(threshold: float) -> float:
        return float(gaps[gaps <= threshold].sum())

    wall = float(gaps.sum())
    return ActiveTime(within(limit), within(300.0), within(900.0), wall, limit, len(moments))
