"""`CompoundLayer`: a list of layers that a model takes apart, such as Affine and Conv."""


class CompoundLayer(list):
    """Base of Affine, Conv and Deconv: they are **lists** of layers, flattened when a model is made.

    The parts are named `<name>`, `<name>_bias`, `<name>_bnorm` and `<name>_<activation's class>`.
    """

    def __init__(self, bias=None, batch_norm=False, activation=None, name=None):
        super().__init__()
        if batch_norm and bias is not None:
            raise AttributeError(
                f"{type(self).__name__}: batch_norm=True and a bias exclude each other: BatchNorm adds its own beta"
            )
        self.bias, self.batch_norm, self.activation = bias, batch_norm, activation
        self.base_name = name

    @classmethod
    def gen_class(cls, pdict):
        """Build it from the config part of a description."""
        from neon.base import build

        return cls(**{key: build(value) for key, value in pdict.items()})

    @property
    def name(self):
        """Name of the first layer."""
        return self[0].name

    def add_postfilter_layers(self):
        """Append bias, batch norm and activation as far as they were asked for."""
        from neon.layers.linear import Activation, Bias

        name = self.base_name or self[0].name
        if self.bias is not None:
            self.append(Bias(init=self.bias, name=name + "_bias"))
        if self.batch_norm:
            self.append(self._norm(name))
        if self.activation is not None:
            layer = Activation(self.activation)
            layer.name = f"{name}_{type(self.activation).__name__}"
            self.append(layer)

    def _norm(self, name):
        """The normalisation for `batch_norm=True`."""
        from neon.layers.norm import BatchNorm

        return BatchNorm(name=name + "_bnorm")
