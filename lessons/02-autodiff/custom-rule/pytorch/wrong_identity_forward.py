import torch


class Binarise(torch.autograd.Function):
    """Right backwards; forwards it does nothing."""

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clone()

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return grad * (x.abs() <= 1)


def binarise(x):
    """The input itself, with the window for the gradient."""
    return Binarise.apply(x)
