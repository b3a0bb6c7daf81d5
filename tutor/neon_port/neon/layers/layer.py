"""Upstream's module name for layers and costs; they live in modules by concern beside this one."""

from neon.layers.base import Layer, ParameterLayer, interpret_in_shape
from neon.layers.compound import CompoundLayer
from neon.layers.cost import GeneralizedCost, GeneralizedCostMask, GeneralizedGANCost
from neon.layers.linear import Activation, Affine, Bias, BinaryAffine, BinaryLinear, Linear

__all__ = [
    "Activation",
    "Affine",
    "Bias",
    "BinaryAffine",
    "BinaryLinear",
    "CompoundLayer",
    "GeneralizedCost",
    "GeneralizedCostMask",
    "GeneralizedGANCost",
    "Layer",
    "Linear",
    "ParameterLayer",
    "interpret_in_shape",
]

for _name in __all__:
    if isinstance(globals()[_name], type):
        globals()[_name].__module__ = __name__
