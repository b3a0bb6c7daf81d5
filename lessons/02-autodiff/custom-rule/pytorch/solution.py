import torch


class Binarise(torch.autograd.Function):
    """The sign, with a straight-through gradient."""

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.sign(x)

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return grad * (x.abs() <= 1)


def binarise(x):
    """The sign of x; backwards, the gradient passes where |x| <= 1."""
    return Binarise.apply(x)
