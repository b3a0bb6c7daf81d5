import torch


def to_rows(images):
    """(n, h, w) -> (n, h * w)"""
    return images.reshape(images.shape[0], -1)


def to_images(rows, h, w):
    """(n, h * w) -> (n, h, w)"""
    return rows.reshape(-1, h, w)


def channels_last(images):
    """(n, c, h, w) -> (n, h, w, c)"""
    # TODO: one of the three functions is wrong
    n, c, h, w = images.shape
    return images.reshape(n, h, w, c)
