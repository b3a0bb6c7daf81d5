"""The container of a generative adversarial model: generator and discriminator."""

from neon.layers.sequential import LayerContainer, Sequential


class GenerativeAdversarial(Sequential):
    """A generator followed by a discriminator.

    Args:
        generator, discriminator: containers or lists of layers.
    """

    def __init__(self, generator, discriminator, name=None):
        LayerContainer.__init__(self, name)
        self.generator = generator if isinstance(generator, LayerContainer) else Sequential(generator)
        self.discriminator = discriminator if isinstance(discriminator, LayerContainer) else Sequential(discriminator)
        self.layers = self.generator.layers + self.discriminator.layers

    def get_description(self, get_weights=False, keep_states=True, skip=(), **kwargs):
        """Describe both parts."""
        parts = {
            name: getattr(self, name).get_description(get_weights=get_weights, keep_states=keep_states)
            for name in ("generator", "discriminator")
        }
        return {"type": self.modulenm, "config": {**parts, "name": self.name}, "container": True}

    def load_weights(self, pdict, load_states=True):
        """Load the weights of both parts."""
        config = pdict["config"]
        if "layers" in config:
            super().load_weights(pdict, load_states)
            return
        self.generator.load_weights(config["generator"], load_states)
        self.discriminator.load_weights(config["discriminator"], load_states)
