"""Upstream's MKL backend needs a compiled engine that this port does not have; use 'cpu'."""

from neon.backends.nervanacpu import CPUTensor as MKLTensor
from neon.backends.nervanacpu import NervanaCPU

__all__ = ["MKLTensor", "NervanaMKL"]


class NervanaMKL(NervanaCPU):
    """Not available: raises an error that says what to use instead."""

    def __init__(self, *args, **options):
        raise ValueError("the MKL backend needs upstream's mklEngine.so; use gen_backend('cpu', batch_size=…)")
