"""Callbacks: what happens around training besides training."""

from neon.callbacks.callbacks import Callbacks

__all__ = ["Callbacks"]
