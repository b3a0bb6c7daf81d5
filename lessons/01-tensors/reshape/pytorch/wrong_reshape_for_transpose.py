import torch


def to_rows(images):
    """(n, h, w) -> (n, h * w)"""
    return images.flatten(1)


def to_images(rows, h, w):
    """(n, h * w) -> (n, h, w)"""
    return rows.view(-1, h, w)


def channels_last(images):
    """Cuts where it should move."""
    n, c, h, w = images.shape
    return images.view(n, h, w, c)
