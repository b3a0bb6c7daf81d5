"""Upstream's module name for layers and costs; they live in modules by concern beside this one."""

from neon.layers.base import Layer, ParameterLayer, interpret_in_shape
from neon.layers.compound import CompoundLayer
from neon.layers.conv import Conv, Convolution, Convolution_bias, Deconv, Deconvolution
from neon.layers.cost import GeneralizedCost, GeneralizedCostMask, GeneralizedGANCost
from neon.layers.linear import Activation, Affine, Bias, BinaryAffine, BinaryLinear, Linear
from neon.layers.norm import LRN, BatchNorm, BatchNormAutodiff, Dropout, ShiftBatchNorm
from neon.layers.pooling import Pooling, RoiPooling
from neon.layers.shaping import BranchNode, DataTransform, LookupTable, Reshape, SkipNode

__all__ = [
    "LRN",
    "Activation",
    "Affine",
    "BatchNorm",
    "BatchNormAutodiff",
    "Bias",
    "BinaryAffine",
    "BinaryLinear",
    "BranchNode",
    "CompoundLayer",
    "Conv",
    "Convolution",
    "Convolution_bias",
    "DataTransform",
    "Deconv",
    "Deconvolution",
    "Dropout",
    "GeneralizedCost",
    "GeneralizedCostMask",
    "GeneralizedGANCost",
    "Layer",
    "Linear",
    "LookupTable",
    "ParameterLayer",
    "Pooling",
    "Reshape",
    "RoiPooling",
    "ShiftBatchNorm",
    "SkipNode",
    "interpret_in_shape",
]

for _name in __all__:
    if isinstance(globals()[_name], type):
        globals()[_name].__module__ = __name__
