"""Recurrent layers that read the sequence in both directions: (features, steps) → (2 · output_size, steps)."""

import numpy as np

from neon.layers.base import Layer, ParameterLayer
from neon.layers.cells import LSTMCell, SimpleCell
from neon.layers.unrolled import Recurrent, fill_gates


class BiRNN(Recurrent):
    """Two recurrent layers, one forward and one backward in time, stacked: outputs (2 · output_size, steps).

    Weights: one matrix W ((nin + nout + 1) · 2, gates · nout).

    Args:
        reset_cells: accepted; every minibatch begins with zeros in either case, as in upstream.
        split_inputs: the input is itself forward stacked on backward; each direction reads its half.
        The rest as in Recurrent.
    """

    def __init__(
        self, output_size, init, init_inner=None, activation=None, reset_cells=False, split_inputs=False, name=None,
        parallelism="Data",
    ):  # fmt: skip
        ParameterLayer.__init__(self, init, name, parallelism)
        self._setup(output_size, init_inner, activation, None, reset_cells)
        self.split_inputs = split_inputs

    def configure(self, in_obj):
        """Learn features and steps. Returns self."""
        super().configure(in_obj)
        self.features = self.nin
        if self.split_inputs:
            if self.nin % 2:
                raise ValueError(f"{self.name}: split_inputs needs an even number of features, got {self.nin}")
            self.nin //= 2
        self.o_shape = (self.nout, self.nsteps)
        self.out_shape = (2 * self.nout, self.nsteps)
        self.weight_shape = (self.nout, self.nin)
        return self

    def init_params(self, shape):
        """Make W and draw its parts: inputs forward, inputs backward, then both recurrent parts."""
        self.W = self.be.zeros(((self.nin + self.nout + 1) * 2, self.gates * self.nout))
        self.dW = self.be.zeros_like(self.W)
        self._make_views()
        for init, pair in ((self.init, self.W_input), (self.g_init, self.W_recur)):
            for matrix in pair:
                fill_gates(init, matrix, self.gates, self.nout)

    def _make_views(self):
        if self.dW is None or self.dW.shape != self.W.shape:
            self.dW = self.be.zeros_like(self.W)
        self.W_input, self.W_recur, self.b = self._views(self.W)
        self.dW_input, self.dW_recur, self.db = self._views(self.dW)
        (self.W_input_f, self.W_input_b), (self.W_recur_f, self.W_recur_b) = self.W_input, self.W_recur
        self.b_f, self.b_b = self.b
        self.cell = self.cell_cls(self.be, self.nout, self.activation, self.gate_activation)
        self.cell_b = self.cell_cls(self.be, self.nout, self.activation, self.gate_activation)

    def _views(self, matrix):
        n, parts, row = self.gates * self.nout, [], 0
        for width in (self.nin, self.nout, 1):
            pair = []
            for _ in range(2):
                pair.append(matrix[row : row + width].reshape(n, width))
                row += width
            parts.append(tuple(pair))
        return tuple(parts)

    def _halves(self, array):
        """The parts of an input, or of its gradient, that the directions see."""
        if not self.split_inputs:
            return array, array
        return array[: self.nin], array[self.nin :]

    def fprop(self, inputs, inference=False):
        """Return the states of both directions, (2 · nout, steps · batch)."""
        self.inputs = inputs = self._sequence(inputs, self.features)
        if inputs.shape[0] != self.features:
            raise ValueError(f"{self.name}: inputs have {inputs.shape[0]} features, not {self.features}")
        self.steps = self._steps(inputs.shape[1])
        x, H = inputs._tensor, self.outputs._tensor
        self.gate_inputs = self._gate_inputs(x, inference)
        states = self._states(x.dtype)
        runs = ((self.cell, self.steps, H[: self.nout]), (self.cell_b, self.steps[::-1], H[self.nout :]))
        last = []
        for k, (cell, steps, out) in enumerate(runs):
            last.append(cell.forward(self.gate_inputs[k], self.W_recur[k]._tensor, states[k], steps, out))
        self.state = last
        return self.outputs

    def _gate_inputs(self, x, inference):
        parts = self._halves(x)
        return [self.be.xp.matmul(self.W_input[k]._tensor, parts[k]) + self.b[k]._tensor for k in range(2)]

    def _states(self, dtype):
        return [cell.start(self.be.bsz, dtype) for cell in (self.cell, self.cell_b)]

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Set dW and return the gradient of the inputs."""
        xp, e = self.be.xp, error._tensor
        D = [xp.empty((self.gates * self.nout, e.shape[1]), dtype=e.dtype) for _ in range(2)]
        runs = ((self.cell, self.steps, e[: self.nout]), (self.cell_b, self.steps[::-1], e[self.nout :]))
        for k, (cell, steps, part) in enumerate(runs):
            cell.backward(part, self.W_recur[k]._tensor, steps, D[k])
            self._add(self.dW_recur[k], cell.recurrent_gradient(D[k], steps))
        D = self._through_inputs(D)
        x = self._halves(self.inputs._tensor)
        for k in range(2):
            self._add(self.dW_input[k], xp.matmul(D[k], x[k].T))
        if self.deltas is not None:
            grads = [xp.matmul(self.W_input[k]._tensor.T, D[k]) for k in range(2)]
            grad = xp.concatenate(grads) if self.split_inputs else grads[0] + grads[1]
            target = self.deltas._tensor
            grad = grad.reshape(target.shape)
            target[...] = alpha * grad + beta * target if beta else alpha * grad
        return self.deltas

    def _through_inputs(self, D):
        """Set the biases' gradients; return the gradients at the products with the inputs."""
        for k in range(2):
            self._add(self.db[k], D[k].sum(axis=1, keepdims=True))
        return D

    def _add(self, target, value):
        if self.acc_on:
            target._tensor[...] += value
        else:
            target._tensor[...] = value


