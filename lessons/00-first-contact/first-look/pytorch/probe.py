"""Runs the six lines whose result the learner predicts."""

import torch


def run_the_lines(module):
    """What each line gives: shapes as tuples, dtypes by name, the numbers as a tensor."""
    x = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    s = torch.tensor([[1, 2], [3, 4]])
    return {
        "x.shape": tuple(x.shape),
        "x[0].shape": tuple(x[0].shape),
        "x.sum().shape": tuple(x.sum().shape),
        "x.dtype": str(x.dtype).removeprefix("torch."),
        "s.dtype": str(s.dtype).removeprefix("torch."),
        "s * s": s * s,
    }
