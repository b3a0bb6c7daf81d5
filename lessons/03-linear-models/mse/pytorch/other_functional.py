from torch.nn import functional


def mse(prediction, target):
    """PyTorch's own loss, on shapes made equal."""
    return functional.mse_loss(prediction, target.reshape_as(prediction))
