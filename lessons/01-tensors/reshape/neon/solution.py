from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def to_rows(images):
    """(n, h, w) -> (n, h * w)"""
    n, h, w = images.shape
    return images.reshape(n, h * w)


def to_images(rows, h, w):
    """(n, h * w) -> (n, h, w)"""
    return rows.reshape(rows.shape[0], h, w)


def channels_last(images):
    """(n, c, h, w) -> (n, h, w, c)"""
    n, c, h, w = images.shape
    out = be.empty((n, h, w, c))
    be.copy_transpose(images, out, axes=(0, 2, 3, 1))
    return out
