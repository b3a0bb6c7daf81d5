"""Upstream's module name for models."""

from neon.models.gan import GAN
from neon.models.training import Model

__all__ = ["GAN", "Model"]

for _name in __all__:
    globals()[_name].__module__ = __name__
