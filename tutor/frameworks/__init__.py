"""The frameworks: how each is found and described. Nothing here imports one of them."""

from tutor.frameworks.base import Considered, Found, Framework, Missing
from tutor.frameworks.finding import ALL, explain, find, launch, resolve, resolve_device
from tutor.frameworks.managed import interpreter, managed_python

__all__ = [
    "ALL",
    "Considered",
    "Found",
    "Framework",
    "Missing",
    "explain",
    "find",
    "interpreter",
    "launch",
    "managed_python",
    "resolve",
    "resolve_device",
]
