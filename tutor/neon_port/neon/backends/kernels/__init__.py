"""Kernels that run at once (not lazily): convolution, pooling, normalisation, look-up, histograms, …"""

from neon.backends.kernels.histogram import HistogramKernels
from neon.backends.kernels.norm import NormKernels


class Kernels(HistogramKernels, NormKernels):
    """All kernels of a backend, written against its array module `self.xp`."""
