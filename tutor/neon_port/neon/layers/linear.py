"""Linear layers, bias, activation, and Affine, which stacks the three."""

from neon.backends.kernels.conv import row_sums
from neon.layers.base import Layer, ParameterLayer, interpret_in_shape
from neon.layers.compound import CompoundLayer
from neon.traps import warn


class Linear(ParameterLayer):
    """outputs = W · inputs, without bias: (nin, batch) → (nout, batch).

    Weights: W (nout, nin). Sequences (nin, steps · batch) → (nout, steps · batch).

    Args:
        nout: number of outputs.
        init: initializer of W.
        bsum: keep the sums of the outputs over the batch, for a BatchNorm that follows.
    """

    def __init__(self, nout, init, bsum=False, name=None, parallelism="Disabled"):
        super().__init__(init, name, parallelism)
        self.nout = nout
        self.bsum = bsum
        self.actual_bsz = self.actual_seq_len = None

    def configure(self, in_obj):
        """Learn the number of inputs. Returns self."""
        super().configure(in_obj)
        self.nin, self.nsteps = interpret_in_shape(self.in_shape)
        self.out_shape = (self.nout, self.nsteps)
        if self.weight_shape is None:
            self.weight_shape = (self.nout, self.nin)
        if self.bsum:
            self.batch_sum_shape = (self.nout, 1)
        return self

    def set_batch_size(self, N):
        """Use only the first N columns of each step."""
        self.actual_bsz = N

    def set_seq_len(self, S):
        """Use only the first S steps."""
        self.actual_seq_len = S

    def _columns(self):
        return (self.actual_bsz or self.be.bsz) * (self.actual_seq_len or self.nsteps)

    def _cut(self, tensor):
        if self.actual_bsz is None and self.actual_seq_len is None:
            return tensor
        return tensor[:, : self._columns()]

    def fprop(self, inputs, inference=False, beta=0.0):
        """Return W · inputs, plus beta times the old outputs."""
        self.inputs = inputs
        if inputs.shape[0] != self.nin:
            raise ValueError(f"{self.name}: inputs have {inputs.shape[0]} features, the layer was built for {self.nin}")
        weights = self._weights()
        self.be.compound_dot(A=weights, B=self._cut(inputs), C=self._cut(self.outputs), beta=beta, bsum=self.batch_sum)
        return self.outputs

    def _weights(self):
        """The weights that meet the inputs."""
        return self.W

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Set dW = error · inputsᵀ and return alpha · Wᵀ · error + beta · deltas (None in the first layer)."""
        if self.deltas is not None:
            weights = self._weights().T
            self.be.compound_dot(A=weights, B=self._cut(error), C=self._cut(self.deltas), alpha=alpha, beta=beta)
        self.be.compound_dot(A=self._cut(error), B=self._cut(self.inputs).T, C=self.dW, beta=self.weight_beta())
        return self.deltas


class BinaryLinear(Linear):
    """Linear with weights rounded to ±1: outputs = sign(W) · inputs.

    The gradient of the rounded weights is passed straight through to W: dW = error · inputsᵀ. Nothing holds W
    between ±1 but the optimizer (ShiftAdaMax does).
    """

    def allocate(self, shared_outputs=None, accumulate_updates=False):
        """Make the buffer of the rounded weights `Wb` too."""
        super().allocate(shared_outputs, accumulate_updates)
        self.Wb = self.be.zeros_like(self.W)

    def _weights(self):
        return self.be.binarize(self.W, self.Wb, stochastic=False)


class Bias(ParameterLayer):
    """Adds one number to each feature, or to each feature map of an image, in place. Weights: W (n, 1)."""

    owns_output = False
    owns_delta = False

    def __init__(self, init, name=None):
        super().__init__(init, name)
        self.y = None

    def configure(self, in_obj):
        """Learn the shape: one bias for each feature, or for each map of (C, H, W). Returns self."""
        super().configure(in_obj)
        self.out_shape = self.in_shape
        self.bias_size = self.in_shape[0] if isinstance(self.in_shape, tuple) else self.in_shape
        self.weight_shape = (self.bias_size, 1)
        return self

    def _maps(self, tensor):
        """The elements as an array with one row for each bias."""
        return tensor._tensor.reshape(self.bias_size, -1)

    def fprop(self, inputs, inference=False, beta=0.0):
        """Add the bias to the inputs and return them."""
        self.inputs = self.outputs = inputs
        maps = self._maps(inputs)
        maps += self.W._tensor
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Set dW to the sums of the error and return the error."""
        total = row_sums(self.be.xp, self._maps(error))
        self.dW._tensor[...] = self.dW._tensor + total if self.acc_on else total
        return error


class Activation(Layer):
    """Applies a transform such as Rectlin() in place on its input.

    Raises:
        TypeError: the transform is a class instead of an object.
    """

    owns_output = False

    def __init__(self, transform, name=None):
        super().__init__(name)
        if isinstance(transform, type):
            raise TypeError(
                f"activation={transform.__name__} is a class; give an object: activation={transform.__name__}()"
            )
        self.transform = transform

    def configure(self, in_obj):
        """The shape stays. Returns self."""
        super().configure(in_obj)
        self.out_shape = self.in_shape
        return self

    def fprop(self, inputs, inference=False, beta=0.0):
        """Overwrite the inputs with transform(inputs) and return them."""
        if beta:
            warn("Activation works in place, so beta has no meaning for it")
        self.inputs = self.outputs = inputs
        result = self.transform(inputs)
        if result is not inputs:
            self.outputs[:] = result
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Multiply the error by transform.bprop(outputs) in place and return it."""
        slope = self.transform.bprop(self.outputs)
        if not isinstance(slope, (int, float)) or slope != 1:
            error[:] = slope * error
        return error


class Affine(CompoundLayer):
    """A list of Linear, then Bias, BatchNorm and Activation as far as they are asked for.

    Args:
        nout: number of outputs.
        init: initializer of the weights (nout, nin).
        bias: initializer of the bias; without it there is **no bias**.
        batch_norm: add a BatchNorm instead of a bias.
        activation: a transform object such as Rectlin().
    """

    def __init__(self, nout, init, bias=None, batch_norm=False, activation=None, name=None, parallelism="Disabled"):
        super().__init__(bias=bias, batch_norm=batch_norm, activation=activation, name=name)
        self.append(Linear(nout, init, bsum=batch_norm, name=name, parallelism=parallelism))
        self.add_postfilter_layers()


class BinaryAffine(CompoundLayer):
    """A list of BinaryLinear, then Bias, ShiftBatchNorm and Activation as far as they are asked for."""

    def __init__(self, nout, init, bias=None, batch_norm=False, activation=None, name=None):
        super().__init__(bias=bias, batch_norm=batch_norm, activation=activation, name=name)
        self.append(BinaryLinear(nout, init, bsum=batch_norm, name=name))
        self.add_postfilter_layers()

    def _norm(self, name):
        from neon.layers.norm import ShiftBatchNorm

        return ShiftBatchNorm(name=name + "_sbnorm")
