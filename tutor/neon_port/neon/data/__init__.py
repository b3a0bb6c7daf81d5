"""Data iterators: they yield (inputs, targets) as tensors of shape (features, batch)."""

from neon.data.dataiterator import ArrayIterator, NervanaDataIterator

__all__ = ["ArrayIterator", "NervanaDataIterator"]
