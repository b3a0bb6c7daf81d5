"""Upstream's module name for callbacks; they live in modules by concern beside this one."""

from neon.callbacks.base import Callback
from neon.callbacks.inspecting import (
    BatchNormTuneCallback,
    DeconvCallback,
    GANCostCallback,
    HistCallback,
    MultiLabelStatsCallback,
    TrainMulticostCallback,
    WatchTickerCallback,
)
from neon.callbacks.manager import Callbacks
from neon.callbacks.measuring import LossCallback, MetricCallback, RunTimerCallback, TrainCostCallback
from neon.callbacks.progress import ProgressBarCallback, TrainLoggerCallback
from neon.callbacks.saving import EarlyStopCallback, SaveBestStateCallback, SerializeModelCallback

__all__ = [
    "BatchNormTuneCallback",
    "Callback",
    "Callbacks",
    "DeconvCallback",
    "EarlyStopCallback",
    "GANCostCallback",
    "HistCallback",
    "LossCallback",
    "MetricCallback",
    "MultiLabelStatsCallback",
    "ProgressBarCallback",
    "RunTimerCallback",
    "SaveBestStateCallback",
    "SerializeModelCallback",
    "TrainCostCallback",
    "TrainLoggerCallback",
    "TrainMulticostCallback",
    "WatchTickerCallback",
]

for _name in __all__:
    globals()[_name].__module__ = __name__
