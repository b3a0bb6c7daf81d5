"""One adapter per framework, imported only when its worker starts."""

from __future__ import annotations

import importlib

from .base import Adapter

_CLASSES = {"pytorch": "PyTorch", "tensorflow": "TensorFlow", "neon": "Neon"}


def adapter(framework: str) -> Adapter:
    """Return the adapter of `framework`; raise KeyError for one that is unknown."""
    name = _CLASSES[framework]
    made: Adapter = getattr(importlib.import_module("." + framework, __name__), name)()
    return made