class BiLSTM(BiRNN):
    """Two LSTM, one forward and one backward in time, stacked."""

    cell_cls = LSTMCell
    needs_gate = True

    def __init__(
        self, output_size, init, init_inner=None, activation=None, gate_activation=None, reset_cells=False,
        split_inputs=False, name=None,
    ):  # fmt: skip
        ParameterLayer.__init__(self, init, name)
        self._setup(output_size, init_inner, activation, gate_activation, reset_cells)
        self.split_inputs = split_inputs


class BiBNRNN(BiRNN):
    """BiRNN whose products with the inputs are batch-normalised over batch and steps, each direction by itself."""

    cell_cls = SimpleCell

    def __init__(
        self, output_size, init, init_inner=None, activation=None, reset_cells=False, split_inputs=False, name=None
    ):
        ParameterLayer.__init__(self, init, name)
        self._setup(output_size, init_inner, activation, None, reset_cells)
        self.split_inputs = split_inputs
        self.rho, self.eps = 0.90, 0.001
        self.beta = self.gamma = None
        self.bn_states = [[], []]

    def allocate(self, shared_outputs=None, accumulate_updates=False):
        """Make the parameters of the normalisation too."""
        super().allocate(shared_outputs, accumulate_updates)
        be, shape = self.be, (2 * self.nout, 1)
        if self.beta is None:
            self.beta, self.gamma = be.zeros(shape), be.ones(shape)
            self.gmean, self.gvar = be.zeros(shape), be.zeros(shape)
        self.grad_beta, self.grad_gamma = be.zeros(shape), be.zeros(shape)
        self.xsum, self.xvar = be.zeros(shape), be.zeros(shape)

    def _gate_inputs(self, x, inference):
        parts = self._halves(x)
        xp = self.be.xp
        both = xp.concatenate([xp.matmul(self.W_input[k]._tensor, parts[k]) for k in range(2)])
        self.bn_in = self.be.tensor_cls(self.be, ary=both)
        out = self.be.tensor_cls(self.be, ary=xp.empty_like(both))
        self.be.compound_fprop_bn(
            self.bn_in, self.xsum, self.xvar, self.gmean, self.gvar, self.gamma, self.beta, out,
            self.eps, self.rho, True, 0.0, inference=inference,
        )  # fmt: skip
        halves = out._tensor[: self.nout], out._tensor[self.nout :]
        return [halves[k] + self.b[k]._tensor for k in range(2)]

    def _through_inputs(self, D):
        super()._through_inputs(D)
        both = self.be.tensor_cls(self.be, ary=self.be.xp.concatenate(D))
        self.be.compound_bprop_bn(
            both, self.grad_gamma, self.grad_beta, both, self.bn_in, self.xsum, self.xvar, self.gamma, self.eps
        )
        return [both._tensor[: self.nout], both._tensor[self.nout :]]

    def get_params(self):
        """((W, dW), states), and those of beta and gamma."""
        return [
            ((self.W, self.dW), self.states),
            ((self.beta, self.grad_beta), self.bn_states[0]),
            ((self.gamma, self.grad_gamma), self.bn_states[1]),
        ]

    def saved_params(self):
        """W, gamma, beta and running statistics."""
        return {name: getattr(self, name).get() for name in ("W", "beta", "gamma", "gmean", "gvar")}

    def saved_states(self):
        """The optimizer's states of W, beta and gamma."""
        groups = (self.states, *self.bn_states)
        return [[np.array(state.get()) for state in states] for states in groups]

    def set_states(self, pdict):
        """Set the optimizer states of W, beta and gamma."""
        for states, saved in zip((self.states, *self.bn_states), pdict["states"], strict=False):
            self._load_states(states, saved)


