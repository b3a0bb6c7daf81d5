def mse(prediction, target):
    """The squared length of the error, over n."""
    error = prediction.flatten() - target
    return error @ error / len(target)
