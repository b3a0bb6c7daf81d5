"""The GPU backend: the CPU backend's code with CuPy as its array module."""

import numpy as np

from neon.backends.nervanacpu import NervanaCPU
from neon.backends.tensor import Tensor

try:
    import cupy
except ImportError:  # the module can be imported everywhere; making the backend says what is missing
    cupy = None


class GPUTensor(Tensor):
    """A tensor whose elements are a CuPy array (`._tensor`)."""

    __slots__ = ()


class NervanaGPU(NervanaCPU):
    """Backend on CuPy. Make it with `gen_backend('gpu', batch_size=…)`.

    Random numbers are drawn on the host, so a seed gives the same weights as on the CPU.

    Raises:
        ValueError: CuPy finds no GPU of this number.
    """

    tensor_cls = GPUTensor
    backend_name = "gpu"
    xp = cupy

    def __init__(self, *args, device_id=0, **options):
        if cupy is None:
            raise ValueError(
                "backend 'gpu' needs the package cupy, which is not installed here; use gen_backend('cpu', …)"
            )
        try:
            cupy.cuda.Device(device_id or 0).use()
        except cupy.cuda.runtime.CUDARuntimeError as error:
            raise ValueError(f"CuPy finds no GPU {device_id}: {error}. Write gen_backend('cpu', …).") from error
        super().__init__(*args, device_id=device_id, **options)

    @staticmethod
    def to_numpy(array):
        """Copy an array from the GPU into a NumPy array."""
        return cupy.asnumpy(array)

    def assign(self, target, value):
        """Write a number, tensor, op-tree or NumPy array into the array `target`."""
        if isinstance(value, np.ndarray):
            value = cupy.asarray(value)
        super().assign(target, value)

    def init_mark(self):
        """Return a fresh time mark."""
        return cupy.cuda.Event()

    def record_mark(self, marker):
        """Store the time now in the mark."""
        marker.record()

    def synchronize_mark(self, marker):
        """Wait for the mark."""
        marker.synchronize()

    def get_time(self, start, end):
        """Milliseconds from one mark to the other."""
        end.synchronize()
        return cupy.cuda.get_elapsed_time(start, end)
