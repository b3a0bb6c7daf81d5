"""Costs and metrics under upstream's module name; they live in `costs`, `metrics`, `detection`, `gan_cost`."""

from neon.transforms.bleu import BLEUScore
from neon.transforms.costs import (
    Cost,
    CrossEntropyBinary,
    CrossEntropyMulti,
    MeanSquared,
    SmoothL1Loss,
    SquareHingeLoss,
    SumSquared,
)
from neon.transforms.detection import ObjectDetection
from neon.transforms.gan_cost import GANCost
from neon.transforms.metrics import (
    Accuracy,
    LogLoss,
    Metric,
    Misclassification,
    MultiMetric,
    PrecisionRecall,
    TopKMisclassification,
)

__all__ = [
    "Accuracy",
    "BLEUScore",
    "Cost",
    "CrossEntropyBinary",
    "CrossEntropyMulti",
    "GANCost",
    "LogLoss",
    "MeanSquared",
    "Metric",
    "Misclassification",
    "MultiMetric",
    "ObjectDetection",
    "PrecisionRecall",
    "SmoothL1Loss",
    "SquareHingeLoss",
    "SumSquared",
    "TopKMisclassification",
]

for _name in __all__:
    globals()[_name].__module__ = __name__
