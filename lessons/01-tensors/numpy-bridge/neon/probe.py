"""Parameters, backends and shared memory, in neon."""

import numpy as np
from neon import NervanaObject


def parameter_to_numpy(module, array):
    """to_numpy of a tensor; neon's parameters are tensors like any other."""
    return module.to_numpy(NervanaObject.be.array(array))


def bring(module, array):
    """from_numpy with the global backend."""
    return module.from_numpy(array, NervanaObject.be)


def bring_elsewhere(module, array):
    """There is one backend at a time."""
    return None


def run_the_lines(module):
    """Run each line, write into NumPy's side, and see whether the tensor changed."""
    truth = {}
    for line in ("t = be.array(a)", "a = t.get()", "a = t.asnumpyarray()"):
        be = NervanaObject.be
        names = {"be": be, "a": np.zeros((3, 1), "float32"), "t": be.zeros((3, 1))}
        exec(line, names)
        names["a"][0, 0] = 7
        truth[line] = bool(names["t"].get()[0, 0] == 7)
    return truth
