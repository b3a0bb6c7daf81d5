import torch


def to_rows(images):
    """Join the axes from the second on."""
    return images.flatten(start_dim=1)


def to_images(rows, h, w):
    """Cut the second axis in two."""
    return rows.unflatten(1, (h, w))


def channels_last(images):
    """Move one axis."""
    return torch.movedim(images, 1, -1).contiguous()
