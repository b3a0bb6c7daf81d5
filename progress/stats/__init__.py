"""What may be said of a learner's times: pure functions, arrays in, frozen results out.

Importing this package imports neither NumPy nor SciPy: each name brings its module when it is first asked for.
Input that cannot be measured (NaN, a negative time, columns of unequal length, an unknown outcome) raises a
ValueError that names the place; too few data is no error but a value, `TooLittleData`, which carries no number to
quote.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from progress.stats.active import active_time
    from progress.stats.comparison import framework_ratio
    from progress.stats.factors import FirstAttempt
    from progress.stats.incidence import cumulative_solved
    from progress.stats.learning import learning_rate
    from progress.stats.orders import williams_orders
    from progress.stats.ratings import sus
    from progress.stats.results import (
        ActiveTime,
        Band,
        Curve,
        Estimate,
        Fit,
        LearningRate,
        Model,
        Ratio,
        Share,
        Shares,
        Skill,
        Test,
        TooLittleData,
    )
    from progress.stats.shares import Spell, error_shares, spells
    from progress.stats.skills import additive_factors, skill_label
    from progress.stats.survival import kaplan_meier, log_rank, restricted_mean, restricted_mean_difference
    from progress.stats.typical import typical_time

__all__ = [
    "ActiveTime",
    "Band",
    "Curve",
    "Estimate",
    "FirstAttempt",
    "Fit",
    "LearningRate",
    "Model",
    "Ratio",
    "Share",
    "Shares",
    "Skill",
    "Spell",
    "Test",
    "TooLittleData",
    "active_time",
    "additive_factors",
    "cumulative_solved",
    "error_shares",
    "framework_ratio",
    "kaplan_meier",
    "learning_rate",
    "log_rank",
    "restricted_mean",
    "restricted_mean_difference",
    "skill_label",
    "spells",
    "sus",
    "typical_time",
    "williams_orders",
]

_MODULES = {
    "active": ("active_time",),
    "comparison": ("framework_ratio",),
    "factors": ("FirstAttempt",),
    "incidence": ("cumulative_solved",),
    "learning": ("learning_rate",),
    "orders": ("williams_orders",),
    "ratings": ("sus",),
    "results": (
        "ActiveTime",
        "Band",
        "Curve",
        "Estimate",
        "Fit",
        "LearningRate",
        "Model",
        "Ratio",
        "Share",
        "Shares",
        "Skill",
        "Test",
        "TooLittleData",
    ),
    "shares": (
        "Spell",
        "error_shares",
        "spells",
    ),
    "skills": (
        "additive_factors",
        "skill_label",
    ),
    "survival": (
        "kaplan_meier",
        "log_rank",
        "restricted_mean",
        "restricted_mean_difference",
    ),
    "typical": ("typical_time",),
}

if not TYPE_CHECKING:  # a name that is not there must still be an error to mypy

    def __getattr__(name):
        """Import the module that has `name`."""
        for module, names in _MODULES.items():
            if name in names:
                return getattr(importlib.import_module(f"{__name__}.{module}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
