"""The recurrent cells on plain arrays: one direction in time, all gates of a step in one matrix product.

Arrays are (features, steps · batch), time first: step t is the columns [t · batch, (t + 1) · batch). A cell
computes one step after the other along `steps`, a list of column slices in the direction of time.
"""

import numpy as np

from neon.backends.operations import elementwise


class Slopes:
    """An activation on arrays: forward into an array, and its derivative in terms of the output.

    The transforms that cells use most run without building op-trees.
    """

    def __init__(self, transform, be):
        self.transform, self.be = transform, be
        kind = type(transform).__name__ if type(transform).__module__.startswith("neon.") else ""
        self.kind = kind if kind in ("Tanh", "Logistic", "Identity") or self._plain_rectlin(kind) else ""
        self.sigmoid = elementwise(be.xp)["sig"]

    def _plain_rectlin(self, kind):
        return kind == "Rectlin" and self.transform.slope == 0

    def forward(self, x):
        """Overwrite the array with the activation of it."""
        xp = self.be.xp
        if self.kind == "Tanh":
            xp.tanh(x, out=x)
        elif self.kind == "Logistic":
            self.sigmoid(x, None, x)
        elif self.kind == "Rectlin":
            xp.maximum(x, 0, out=x)
        elif not self.kind:
            self.be.assign(x, self._tree(self.transform(self._tensor(x.copy()))))

    def slope(self, y):
        """Return the derivative for an array of outputs: an array or a number."""
        if self.kind == "Tanh":
            return 1.0 - y * y
        if self.kind == "Logistic" and not self.transform.shortcut:
            return y * (1.0 - y)
        if self.kind == "Rectlin":
            return (y > 0).astype(y.dtype)
        slope = self.transform.bprop(self._tensor(y))
        if isinstance(slope, (int, float)):
            return slope
        out = self.be.xp.empty_like(y)
        self.be.assign(out, slope)
        return out

    def _tensor(self, array):
        return self.be.tensor_cls(self.be, ary=array)

    @staticmethod
    def _tree(value):
        return value


class SimpleCell:
    """h_t = act(W_recur · h_{t−1} + input_t)."""

    gates = 1
    counts_first = False
    """Whether the state before the first step belongs to the gradient (it came from an encoder), or was carried
    over from the minibatch before and is left out, as upstream does."""

    def __init__(self, be, nout, activation, gate_activation=None):
        self.be, self.nout = be, nout
        self.act = Slopes(activation, be)
        self.gate = Slopes(gate_activation, be) if gate_activation is not None else None

    @property
    def xp(self):
        """The backend's array module."""
        return self.be.xp

    def start(self, batch, dtype):
        """State before the first step: zeros."""
        return (self.xp.zeros((self.nout, batch), dtype=dtype),)

    def forward(self, inputs, W, state, steps, H):
        """Fill H (nout, columns) from the gates' inputs (gates · nout, columns). Returns the last state."""
        (h,) = self.first = state
        self.H = H
        for step in steps:
            out = self.xp.matmul(W, h)
            out += inputs[:, step]
            self.act.forward(out)
            H[:, step] = h = out
        return (h,)

    def backward(self, error, W, steps, D, last=None):
        """Fill D (gates · nout, columns), the gradient of the gates' inputs, from the error (nout, columns).

        `last` is the gradient that reaches the state after the last step. Returns that of the state before the
        first.
        """
        later = None if last is None else last[0]
        for step in reversed(steps):
            total = error[:, step] if later is None else error[:, step] + later
            D[:, step] = total * self.act.slope(self.H[:, step])
            later = self.xp.matmul(W.T, D[:, step])
        return (later,)

    def recurrent_gradient(self, D, steps):
        """Gradient of W_recur (gates · nout, nout)."""
        return self._with_previous(D, steps)

    def _with_previous(self, D, steps):
        total = product_with_previous(self.xp, D, self.H, steps)
        if self.counts_first:
            total += self.xp.matmul(D[:, steps[0]], self.first[0].T)
        return total


def product_with_previous(xp, D, H, steps):
    """Sum over the steps, from the second on, of D_t · h_{t−1}ᵀ."""
    if len(steps) == 1:
        return xp.zeros((D.shape[0], H.shape[0]), dtype=D.dtype)
    batch = steps[0].stop - steps[0].start
    forward = steps[1].start > steps[0].start
    now, before = (slice(batch, None), slice(0, -batch)) if forward else (slice(0, -batch), slice(batch, None))
    end = len(steps) * batch
    return xp.matmul(D[:, :end][:, now], H[:, :end][:, before].T)


