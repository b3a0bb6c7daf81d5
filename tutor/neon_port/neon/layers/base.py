"""`Layer` and `ParameterLayer`: what all layers share."""

import functools

import numpy as np

from neon.base import NervanaObject


def interpret_in_shape(in_shape):
    """Return (features, steps) of a layer shape: 2-tuples are sequences, longer ones are flattened."""
    if isinstance(in_shape, (int, np.integer)):
        return int(in_shape), 1
    if len(in_shape) == 2:
        return int(in_shape[0]), int(in_shape[1])
    return int(np.prod(in_shape)), 1


def shape_of(in_obj):
    """Shape without the batch of a layer, a dataset, a tuple or an int."""
    if isinstance(in_obj, Layer):
        return in_obj.out_shape
    shape = in_obj if isinstance(in_obj, (int, tuple, list, np.integer)) else getattr(in_obj, "shape", None)
    if shape is None:
        raise TypeError(f"a layer is configured with a layer, a dataset or a shape, got {type(in_obj).__name__}")
    return tuple(shape) if isinstance(shape, list) and all(isinstance(n, int) for n in shape) else shape


class Layer(NervanaObject):
    """Base of layers. Data are (features, batch), sequences (features, steps · batch).

    A layer of your own defines `configure(in_obj)` (call super's, set `out_shape`, return self) and
    `fprop(inputs, inference=False)`, `bprop(error, alpha=1.0, beta=0.0)`; with weights, subclass ParameterLayer.

    Attributes:
        in_shape, out_shape: shapes without the batch: int, (C, H, W) or (features, steps).
        inputs, outputs: tensors of the last fprop; `outputs` is overwritten by the next one.
        deltas: tensor for the gradient with respect to the inputs; None in a model's first layer.
        owns_output: whether it has an output buffer of its own (or works in place on its input).
        owns_delta: whether it has a delta buffer of its own (or works in place on the error).
        has_params: whether it has weights to train.
    """

    owns_output = True
    owns_delta = False
    has_params = False
    is_mklop = False
    parallelism = "Unknown"

    def __init__(self, name=None, parallelism="Unknown"):
        super().__init__(name)
        self.parallelism = parallelism
        self.in_shape = self.out_shape = None
        self.inputs = self.outputs = self.deltas = None
        self.prev_layer = self.next_layer = None

    def configure(self, in_obj):
        """Learn the input shape from a layer, dataset, tuple or int. Returns self."""
        if isinstance(in_obj, Layer):
            self.prev_layer = in_obj
            in_obj.set_next(self)
        self.in_shape = shape_of(in_obj)
        return self

    def set_next(self, layer):
        """Remember the layer that follows."""
        self.next_layer = layer

    def allocate(self, shared_outputs=None):
        """Make the output buffer, or take the shared one, unless the layer works in place."""
        if self.outputs is not None:
            return
        if self.owns_output:
            self.outputs = self.be.iobuf(self.out_shape, shared=shared_outputs)

    def allocate_deltas(self, global_deltas=None):
        """Announce the size of the delta buffer to a DeltasTree."""
        if global_deltas is not None and self.owns_delta and self.prev_layer is not None:
            global_deltas.proc_layer(self)

    def set_deltas(self, delta_buffers):
        """Take the delta buffer from a DeltasTree, or from a list of two tensors used in turn."""
        if not (self.owns_delta and self.prev_layer is not None):
            self.deltas = None
            return
        if isinstance(delta_buffers, list):
            self.deltas = self.be.iobuf(self.in_shape, shared=delta_buffers[0])
            delta_buffers.reverse()
        else:
            self.deltas = delta_buffers.take(self.be, self.in_shape)

    def fprop(self, inputs, inference=False):
        """Compute and return the outputs for a tensor of inputs."""
        raise NotImplementedError(f"layer {type(self).__name__} does not define fprop(inputs, inference=False)")

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Compute weight gradients, and return the gradient of the inputs: alpha · gradient + beta · deltas."""
        raise NotImplementedError(f"layer {type(self).__name__} does not define bprop(error, alpha=1.0, beta=0.0)")

    def get_is_mklop(self):
        """Whether Intel's MKL runs the layer: never here."""
        return False

    def get_terminal(self):
        """The layer itself: what follows takes its outputs from it."""
        return self

    def get_params(self):
        """((W, dW), states), a list of those, or None without weights."""
        return

    def get_param_attrs(self):
        """Attributes that `save_params` keeps besides the weights."""
        return {}

    def layers_fprop(self):
        """Yield the layers in the order of fprop."""
        yield self

    def layers_bprop(self):
        """Yield the layers in the order of bprop."""
        yield self

    def set_batch_size(self, N):
        """Change the batch size without new buffers (Linear honours it)."""

    def set_seq_len(self, S):
        """Change the sequence length without new buffers (Linear honours it)."""

    def nested_str(self, level=0):
        """Describe the layer on one line, indented by its depth."""
        return "  " * level + str(self)

    def __str__(self):
        if self.in_shape is None:
            return f"{self.classnm} Layer '{self.name}' (shapes known after model.initialize)"
        return f"{self.classnm} Layer '{self.name}': {self.in_shape} -> {self.out_shape}"

    def load_weights(self, pdict, load_states=True):
        """Load weights and optimizer states from the layer's part of a saved description."""

    def get_description(self, get_weights=False, keep_states=True, skip=(), **kwargs):
        """Describe the layer; with `get_weights` its weights and optimizer states too."""
        return super().get_description(skip=skip)

    acc_on = False
    acc_params = None

    def set_acc_on(self, acc_on):
        """Add up weight gradients over several bprops while on; else each bprop starts anew.

        Raises:
            BufferError: the layer was not allocated with accumulate_updates=True.
        """
        if acc_on and self.acc_params is None:
            raise BufferError(f"{self.name}: allocate(accumulate_updates=True) before gradients are added up")
        self.acc_on = bool(acc_on)

    @staticmethod
    def accumulates(bprop):
        """Make a bprop of your own add up the gradients listed in `acc_params` while `acc_on`."""

        @functools.wraps(bprop)
        def adding(self, *args, **kwargs):
            if not isinstance(self, Layer):
                raise TypeError(f"Layer.accumulates decorates bprop of a Layer, not of {type(self).__name__}")
            pairs = self.acc_params if self.acc_on else []
            for kept, gradient in pairs:
                kept[:] = gradient
            result = bprop(self, *args, **kwargs)
            for kept, gradient in pairs:
                gradient[:] = gradient + kept
            return result

        return adding


