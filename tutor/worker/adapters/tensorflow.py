"""TensorFlow with Keras 3."""

import os

import numpy as np

from .base import LABELS, Adapter, Plain, strangers, unique_names


class TensorFlow(Adapter):
    """Tensors are `tf.Tensor` and `tf.Variable`; models are Keras models, layers, `tf.Module` or callables."""

    name = "tensorflow"

    def preload(self, checkout):
        """Import TensorFlow and touch Keras' lazy modules. No op runs: after one, no fork would answer."""
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
        os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
        import tensorflow as tf

        for lazy in ("layers", "models", "optimizers", "losses", "metrics", "initializers", "activations", "callbacks"):
            getattr(tf.keras, lazy)
        tf.keras.Sequential, tf.keras.layers.Dense, tf.keras.optimizers.Adam, tf.data.Dataset  # noqa: B018
        tf.get_logger().setLevel("ERROR")
        self.tf = tf
        self.device = "/CPU:0"
        return tf.__version__

    def begin(self, device, seed):
        """Hide the GPU from a CPU check; let memory grow on a GPU so that two checks fit on one card."""
        if device == "gpu":
            for card in self.tf.config.list_physical_devices("GPU"):
                self.tf.config.experimental.set_memory_growth(card, True)
            self.device = "/GPU:0"
        else:
            self.tf.config.set_visible_devices([], "GPU")
        np.random.seed(seed % 2**32)
        self.tf.random.set_seed(seed)

    def tensor(self, array, layout):
        """Keep the dtype; labels become int32."""
        array = np.asarray(array)
        if layout.kind == LABELS:
            array = array.astype(np.int32)
        with self.tf.device(self.device):
            return self.tf.constant(array)

    def is_tensor(self, value):
        """Dense eager tensors, variables and Keras' own variables."""
        if isinstance(value, (self.tf.Tensor, self.tf.Variable, self.tf.IndexedSlices)):
            return True
        return isinstance(value, self.tf.keras.Variable)

    def plain(self, value, layout):
        """`numpy()`; dtypes that NumPy lacks cross as float32 under their own name."""
        tensor = self.tf.convert_to_tensor(value)
        dtype = tensor.dtype.name
        device = "gpu" if "GPU" in tensor.device else "cpu"
        if dtype == "bfloat16":
            tensor = self.tf.cast(tensor, self.tf.float32)
        return Plain(tensor.numpy(), dtype, device)

    def forward(self, model, inputs, training):
        """Call with `training=` where the object is Keras', plainly where it is not.

        A functional model of several inputs takes them as one list: its second argument is no input.
        """
        if len(inputs) > 1 and len(getattr(model, "inputs", None) or ()) == len(inputs):
            inputs = [list(inputs)]
        if isinstance(model, self.tf.keras.layers.Layer):
            return model(*inputs, training=training)
        return model(*inputs)

    def vjp(self, function, inputs, cotangent):
        """`tf.GradientTape` over watched inputs; zeros where the output does not depend on one."""
        with self.tf.GradientTape() as tape:
            for x in inputs:
                tape.watch(x)
            out = function(*inputs)
        return tape.gradient(
            out, list(inputs), output_gradients=self._like(cotangent, out), unconnected_gradients="zero"
        )

    def parameters(self, model):
        """`trainable_variables` by path (Keras) or name."""
        return unique_names([(getattr(v, "path", None) or v.name, v) for v in model.trainable_variables])

    def parameter_gradients(self, model, inputs, cotangent, training):
        """One tape over the trainable variables."""
        with self.tf.GradientTape() as tape:
            out = self.forward(model, inputs, training)
        named = self.parameters(model)
        grads = tape.gradient(out, list(named.values()), output_gradients=self._like(cotangent, out))
        return dict(zip(named, grads))

    def set_parameters(self, model, arrays):
        """`assign` in place."""
        named = self.parameters(model)
        strangers(arrays, named)
        for name, array in arrays.items():
            named[name].assign(np.asarray(array))

    def _like(self, cotangent, out):
        if cotangent is None:
            return None
        return self.tf.reshape(self.tf.cast(self.tf.constant(cotangent), out.dtype), self.tf.shape(out))
