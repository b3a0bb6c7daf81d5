def mse(prediction, target):
    """Gives a Python number away."""
    return ((prediction.squeeze(1) - target) ** 2).mean().item()
