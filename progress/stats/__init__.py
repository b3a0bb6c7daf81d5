"""What may be said of a learner's times: pure functions, arrays in, frozen results out.

SciPy is imported when a function first needs it, never by importing this package. Input that cannot be
measured (NaN, a negative time, columns of unequal length, an unknown outcome) raises a ValueError that names
the place; too few data is no error but a value, `TooLittleData`, which carries no number to quote.
"""

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
