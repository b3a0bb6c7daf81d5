from importlib import metadata

import torch


def environment():
    """The version from the package's metadata, the device from the count of GPUs."""
    return metadata.version("torch"), ("cpu", "gpu")[torch.cuda.device_count() > 0]


def twice(x):
    """Add the tensor to itself."""
    return torch.add(x, x)
