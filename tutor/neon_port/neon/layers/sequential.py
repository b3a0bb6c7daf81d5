"""`Sequential`: layers one after the other, and the base of all containers."""

from neon.base import build
from neon.layers.base import Layer
from neon.layers.deltas import DeltasTree
from neon.layers.pooling import Pooling
from neon.traps import warn

IN_PLACE_FIRST = ("Dropout", "DataTransform", "Reshape", "BranchNode")
"""Layers without an output of their own that a model or branch may begin with."""


def flatten(items):
    """Return one flat list of layers from nested lists (Affine, Conv and their kin are lists)."""
    flat = []
    for item in items:
        if isinstance(item, (list, tuple)):
            flat.extend(flatten(item))
        else:
            flat.append(item)
    return flat


class LayerContainer(Layer):
    """Base of layers that hold layers, in `layers`."""

    owns_delta = False

    def __init__(self, name=None):
        super().__init__(name)
        self.layers = []

    @property
    def _layers(self):
        """The layers, under the name that upstream's code uses inside."""
        return self.layers

    @property
    def layers_to_optimize(self):
        """Layers with weights, without those whose initializer is named 'Identity': these are frozen."""
        found = []
        for layer in self.layers:
            if isinstance(layer, LayerContainer):
                found.extend(layer.layers_to_optimize)
            elif layer.has_params and getattr(getattr(layer, "init", None), "name", None) != "Identity":
                found.append(layer)
        return found

    @property
    def has_params(self):
        """Whether any layer inside has weights."""
        return any(layer.has_params for layer in self.layers)

    def layers_fprop(self):
        """Yield all layers in the order of fprop."""
        for layer in self.layers:
            yield layer
            if isinstance(layer, LayerContainer):
                yield from layer.layers_fprop()

    def layers_bprop(self):
        """Yield all layers in the order of bprop."""
        for layer in reversed(self.layers):
            if isinstance(layer, LayerContainer):
                yield from layer.layers_bprop()
            yield layer

    def nested_str(self, level=0):
        """Describe the container and what it holds, one line each."""
        inside = "\n".join(layer.nested_str(level + 1) for layer in self.layers)
        return "  " * level + f"{self.classnm} '{self.name}'\n{inside}"

    __str__ = nested_str

    @classmethod
    def gen_class(cls, pdict):
        """Build it, and the layers in it, from the config part of a description."""
        return cls(**{key: build(value) for key, value in pdict.items()})

    def get_description(self, get_weights=False, keep_states=True, skip=(), **kwargs):
        """Describe the container and its layers."""
        skip = [*skip, "layers"]
        description = super(Layer, self).get_description(skip=skip)
        description["container"] = True
        description["config"]["layers"] = [
            layer.get_description(get_weights=get_weights, keep_states=keep_states) for layer in self.layers
        ]
        return description

    def load_weights(self, pdict, load_states=True):
        """Load the weights of all layers from a description.

        Raises:
            ValueError: it holds another number of layers.
        """
        saved = pdict["config"]["layers"]
        if len(saved) != len(self.layers):
            raise ValueError(
                f"{self.name}: the saved model has {len(saved)} layers here and this one {len(self.layers)}; "
                "load into a model of the same architecture"
            )
        for layer, part in zip(self.layers, saved, strict=False):
            layer.load_weights(part, load_states)

    def set_batch_size(self, N):
        """Change the batch size of all layers that honour it."""
        for layer in self.layers:
            layer.set_batch_size(N)

    def set_seq_len(self, S):
        """Change the sequence length of all layers that honour it."""
        for layer in self.layers:
            layer.set_seq_len(S)

    def set_acc_on(self, acc_on):
        """Turn adding up of weight gradients on or off in all layers with weights."""
        for layer in self.layers:
            if layer.has_params:
                layer.set_acc_on(acc_on)

    def propagate_parallelism(self, parallelism):
        """Nothing to do on one device."""


