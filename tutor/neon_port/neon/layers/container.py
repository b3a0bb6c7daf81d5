"""Upstream's module name for containers; they live in modules by concern beside this one."""

from neon.layers.deltas import DeltasTree
from neon.layers.gan import GenerativeAdversarial
from neon.layers.merge import Broadcast, MergeBroadcast, MergeMultistream, MergeSum
from neon.layers.multicost import Multicost
from neon.layers.seq2seq import Decoder, Encoder, Seq2Seq
from neon.layers.sequential import LayerContainer, Sequential, flatten
from neon.layers.skipthought import SkipThought
from neon.layers.tree import SingleOutputTree, Tree

__all__ = [
    "Broadcast",
    "Decoder",
    "DeltasTree",
    "Encoder",
    "GenerativeAdversarial",
    "LayerContainer",
    "MergeBroadcast",
    "MergeMultistream",
    "MergeSum",
    "Multicost",
    "Seq2Seq",
    "Sequential",
    "SingleOutputTree",
    "SkipThought",
    "Tree",
    "flatten",
]

for _name in __all__:
    if isinstance(globals()[_name], type):
        globals()[_name].__module__ = __name__