class LSTMCell(SimpleCell):
    """Long short-term memory, gates i, f, o, g: c_t = f·c_{t−1} + i·g, h_t = o·act(c_t)."""

    gates = 4

    def start(self, batch, dtype):
        """State before the first step: h and c, zeros."""
        zeros = self.xp.zeros((self.nout, batch), dtype=dtype)
        return (zeros, zeros.copy())

    def forward(self, inputs, W, state, steps, H):
        """Fill H and keep gates and cells for `backward`. Returns the last (h, c)."""
        xp, n = self.xp, self.nout
        h, c = self.first = state
        self.H, self.G, self.C, self.A = H, [], [], []
        for step in steps:
            g = xp.matmul(W, h)
            g += inputs[:, step]
            self.gate.forward(g[: 3 * n])
            self.act.forward(g[3 * n :])
            c = g[n : 2 * n] * c
            c += g[:n] * g[3 * n :]
            a = c.copy()
            self.act.forward(a)
            h = g[2 * n : 3 * n] * a
            H[:, step] = h
            self.G.append(g)
            self.C.append(c)
            self.A.append(a)
        return (h, c)

    def backward(self, error, W, steps, D, last=None):
        """Fill D from the error. Returns the gradients of the first h and c."""
        xp, n = self.xp, self.nout
        later, cell = (None, None) if last is None else last
        for t in range(len(steps) - 1, -1, -1):
            g, a, step = self.G[t], self.A[t], steps[t]
            i, f, o, new = (g[k * n : (k + 1) * n] for k in range(4))
            total = error[:, step] if later is None else error[:, step] + later
            grad = total * o * self.act.slope(a)
            if cell is not None:
                grad += cell
            d = xp.empty_like(g)
            d[:n] = grad * new
            d[n : 2 * n] = grad * self._before(t)
            d[2 * n : 3 * n] = total * a
            d[3 * n :] = grad * i
            d[: 3 * n] *= self.gate.slope(g[: 3 * n])
            d[3 * n :] *= self.act.slope(new)
            cell = grad * f
            D[:, step] = d
            later = xp.matmul(W.T, d)
        return later, cell

    def _before(self, t):
        """The cell before step t; 0 where it was carried over from the minibatch before."""
        if t:
            return self.C[t - 1]
        return self.first[1] if self.counts_first else 0


class GRUCell(SimpleCell):
    """Gated recurrent unit, gates r, z, candidate: ĥ = act(in + W_h·(r·h_{t−1})), h_t = z·ĥ + (1 − z)·h_{t−1}."""

    gates = 3

    def forward(self, inputs, W, state, steps, H):
        """Fill H and keep gates for `backward`. Returns the last state."""
        xp, n = self.xp, self.nout
        (h,) = self.first = state
        self.H, self.G, self.R, self.P = H, [], [], []
        for step in steps:
            g = inputs[:, step].copy()
            g[: 2 * n] += xp.matmul(W[: 2 * n], h)
            self.gate.forward(g[: 2 * n])
            reset = g[:n] * h
            g[2 * n :] += xp.matmul(W[2 * n :], reset)
            self.act.forward(g[2 * n :])
            self.P.append(h)
            z = g[n : 2 * n]
            h = z * g[2 * n :] + (1.0 - z) * h
            H[:, step] = h
            self.G.append(g)
            self.R.append(reset)
        return (h,)

    def backward(self, error, W, steps, D, last=None):
        """Fill D from the error. Returns the gradient of the first h."""
        xp, n = self.xp, self.nout
        later = None if last is None else last[0]
        for t in range(len(steps) - 1, -1, -1):
            g, before, step = self.G[t], self.P[t], steps[t]
            r, z, new = g[:n], g[n : 2 * n], g[2 * n :]
            total = error[:, step] if later is None else error[:, step] + later
            d = xp.empty_like(g)
            d[2 * n :] = total * z * self.act.slope(new)
            back = xp.matmul(W[2 * n :].T, d[2 * n :])
            counted = before if t or self.counts_first else 0
            d[:n] = back * counted
            d[n : 2 * n] = total * (new - counted)
            d[: 2 * n] *= self.gate.slope(g[: 2 * n])
            D[:, step] = d
            later = total * (1.0 - z) + back * r + xp.matmul(W[: 2 * n].T, d[: 2 * n])
        return (later,)

    def recurrent_gradient(self, D, steps):
        """Gradient of W_recur: the candidate's part sees r·h_{t−1}, the gates' h_{t−1}."""
        xp, n = self.xp, self.nout
        gates = self._with_previous(D[: 2 * n], steps)
        if not self.counts_first:
            self.R[0] = xp.zeros_like(self.R[0])
        resets = xp.concatenate(self.R if steps[-1].start >= steps[0].start else self.R[::-1], axis=1)
        new = xp.matmul(D[2 * n :, : resets.shape[1]], resets.T)
        return np.concatenate([gates, new]) if xp is np else xp.concatenate([gates, new])
