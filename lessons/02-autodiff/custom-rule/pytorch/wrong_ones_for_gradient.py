import torch


class Binarise(torch.autograd.Function):
    """Forgets what arrives."""

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.sign(x)

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return (x.abs() <= 1).to(grad.dtype)


def binarise(x):
    """The sign of x, with the window itself for a gradient."""
    return Binarise.apply(x)
