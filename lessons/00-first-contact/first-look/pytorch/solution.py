import torch

x = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
s = torch.tensor([[1, 2], [3, 4]])

PREDICTED = {
    "x.shape": (2, 3),
    "x[0].shape": (3,),
    "x.sum().shape": (),
    "x.dtype": "float32",
    "s.dtype": "int64",
    "s * s": [[1, 4], [9, 16]],
}


def look(x):
    """Return (shape, dtype): a tuple of integers, and the plain name of the dtype."""
    return tuple(x.shape), str(x.dtype).removeprefix("torch.")
