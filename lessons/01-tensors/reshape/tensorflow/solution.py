import tensorflow as tf


def to_rows(images):
    """(n, h, w) -> (n, h * w)"""
    return tf.reshape(images, (images.shape[0], -1))


def to_images(rows, h, w):
    """(n, h * w) -> (n, h, w)"""
    return tf.reshape(rows, (-1, h, w))


def channels_last(images):
    """(n, c, h, w) -> (n, h, w, c)"""
    return tf.transpose(images, perm=(0, 2, 3, 1))
