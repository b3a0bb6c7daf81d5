from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def to_rows(images):
    """Through NumPy."""
    return be.array(images.get().reshape(images.shape[0], -1))


def to_images(rows, h, w):
    """Through NumPy."""
    return be.array(rows.get().reshape(-1, h, w))


def channels_last(images):
    """Through NumPy."""
    return be.array(images.get().transpose(0, 2, 3, 1))
