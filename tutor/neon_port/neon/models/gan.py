"""Generative adversarial models."""

from neon.models.training import Model


class GAN(Model):
    """A generator and a discriminator trained against each other."""
