import torch


def to_rows(images):
    """(n, h, w) -> (n, h * w)"""
    return images.flatten(1)


def to_images(rows, h, w):
    """(n, h * w) -> (n, h, w)"""
    return rows.view(-1, h, w)


def channels_last(images):
    """Turns all three axes round; width and height change places."""
    n, c, h, w = images.shape
    return images.permute(0, 3, 2, 1).reshape(n, h, w, c)
