"""Image captions: named for completeness; this port does not read upstream's caption files."""

from neon.data.dataiterator import NervanaDataIterator
from neon.data.datasets import Dataset


def _absent(name):
    return NotImplementedError(
        f"{name} reads upstream's caption files, which are no longer offered; this port has no such iterator. "
        "Write one of your own: subclass NervanaDataIterator."
    )


class ImageCaption(NervanaDataIterator):
    """Not part of this port."""

    def __init__(self, path, max_images=-1):
        raise _absent("ImageCaption")


class ImageCaptionTest(ImageCaption):
    """Not part of this port."""

    def __init__(self, path):
        raise _absent("ImageCaptionTest")


class Flickr8k(Dataset):
    """Not part of this port."""

    def __init__(self, path=".", max_images=-1):
        raise _absent(type(self).__name__)


class Flickr30k(Flickr8k):
    """Not part of this port."""


class Coco(Flickr8k):
    """Not part of this port."""