class BiSum(Layer):
    """Adds the two directions of a BiRNN: (2 · n, steps) → (n, steps)."""

    owns_delta = True

    def configure(self, in_obj):
        """Learn the shape. Returns self."""
        super().configure(in_obj)
        features, steps = self.in_shape
        if features % 2:
            raise ValueError(f"{self.name} adds two halves, but there are {features} features")
        self.out_shape = (features // 2, steps)
        return self

    def fprop(self, inputs, inference=False):
        """Return forward + backward."""
        self.inputs = inputs
        half = inputs.shape[0] // 2
        self.outputs[:] = inputs[:half] + inputs[half:]
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Return the error for both halves."""
        if self.deltas is not None:
            half = error.shape[0]
            for part in (slice(0, half), slice(half, None)):
                self.deltas[part] = alpha * error + beta * self.deltas[part] if beta else alpha * error
        return self.deltas


class DeepBiRNN(list):
    """A list of `depth` BiRNN layers (BiBNRNN with batch_norm), from the second on with split inputs.

    Args:
        bi_sum: add the directions after each layer instead of splitting.
    """

    def __init__(
        self, nout, init, init_inner=None, activation=None, reset_cells=False, depth=1, batch_norm=False, bi_sum=False
    ):
        super().__init__()
        if depth < 1:
            raise ValueError(f"depth must be 1 or more, got {depth}")
        for number in range(depth):
            cls = BiBNRNN if batch_norm else BiRNN
            split = number > 0 and not bi_sum
            self.append(cls(nout, init, init_inner, activation, reset_cells, split_inputs=split))
            if bi_sum:
                self.append(BiSum())


class DeepBiLSTM(list):
    """A list of `depth` BiLSTM layers, from the second on with split inputs."""

    def __init__(self, nout, init, init_inner=None, activation=None, gate_activation=None, reset_cells=False, depth=1):
        super().__init__()
        if depth < 1:
            raise ValueError(f"depth must be 1 or more, got {depth}")
        for number in range(depth):
            self.append(
                BiLSTM(nout, init, init_inner, activation, gate_activation, reset_cells, split_inputs=number > 0)
            )
