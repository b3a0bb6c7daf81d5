import torch


def numeric_gradient(f, x, h):
    """Move one element of a copy to and fro."""
    point, result = x.detach().clone(), torch.zeros_like(x)
    for i in range(point.numel()):
        kept = point[i].item()
        point[i] = kept + h
        above = float(f(point))
        point[i] = kept - h
        result[i] = (above - float(f(point))) / (2 * h)
        point[i] = kept
    return result


def gradients_agree(f, x, gradient):
    """The relative size of the difference as a whole."""
    numeric = numeric_gradient(f, x, 0.01)
    return bool((numeric - gradient).norm() < 0.02 * (numeric.norm() + gradient.norm()))
