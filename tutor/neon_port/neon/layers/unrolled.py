"""Recurrent, LSTM and GRU: (features, steps · batch) → (output_size, steps · batch)."""

import numpy as np

from neon.layers.base import ParameterLayer
from neon.layers.cells import GRUCell, LSTMCell, SimpleCell
from neon.traps import warn


def fill_gates(init, matrix, gates, nout):
    """Draw the rows of each gate by themselves, as upstream does, so that a seed gives the same weights."""
    for gate in range(gates):
        init.fill(matrix[gate * nout : (gate + 1) * nout])


def sequence_shape(shape, name):
    """Return (features, steps); the width of an image (C, H, W) counts as time.

    Raises:
        ValueError: the shape is no sequence.
    """
    if not isinstance(shape, (tuple, list)) or len(shape) < 2:
        raise ValueError(
            f"{name} needs sequences (features, steps), got the shape {shape}; "
            "give the data iterator lshape=(features, steps)"
        )
    return int(np.prod(shape[:-1])), int(shape[-1])


def get_steps(x, shape):
    """Return views of the steps of a tensor (features, steps · batch) for a layer shape (features, steps)."""
    if not isinstance(shape, (tuple, list)) or len(shape) < 2:
        return [x]
    size = x.shape[1] // shape[1]
    return [x[:, t * size : (t + 1) * size] for t in range(shape[1])]


