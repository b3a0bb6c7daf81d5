"""neon, bundled port or upstream: arrays stand as (features, batch) and are at least 2-D."""

import numpy as np

from .base import BATCH, LABELS, SCALAR, VECTOR, Adapter, Plain, strangers, unique_names

DEFAULT_BATCH = 32
_ALLOWED = ("float16", "float32", "float64", "int8", "int16", "int32", "uint8", "uint16", "uint32")


class Neon(Adapter):
    """Tensors are the backend's; op-trees are evaluated when they cross; models are `neon.models.Model`."""

    name = "neon"

    def preload(self, checkout):
        """Import neon's public packages, upstream's under the shim; none makes a backend."""
        self.implementation = "upstream" if checkout else "port"
        if checkout:
            from ..neon_shim import install

            install(checkout)
        import neon
        import neon.backends
        import neon.callbacks.callbacks
        import neon.data
        import neon.initializers
        import neon.layers
        import neon.models
        import neon.optimizers
        import neon.transforms

        self.neon = neon
        self._features = {}  # id of a batch tensor -> (the tensor, its features' shape)
        self._errors = {}  # shape -> the tensor in which errors of that shape go into a model
        return str(neon.__version__)

    def begin(self, device, seed):
        """Remember device and seed for the backend that is made if the learner's file makes none."""
        self._device, self._seed = device, seed % (2**32)
        np.random.seed(self._seed)

    @property
    def be(self):
        """The global backend; made here only where the learner has not."""
        if self.neon.NervanaObject.be is None:
            self.neon.backends.gen_backend(self._device, rng_seed=self._seed, batch_size=DEFAULT_BATCH)
        return self.neon.NervanaObject.be

    def tensor(self, array, layout):
        """Turn batches to (features, N) and labels to one-hot (classes, N); int64 narrows to int32."""
        array = np.asarray(array)
        features = array.shape[1:]
        if layout.kind == LABELS:
            array = (np.arange(layout.classes)[:, None] == array[None, :]).astype(np.float32)
        elif layout.kind == BATCH:
            array = array.reshape(array.shape[0], -1).T
        if array.dtype.name in ("int64", "uint64", "bool"):
            array = array.astype(np.uint32 if array.dtype.name == "uint64" else np.int32)
        if array.ndim < 2:
            array = array.reshape(-1, 1)
        tensor = self.be.array(np.ascontiguousarray(array), dtype=array.dtype.type)
        if layout.kind == BATCH:
            self._features[id(tensor)] = (tensor, features)
        return tensor

    def is_tensor(self, value):
        """Backend tensors and op-trees."""
        from neon.backends.backend import OpTreeNode, Tensor

        return isinstance(value, (OpTreeNode, Tensor))

    def plain(self, value, layout):
        """Evaluate, copy, and turn back what the layout says."""
        from neon.backends.backend import OpTreeNode

        array = np.array(value.asnumpyarray() if isinstance(value, OpTreeNode) else value.get())
        dtype = array.dtype.name
        if layout.kind == BATCH and array.ndim == 2:
            array = array.T
        elif layout.kind == SCALAR and array.size == 1:
            array = array.reshape(())
        elif layout.kind == VECTOR and array.ndim == 2 and 1 in array.shape:
            array = array.reshape(-1)
        return Plain(array, dtype, "gpu" if type(self.be).__name__ == "NervanaGPU" else "cpu")

    def forward(self, model, inputs, training):
        """Initialise a model that is not, check the batch size, then `fprop`."""
        if not hasattr(model, "fprop"):
            return model(*inputs)
        self._initialise(model, inputs)
        return model.fprop(inputs[0] if len(inputs) == 1 else list(inputs), inference=not training)

    def vjp(self, function, inputs, cotangent):
        """`Autodiff` over the op-tree that `function` returns."""
        out = function(*inputs)
        error = None
        if cotangent is not None:
            error = self.be.array(np.asarray(cotangent, np.float32).reshape(out.shape))
        grads = self.neon.backends.Autodiff(out, self.be, next_error=error).get_grad_asnumpyarray(list(inputs))
        return [self.be.array(np.array(g)) for g in grads]

    def parameters(self, model):
        """Weights of every layer that has some, as `<layer>.W`; further ones as `<layer>.W2`, …"""
        return {name: pair[0] for name, pair in self._pairs(model).items()}

    def parameter_gradients(self, model, inputs, cotangent, training):
        """`fprop`, then `bprop` of the cotangent: the layers' dW (summed over the batch)."""
        out = self.forward(model, inputs, training)
        values = self.be.array(np.ascontiguousarray(np.asarray(cotangent, np.float32).reshape(out.shape[1], -1).T))
        # Upstream's Bias keeps the first error tensor that it is given: the same one must come each time.
        error = self._errors.setdefault(values.shape, values)
        error[:] = values
        model.bprop(error)
        return {name: pair[1] for name, pair in self._pairs(model).items()}

    def set_parameters(self, model, arrays):
        """`W[:] = array` in place."""
        named = self.parameters(model)
        strangers(arrays, named)
        for name, array in arrays.items():
            named[name][:] = self.be.array(np.asarray(array))

    def _pairs(self, model):
        pairs = []
        for layer in _flat(model.layers if hasattr(model, "layers") else model):
            if not getattr(layer, "has_params", False):
                continue
            found = layer.get_params()
            for n, ((weights, gradient), _) in enumerate(found if isinstance(found, list) else [found]):
                pairs.append(("%s.W%s" % (layer.name, n + 1 if n else ""), (weights, gradient)))
        return unique_names(pairs)

    def _initialise(self, model, inputs):
        size = inputs[0].shape[-1]
        if size != self.be.bsz:
            raise ValueError(
                "a batch of %d examples for a backend made with batch_size=%d: "
                "call gen_backend(batch_size=%d) in your file" % (size, self.be.bsz, size)
            )
        if not getattr(model, "initialized", False):
            model.initialize(self._in_shape(inputs[0]))

    def _in_shape(self, tensor):
        features = self._features.get(id(tensor), (None, tensor.shape[:1]))[1]
        return int(features[0]) if len(features) == 1 else tuple(int(n) for n in features)


def _flat(layers):
    """All leaf layers of a container, in order."""
    inner = getattr(layers, "layers", None)
    if inner is None:
        return [layers]
    return [leaf for layer in inner for leaf in _flat(layer)]