class ParameterLayer(Layer):
    """Base of layers with weights `W`, their gradient `dW` (the **sum** over the batch), and optimizer `states`.

    Set `weight_shape` in `configure`; `allocate` makes W with the initializer.
    """

    has_params = True
    owns_delta = True

    def __init__(self, init=None, name=None, parallelism="Unknown"):
        super().__init__(name, parallelism)
        self.init = init
        self.W = self.dW = None
        self.weight_shape = None
        self.batch_sum = None
        self.batch_sum_shape = None
        self.states = []
        self.acc_dW = None

    def allocate(self, shared_outputs=None, accumulate_updates=False):
        """Make output buffer and weights; with accumulate_updates, what `set_acc_on` needs."""
        super().allocate(shared_outputs)
        if self.W is None:
            self.init_params(self.weight_shape)
        if accumulate_updates:
            self.acc_dW = self.be.zeros_like(self.dW)
            self.acc_params = [(self.acc_dW, self.dW)]
        if self.batch_sum_shape is not None and self.batch_sum is None:
            self.batch_sum = self.be.empty(self.batch_sum_shape)

    def init_params(self, shape):
        """Make W of this shape, filled by the initializer, and dW."""
        self.W = self.be.empty(shape)
        self._fill(self.init, self.W)
        self.dW = self.be.zeros_like(self.W)

    def _fill(self, init, weight):
        if hasattr(init, "fill") and not hasattr(init, "_tensor") and not isinstance(init, np.ndarray):
            init.fill(weight)
        elif hasattr(init, "_tensor") or isinstance(init, np.ndarray):
            if tuple(init.shape) != tuple(weight.shape):
                raise ValueError(f"{self.name}: init has shape {tuple(init.shape)}, the weight {tuple(weight.shape)}")
            weight[:] = init
        else:
            raise TypeError(
                f"{self.name}: init must be an initializer such as Gaussian(scale=0.01), got {type(init).__name__}"
            )

    def get_params(self):
        """((W, dW), states)."""
        return ((self.W, self.dW), self.states)

    def set_params(self, pdict):
        """Set the weights from {'params': {'W': array}}, making them if they are not there yet."""
        for key, value in pdict["params"].items():
            self._set_weight(key, value)

    def _set_weight(self, key, value):
        old = getattr(self, key, None)
        value = value["_tensor"] if isinstance(value, dict) else value
        value = np.asarray(value) if not np.isscalar(value) else value
        if old is not None and hasattr(old, "_tensor"):
            if np.size(value) != old.size:
                raise ValueError(
                    f"{self.name}: the saved {key} has shape {np.shape(value)}, the layer's {old.shape}; "
                    "the saved model has another architecture"
                )
            old[:] = value
            return
        if np.isscalar(value):
            setattr(self, key, value)
            return
        setattr(self, key, self.be.array(value))
        if key == "W":
            self.dW = self.be.zeros(self.W.shape)

    def set_states(self, pdict):
        """Set the optimizer states from {'states': [arrays]}."""
        self._load_states(self.states, pdict["states"])

    def _load_states(self, states, saved):
        for number, value in enumerate(saved):
            if number < len(states):
                states[number][:] = np.asarray(value)
            else:
                states.append(self.be.array(value))

    def load_weights(self, pdict, load_states=True):
        """Load weights, and optimizer states if there are any, from the layer's part of a description."""
        if "params" in pdict:
            self.set_params(pdict)
        if load_states and "states" in pdict:
            self.set_states(pdict)

    def get_params_serialize(self, keep_states=True):
        """Return {'params': weights by name, 'states': those of the optimizer} as arrays."""
        saved = {"params": self.saved_params()}
        if keep_states:
            saved["states"] = self.saved_states()
        return saved

    def saved_params(self):
        """Arrays and numbers that belong to a saved layer, by attribute."""
        return {"W": self.W.get()}

    def get_description(self, get_weights=False, keep_states=True, skip=(), **kwargs):
        """Describe the layer; with `get_weights` its weights, and with `keep_states` the optimizer's states."""
        description = super().get_description(skip=skip)
        if get_weights and self.W is not None:
            description["params"] = self.saved_params()
            if keep_states:
                description["states"] = self.saved_states()
        return description

    def saved_states(self):
        """The optimizer's states as arrays."""
        return [np.array(state.get()) for state in self.states]

    # sums of gradients over several bprops --------------------------------------------------------------------
    def weight_beta(self):
        """1.0 while gradients add up, else 0.0: the beta of the product that makes dW."""
        return 1.0 if self.acc_on else 0.0
