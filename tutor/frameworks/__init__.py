"""The frameworks: how each is found and described. Nothing here imports one of them."""

from tutor.frameworks.base import Found, Framework, Missing
from tutor.frameworks.finding import ALL, find, launch, managed_python, resolve, resolve_device

__all__ = ["ALL", "Found", "Framework", "Missing", "find", "launch", "managed_python", "resolve", "resolve_device"]
