import tensorflow as tf


def to_rows(images):
    """(n, h, w) -> (n, h * w)"""
    return tf.reshape(images, (images.shape[0], -1))


def to_images(rows, h, w):
    """(n, h * w) -> (n, h, w)"""
    return tf.reshape(rows, (-1, h, w))


def channels_last(images):
    """Cuts where it should move."""
    n, c, h, w = images.shape.as_list()
    return tf.reshape(images, [n, h, w, c])
