"""What may be said of frameworks over several learners: designs, pooled curves, the mixed model, power.

Inputs are columns (a mapping from name to an array or list, all equally long), results frozen values. Nothing
here reads files or asks a clock; SciPy and statsmodels are imported where they are first needed.
"""

from progress.study.columns import orders_taken, placed
from progress.study.design import Assignment, Design, assign_orders, design_of
from progress.study.mixed import MissingExtra, mixed_model
from progress.study.pooled import pooled_learning_rate, pooled_ratio, pooled_solved
from progress.study.power import PowerRow, learners_needed, power, power_table
from progress.study.results import Effect, MixedModel, NotEstimable, PooledRate
from progress.study.sums import Sums
from progress.study.terms import Terms

__all__ = [
    "Assignment",
    "Design",
    "Effect",
    "MissingExtra",
    "MixedModel",
    "NotEstimable",
    "PooledRate",
    "PowerRow",
    "Sums",
    "Terms",
    "assign_orders",
    "design_of",
    "learners_needed",
    "mixed_model",
    "orders_taken",
    "placed",
    "pooled_learning_rate",
    "pooled_ratio",
    "pooled_solved",
    "power",
    "power_table",
]
