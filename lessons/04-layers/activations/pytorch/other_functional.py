from torch.nn import functional


def softplus(x):
    """PyTorch's own."""
    return functional.softplus(x)


def leaky_relu(x, slope=0.1):
    """PyTorch's own; its default slope is another one."""
    return functional.leaky_relu(x, slope)


def gelu(x):
    """PyTorch's own, in the exact form."""
    return functional.gelu(x)
