"""Kernels that run at once (not lazily): convolution, pooling, normalisation, look-up, histograms, …"""

from neon.backends.kernels.conv import ConvKernels
from neon.backends.kernels.histogram import HistogramKernels
from neon.backends.kernels.lookup import LookupKernels
from neon.backends.kernels.norm import NormKernels
from neon.backends.kernels.pool import PoolKernels
from neon.backends.kernels.roi import RoiKernels


class Kernels(ConvKernels, PoolKernels, NormKernels, LookupKernels, RoiKernels, HistogramKernels):
    """All kernels of a backend, written against its array module `self.xp`."""
