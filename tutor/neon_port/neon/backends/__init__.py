"""Backends: where tensors live and operations run. `gen_backend` makes the global one."""

from neon.backends.autodiff import Autodiff
from neon.backends.generate import cleanup_backend, gen_backend

__all__ = ["Autodiff", "cleanup_backend", "gen_backend"]