class Recurrent(ParameterLayer):
    """A simple recurrent layer: h_t = act(W_input · x_t + W_recur · h_{t−1} + b).

    **The state goes on**: the last hidden state of a minibatch is the first of the next one, at inference too,
    unless reset_cells=True.

    Weights: one matrix W ((nin + nout + 1), gates · nout) of which W_input (gates · nout, nin),
    W_recur (gates · nout, nout) and b (gates · nout, 1) are views.

    Args:
        output_size: nout.
        init, init_inner: initializers of W_input and W_recur (init for both if there is one); b starts at 0.
        activation: a transform object, needed.
        reset_cells: begin each minibatch with a state of zeros.
    """

    cell_cls = SimpleCell
    needs_gate = False

    def __init__(self, output_size, init, init_inner=None, activation=None, reset_cells=False, name=None):
        super().__init__(init, name)
        self._setup(output_size, init_inner, activation, None, reset_cells)

    def _setup(self, output_size, init_inner, activation, gate_activation, reset_cells):
        if activation is None or isinstance(activation, type):
            raise ValueError(f"{type(self).__name__} needs activation=, an object such as Tanh()")
        if self.needs_gate and (gate_activation is None or isinstance(gate_activation, type)):
            raise ValueError(f"{type(self).__name__} needs gate_activation=, an object such as Logistic()")
        self.output_size = self.nout = output_size
        self.init_inner = init_inner
        self.activation, self.gate_activation = activation, gate_activation
        self.reset_cells = reset_cells
        self.state = None
        self.g_init = self.init_inner if self.init_inner is not None else self.init
        if getattr(self.init, "name", None) == "Identity":
            warn(f"{type(self).__name__} with IdentityInit is not trained: layers with that initializer are frozen")

    @property
    def gates(self):
        """Number of gates."""
        return self.cell_cls.gates

    def configure(self, in_obj):
        """Learn features and steps. Returns self."""
        super().configure(in_obj)
        self.nin, self.nsteps = sequence_shape(self.in_shape, self.name)
        self.out_shape = (self.nout, self.nsteps)
        if self.weight_shape is None:
            self.weight_shape = (self.nout, self.nin)
        return self

    def allocate(self, shared_outputs=None, accumulate_updates=False):
        """Make buffers, weights and the cell; new buffers begin with a state of zeros."""
        if self.outputs is None:
            self.state = None
        super().allocate(shared_outputs, accumulate_updates)
        if self.cell is None:
            self._make_views()

    cell = None

    def init_params(self, shape):
        """Make W and draw its parts."""
        rows = self.nin + self.nout + 1
        self.W = self.be.zeros((rows, self.gates * self.nout))
        self.dW = self.be.zeros_like(self.W)
        self._make_views()
        fill_gates(self.init, self.W_input, self.gates, self.nout)
        fill_gates(self.g_init, self.W_recur, self.gates, self.nout)

    def _make_views(self):
        if self.dW is None or self.dW.shape != self.W.shape:
            self.dW = self.be.zeros_like(self.W)
        self.W_input, self.W_recur, self.b = self._views(self.W)
        self.dW_input, self.dW_recur, self.db = self._views(self.dW)
        self.cell = self.cell_cls(self.be, self.nout, self.activation, self.gate_activation)

    def _views(self, matrix):
        n, rows = self.gates * self.nout, (self.nin, self.nin + self.nout)
        return (
            matrix[: rows[0]].reshape(n, self.nin),
            matrix[rows[0] : rows[1]].reshape(n, self.nout),
            matrix[rows[1] :].reshape(n, 1),
        )

    def _steps(self, columns):
        size = self.be.bsz
        return [slice(t * size, (t + 1) * size) for t in range(columns // size)]

    def reset(self):
        """Forget the state: the next minibatch begins with zeros."""
        self.state = None

    def fprop(self, inputs, init_state=None, inference=False):
        """Return the hidden states of all steps, (nout, steps · batch).

        Args:
            init_state: tensor (nout, batch) to begin with (a tuple (h, c) for LSTM).
        """
        self.inputs = inputs = self._sequence(inputs)
        if inputs.shape[0] != self.nin:
            raise ValueError(f"{self.name}: inputs have {inputs.shape[0]} features, the layer was built for {self.nin}")
        x, W = inputs._tensor, self.W_input._tensor
        gates = self.be.xp.matmul(W, x)
        gates += self.b._tensor
        self.steps = self._steps(x.shape[1])
        state = self._first_state(init_state, x.dtype)
        self.cell.counts_first = init_state is not None
        self.state = self.cell.forward(gates, self.W_recur._tensor, state, self.steps, self.outputs._tensor)
        return self.outputs

    def _sequence(self, inputs, features=None):
        """View the inputs as (features, steps · batch) if they came as an image."""
        if len(self.in_shape) > 2 and inputs.shape[1] == self.be.bsz:
            return inputs.reshape(features or self.nin, self.nsteps * self.be.bsz)
        return inputs

    def _first_state(self, given, dtype):
        if given is not None:
            given = given if isinstance(given, (tuple, list)) else (given,)
            given = tuple(getattr(part, "_tensor", part) for part in given)
            zeros = self.cell.start(self.be.bsz, dtype)
            return (*given, *zeros[len(given) :])
        if self.state is None or self.reset_cells or self.state[0].shape[1] != self.be.bsz:
            return self.cell.start(self.be.bsz, dtype)
        return self.state

    def bprop(self, error, alpha=1.0, beta=0.0, last=None):
        """Set dW (sum over batch and steps) and return the gradient of the inputs (None in the first layer).

        `last` is the gradient that reaches the last state from elsewhere; `first_gradient` keeps that of the first.
        """
        xp, e = self.be.xp, error._tensor
        D = xp.empty((self.gates * self.nout, e.shape[1]), dtype=e.dtype)
        self.first_gradient = self.cell.backward(e, self.W_recur._tensor, self.steps, D, last)
        x = self.inputs._tensor
        self.gate_deltas = D
        parts = (
            (self.dW_input, xp.matmul(D, x.T)),
            (self.dW_recur, self.cell.recurrent_gradient(D, self.steps)),
            (self.db, D.sum(axis=1, keepdims=True)),
        )
        for target, value in parts:
            if self.acc_on:
                target._tensor[...] += value
            else:
                target._tensor[...] = value
        if self.deltas is not None:
            grad = xp.matmul(self.W_input._tensor.T, D).reshape(self.deltas.shape)
            if alpha != 1.0:
                grad *= alpha
            self.deltas._tensor[...] = grad + beta * self.deltas._tensor if beta else grad
        return self.deltas

    def set_params(self, pdict):
        """Set the weights from {'params': {'W': array}}."""
        super().set_params(pdict)
        if self.in_shape is not None:
            self._make_views()

    @property
    def h_buffer(self):
        """Hidden states of all steps: the outputs."""
        return self.outputs

    @property
    def out_deltas_buffer(self):
        """Gradient of the inputs: the deltas."""
        return self.deltas

    def final_state(self):
        """Hidden state after the last step as a tensor (nout, batch)."""
        return self.be.array(self.state[0])


class LSTM(Recurrent):
    """Long short-term memory with gates in the order i, f, o, g, each with an own block of nout rows.

    c_t = f·c_{t−1} + i·g and h_t = o·act(c_t), where g = act(…) and i, f, o = gate_activation(…).
    Both h and c go on from minibatch to minibatch unless reset_cells=True.

    Args:
        gate_activation: transform object for the gates, needed, for instance Logistic(). The rest as in Recurrent.
    """

    cell_cls = LSTMCell
    needs_gate = True

    @property
    def ifog_buffer(self):
        """Gates of the last fprop, (4 · nout, steps · batch), in the order i, f, o, g."""
        return self.be.array(self.be.to_numpy(self.be.xp.concatenate(self.cell.G, axis=1)))

    @property
    def c_buffer(self):
        """Cells of the last fprop, (nout, steps · batch)."""
        return self.be.array(self.be.to_numpy(self.be.xp.concatenate(self.cell.C, axis=1)))

    @property
    def c_act_buffer(self):
        """Activations of the cells of the last fprop, (nout, steps · batch)."""
        return self.be.array(self.be.to_numpy(self.be.xp.concatenate(self.cell.A, axis=1)))

    def __init__(
        self, output_size, init, init_inner=None, activation=None, gate_activation=None, reset_cells=False, name=None
    ):
        ParameterLayer.__init__(self, init, name)
        self._setup(output_size, init_inner, activation, gate_activation, reset_cells)


class GRU(LSTM):
    """Gated recurrent unit with gates in the order r, z, candidate.

    ĥ = act(W·x + W_h·(r·h_{t−1}) + b), h_t = z·ĥ + (1 − z)·h_{t−1}. Arguments as in LSTM.
    """

    cell_cls = GRUCell

    @property
    def rzhcan_buffer(self):
        """Gates of the last fprop, (3 · nout, steps · batch), in the order r, z, candidate."""
        return self.ifog_buffer

    @property
    def rzhcan_delta_buffer(self):
        """Gradients at the gates' inputs of the last bprop, (3 · nout, steps · batch)."""
        return self.be.array(self.be.to_numpy(self.gate_deltas))
