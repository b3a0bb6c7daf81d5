"""`Number`: arrays of one element that still convert to a Python number."""

import numpy as np


class Number(np.ndarray):
    """An ndarray of one element, such as a cost (1, 1), that float(), int() and '%f' accept.

    NumPy no longer converts arrays with dimensions by itself.
    """

    @classmethod
    def of(cls, array):
        """View an array of one element as a Number; other arrays come back as they are."""
        return array.view(cls) if array.size == 1 and array.ndim else array

    def __array_finalize__(self, obj):
        """Nothing to carry over."""

    def __array_wrap__(self, array, context=None, return_scalar=False):
        return array.view(Number) if array.size == 1 and array.ndim else np.asarray(array)

    def __float__(self):
        return float(self.item())

    def __int__(self):
        return int(self.item())

    def __format__(self, spec):
        return format(self.item(), spec) if spec and self.size == 1 else str(np.asarray(self))

    def __repr__(self):
        return repr(np.asarray(self))