class Sequential(LayerContainer):
    """Layers one after the other.

    Where a max-pooling follows a Rectlin, its bprop does the Rectlin's too: the same numbers in less time.

    Args:
        layers: list of layers; lists in it (Affine, Conv) are taken apart.
    """

    def __init__(self, layers, name=None):
        super().__init__(name)
        if isinstance(layers, Layer):
            raise TypeError("layers must be a list: [layer]")
        self.layers = flatten(layers)
        self._check(self.layers)

    def _check(self, layers):
        for layer in layers:
            if isinstance(layer, type):
                raise TypeError(
                    f"{layer.__name__} in the list of layers is a class; give an object, {layer.__name__}(…)"
                )
            if not isinstance(layer, Layer):
                raise TypeError(
                    f"a model is made of layers, got {type(layer).__name__}. "
                    "(An activation goes into Affine(activation=…) or Activation(…).)"
                )
        seen = set()
        for layer in layers:
            if id(layer) in seen and layer.owns_output:
                warn(
                    f"the layer {layer.name!r} stands twice in one chain: its buffers are used twice, "
                    "so gradients will be wrong. Make two layers.",
                    stacklevel=4,
                )
            seen.add(id(layer))

    def configure(self, in_obj):
        """Configure the layers one after the other. Returns self."""
        super().configure(in_obj)
        config = in_obj
        for layer in self.layers:
            config = layer.configure(config)
        self.out_shape = config.out_shape
        return self

    def set_next(self, layer):
        """Remember what follows the last layer."""
        super().set_next(layer)
        self.layers[-1].set_next(layer)

    @property
    def root_owner(self):
        """Position of the last layer with an output buffer of its own, None without one."""
        for position in range(len(self.layers) - 1, -1, -1):
            if self.layers[position].owns_output:
                return position
        return None

    @property
    def owns_output(self):
        """Whether any layer inside has an output buffer of its own."""
        return self.root_owner is not None

    def allocate(self, shared_outputs=None, accumulate_updates=False):
        """Make the buffers of all layers; the last one with its own output comes first and gets the shared one.

        The order decides which weights are drawn first, so it is upstream's.
        """
        first = self.layers[0]
        allowed = isinstance(first, LayerContainer) or type(first).__name__ in IN_PLACE_FIRST
        if self.prev_layer is None and not first.owns_output and not allowed:
            raise ValueError(
                f"the first layer, {first.name}, works in place on its input and would overwrite the data. "
                "Begin with a layer that has its own output, such as Affine, Conv or LookupTable."
            )
        last = self.root_owner
        order = list(range(len(self.layers)))
        if last is not None:
            order.insert(0, order.pop(last))
        for position in order:
            layer, options = self.layers[position], {}
            if position == last and shared_outputs is not None:
                options["shared_outputs"] = shared_outputs
            if accumulate_updates and layer.has_params:
                options["accumulate_updates"] = True
            layer.allocate(**options)

    def allocate_deltas(self, global_deltas=None):
        """Announce the delta buffers of all layers; without a tree, make one and hand the buffers out."""
        tree = global_deltas if global_deltas is not None else DeltasTree()
        for layer in self.layers:
            layer.allocate_deltas(tree)
        if global_deltas is None:
            tree.allocate_buffers()
            self.set_deltas(tree)

    def set_deltas(self, delta_buffers):
        """Hand the delta buffers out, from the last layer to the first."""
        for layer in reversed(self.layers):
            layer.set_deltas(delta_buffers)
        self.deltas = self._first_deltas()

    def _first_deltas(self):
        for layer in self.layers:
            if layer.deltas is not None or layer.owns_delta:
                return layer.deltas
        return None

    def fprop(self, inputs, inference=False, beta=0.0):
        """Run the layers one after the other and return the last one's outputs."""
        self.inputs = x = inputs
        last = self.root_owner if beta else None
        for position, layer in enumerate(self.layers):
            x = (
                layer.fprop(x, inference=inference, beta=beta)
                if position == last
                else layer.fprop(x, inference=inference)
            )
        self.outputs = x
        return x

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Run the layers' bprop from the last to the first; alpha and beta go to the first with own deltas."""
        scaled = self._first_owner() if (alpha, beta) != (1.0, 0.0) else None
        done = None
        for layer, below in zip(self.layers[::-1], [*self.layers[-2::-1], None], strict=True):
            if layer is done:
                continue
            options = {"alpha": alpha, "beta": beta} if layer is scaled else {}
            if isinstance(layer, Pooling) and layer.differentiates(below):
                done, options["relu"] = below, True
            error = layer.bprop(error, **options)
        return error

    def _first_owner(self):
        for layer in self.layers:
            if layer.owns_delta or isinstance(layer, LayerContainer):
                return layer
        return None

    def get_terminal(self):
        """The terminal of the last layer."""
        return self.layers[-1].get_terminal()
