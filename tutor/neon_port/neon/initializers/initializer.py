"""Initializers fill a weight tensor. All but Orthonormal draw from `be.rng`, so `rng_seed` repeats them."""

import numpy as np

from neon.base import NervanaObject


class Initializer(NervanaObject):
    """Base: subclass it and define `fill(param)`."""

    def fill(self, param):
        """Fill a tensor with initial values."""
        raise NotImplementedError(f"{type(self).__name__} does not define fill(param)")


class Constant(Initializer):
    """Every weight gets `val`: a number, or a tensor or NumPy array of the weight's size."""

    def __init__(self, val=0.0, name="constantInit"):
        super().__init__(name=name)
        self.val = val

    def fill(self, param):
        """Fill `param` with the value.

        Raises:
            ValueError: an array of another size.
        """
        if isinstance(self.val, np.generic):
            param[:] = self.val.item()
        else:
            param[:] = np.asarray(self.val) if isinstance(self.val, (list, tuple)) else self.val


class Array(Constant):
    """The weights get the elements of an array of their shape."""


class Uniform(Initializer):
    """Uniform between `low` and `high`."""

    def __init__(self, low=0.0, high=1.0, name="uniformInit"):
        super().__init__(name=name)
        self.low, self.high = low, high

    def fill(self, param):
        """Draw from be.rng."""
        param[:] = self.be.rng.uniform(self.low, self.high, param.shape)


class Gaussian(Initializer):
    """Normal with mean `loc` and standard deviation `scale`. The default scale, 1, is large for a layer."""

    def __init__(self, loc=0.0, scale=1.0, name="gaussianInit"):
        super().__init__(name=name)
        self.loc, self.scale = loc, scale

    def fill(self, param):
        """Draw from be.rng."""
        param[:] = self.be.rng.normal(self.loc, self.scale, param.shape)


class GlorotUniform(Initializer):
    """Uniform within ±sqrt(6 / (rows + columns)), for linear layers."""

    def __init__(self, name="autouniformInit"):
        super().__init__(name=name)

    def fill(self, param):
        """Draw from be.rng."""
        k = np.sqrt(6.0 / (param.shape[0] + param.shape[1]))
        param[:] = self.be.rng.uniform(-k, k, param.shape)


class _FanIn(Initializer):
    """Base of initializers that scale with the number of inputs of a unit.

    Args:
        local: True takes the rows of the weight as the number of inputs, which is right for Convolution
            (C·R·S, K) and **wrong for Linear and Affine** (outputs, inputs): give local=False there.
    """

    def __init__(self, local=True, name=None):
        super().__init__(name=name)
        self.local = local

    def fan_in(self, param):
        """Number of inputs of a unit."""
        return param.shape[0] if self.local else param.shape[1]


class Xavier(_FanIn):
    """Uniform within ±sqrt(3 / inputs). Give local=False for Linear and Affine."""

    def __init__(self, local=True, name="xavier"):
        super().__init__(local, name)

    def fill(self, param):
        """Draw from be.rng."""
        bound = np.sqrt(3.0 / self.fan_in(param))
        param[:] = self.be.rng.uniform(-bound, bound, param.shape)


class Kaiming(_FanIn):
    """Normal with standard deviation sqrt(2 / inputs), for rectified units. Give local=False for Affine."""

    def __init__(self, local=True, name="Kaiming"):
        super().__init__(local, name)

    def fill(self, param):
        """Draw from be.rng."""
        param[:] = self.be.rng.normal(0, np.sqrt(2.0 / self.fan_in(param)), param.shape)


class IdentityInit(Initializer):
    """Ones on the diagonal. A layer with this initializer is **not trained** (its name is 'Identity')."""

    def __init__(self, local=True, name="Identity"):
        super().__init__(name=name)
        self.local = local

    def fill(self, param):
        """Fill with the identity matrix (cut or padded with zeros to the shape)."""
        rows, columns = param.shape
        param[:] = np.eye(rows, columns)


class Orthonormal(Initializer):
    """A random orthonormal matrix times `scale`. It draws from NumPy's **global** generator (np.random.seed)."""

    def __init__(self, scale=1.1, name="orthonormal"):
        super().__init__(name=name)
        self.scale = scale

    def fill(self, param):
        """Draw from np.random."""
        a = np.random.normal(0.0, 1.0, param.shape)
        u, _, v = np.linalg.svd(a, full_matrices=False)
        q = u if u.shape == param.shape else v
        param[:] = self.scale * q
