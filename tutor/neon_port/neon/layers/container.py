"""Upstream's module name for containers; they live in modules by concern beside this one."""

from neon.layers.deltas import DeltasTree
from neon.layers.sequential import LayerContainer, Sequential, flatten

__all__ = ["DeltasTree", "LayerContainer", "Sequential", "flatten"]

for _name in __all__:
    if isinstance(globals()[_name], type):
        globals()[_name].__module__ = __name__
