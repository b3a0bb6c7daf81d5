"""Upstream's module name for recurrent layers; they live in modules by concern beside this one."""

from neon.layers.bidirectional import BiBNRNN, BiLSTM, BiRNN, BiSum, DeepBiLSTM, DeepBiRNN
from neon.layers.collapse import RecurrentLast, RecurrentMean, RecurrentOutput, RecurrentSum
from neon.layers.unrolled import GRU, LSTM, Recurrent, get_steps

__all__ = [
    "GRU",
    "LSTM",
    "BiBNRNN",
    "BiLSTM",
    "BiRNN",
    "BiSum",
    "DeepBiLSTM",
    "DeepBiRNN",
    "Recurrent",
    "RecurrentLast",
    "RecurrentMean",
    "RecurrentOutput",
    "RecurrentSum",
    "get_steps",
]

for _name in __all__:
    if isinstance(globals()[_name], type):
        globals()[_name].__module__ = __name__
