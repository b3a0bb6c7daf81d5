"""Layers, containers of layers, and costs."""

from neon.layers.container import Sequential
from neon.layers.layer import Activation, Affine, Bias, BinaryAffine, BinaryLinear, GeneralizedCost, GeneralizedCostMask, GeneralizedGANCost, Linear

