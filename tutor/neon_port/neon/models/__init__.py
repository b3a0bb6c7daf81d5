"""Models: layers with training, evaluation, saving and loading."""

from neon.models.model import GAN, Model

__all__ = ["GAN", "Model"]
