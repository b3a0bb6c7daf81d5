"""Parameters, devices and shared memory, in PyTorch."""

import numpy as np
import torch


def _device():
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def parameter_to_numpy(module, array):
    """to_numpy of a tensor that requires a gradient."""
    return module.to_numpy(torch.nn.Parameter(torch.tensor(array)))


def bring(module, array):
    """from_numpy to the device in use."""
    return module.from_numpy(array, _device())


def bring_elsewhere(module, array):
    """from_numpy to PyTorch's device without memory: the device it arrived on, or "there"."""
    arrived = module.from_numpy(array, torch.device("meta")).device.type
    return "there" if arrived == "meta" else arrived


def run_the_lines(module):
    """Run each line, write into NumPy's side, and see whether the tensor changed."""
    truth = {}
    for line in ("t = torch.from_numpy(a)", "t = torch.tensor(a)", "a = t.numpy()"):
        names = {"torch": torch, "a": np.zeros(3, "float32"), "t": torch.zeros(3, device="cpu")}
        exec(line, names)
        names["a"][0] = 7
        truth[line] = bool(names["t"][0] == 7)
    return truth
