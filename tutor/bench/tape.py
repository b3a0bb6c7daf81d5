"""Reverse-mode differentiation in NumPy and double precision: what every framework's result is held against.

It shares no code with any of them. Arrays are batch first, images (N, C, H, W).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Pull = Callable[[Array], Array]


class Node:
    """A value, and for each node it came from how a gradient goes back to it."""

    def __init__(self, value: Any, sources: Sequence[tuple[Node, Pull]] = ()) -> None:
        self.value: Array = np.asarray(value, dtype=np.float64)
        self.sources = tuple(sources)

    def __matmul__(self, other: Node) -> Node:
        a, b = self.value, other.value
        return Node(a @ b, [(self, lambda g: g @ b.T), (other, lambda g: a.T @ g)])

    def __add__(self, other: Node) -> Node:
        a, b = self.value, other.value
        return Node(a + b, [(self, lambda g: _fitted(g, a)), (other, lambda g: _fitted(g, b))])

    def __mul__(self, other: Node) -> Node:
        a, b = self.value, other.value
        return Node(a * b, [(self, lambda g: _fitted(g * b, a)), (other, lambda g: _fitted(g * a, b))])

    def __getitem__(self, place: Any) -> Node:
        """Basic slices, or one index array for each axis without repeated places."""

        def back(gradient: Array) -> Array:
            out = np.zeros_like(self.value)
            out[place] = gradient
            return out

        return Node(self.value[place], [(self, back)])

    def transposed(self) -> Node:
        """The matrix with rows for columns."""
        return Node(self.value.T, [(self, lambda g: g.T)])

    def reshaped(self, *shape: int) -> Node:
        """The same values in another shape."""
        return Node(self.value.reshape(shape), [(self, lambda g: g.reshape(self.value.shape))])


def gradients(loss: Node, of: Sequence[Node]) -> list[Array]:
    """Return the gradient of a scalar `loss` with respect to each node of `of`."""
    order: list[Node] = []
    seen: set[int] = set()
    stack = [(loss, False)]
    while stack:
        node, done = stack.pop()
        if done:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((source, False) for source, _ in node.sources)
    found: dict[int, Array] = {id(loss): np.ones_like(loss.value)}
    for node in reversed(order):
        for source, pull in node.sources:
            found[id(source)] = found.get(id(source), 0.0) + pull(found[id(node)])
    return [found[id(node)] for node in of]


def relu(x: Node) -> Node:
    """max(x, 0); the gradient at 0 is 0."""
    return Node(np.maximum(x.value, 0), [(x, lambda g: g * (x.value > 0))])


def tanh(x: Node) -> Node:
    """The hyperbolic tangent."""
    y = np.tanh(x.value)
    return Node(y, [(x, lambda g: g * (1 - y * y))])


def sigmoid(x: Node) -> Node:
    """1 / (1 + e^−x)."""
    y = 1 / (1 + np.exp(-x.value))
    return Node(y, [(x, lambda g: g * y * (1 - y))])


def softmax(x: Node) -> Node:
    """Each row's exponentials over their sum."""
    e = np.exp(x.value - x.value.max(axis=1, keepdims=True))
    y = e / e.sum(axis=1, keepdims=True)
    return Node(y, [(x, lambda g: y * (g - (g * y).sum(axis=1, keepdims=True)))])


def cross_entropy(logits: Node, labels: NDArray[Any]) -> Node:
    """The mean over rows of −log softmax at the label; logits (N, classes), labels (N,)."""
    rows = np.arange(len(labels))
    shifted = logits.value - logits.value.max(axis=1, keepdims=True)
    log_total = np.log(np.exp(shifted).sum(axis=1))
    onehot = np.zeros_like(shifted)
    onehot[rows, labels] = 1
    share = np.exp(shifted - log_total[:, None])
    return Node((log_total - shifted[rows, labels]).mean(), [(logits, lambda g: g * (share - onehot) / len(labels))])


def half_mean_square(x: Node) -> Node:
    """Half the mean of all squares."""
    return Node((x.value**2).mean() / 2, [(x, lambda g: g * x.value / x.value.size)])


def convolution(x: Node, w: Node) -> Node:
    """Cross-correlation without padding, stride 1: x (N, C, H, W), w (K, C, R, S) → (N, K, H−R+1, W−S+1)."""
    n, c, _, _ = x.value.shape
    k, _, r, s = w.value.shape
    windows = np.lib.stride_tricks.sliding_window_view(x.value, (r, s), axis=(2, 3))
    p, q = windows.shape[2:4]
    columns = windows.transpose(0, 2, 3, 1, 4, 5).reshape(n * p * q, c * r * s)
    y = (columns @ w.value.reshape(k, -1).T).reshape(n, p, q, k).transpose(0, 3, 1, 2)

    def to_w(g: Array) -> Array:
        return (g.transpose(1, 0, 2, 3).reshape(k, -1) @ columns).reshape(w.value.shape)

    def to_x(g: Array) -> Array:
        each = (g.transpose(0, 2, 3, 1).reshape(-1, k) @ w.value.reshape(k, -1)).reshape(n, p, q, c, r, s)
        out = np.zeros_like(x.value)
        for i in range(r):
            for j in range(s):
                out[:, :, i : i + p, j : j + q] += each[:, :, :, :, i, j].transpose(0, 3, 1, 2)
        return out

    return Node(y, [(x, to_x), (w, to_w)])


def max_pool(x: Node) -> Node:
    """The largest of each 2×2 window, without overlap; x (N, C, H, W) with even H and W."""
    n, c, h, w = x.value.shape
    tiles = x.value.reshape(n, c, h // 2, 2, w // 2, 2).transpose(0, 1, 2, 4, 3, 5).reshape(n, c, h // 2, w // 2, 4)
    first = np.eye(4)[tiles.argmax(axis=-1)]

    def back(g: Array) -> Array:
        spread = (first * g[..., None]).reshape(n, c, h // 2, w // 2, 2, 2)
        whole: Array = spread.transpose(0, 1, 2, 4, 3, 5).reshape(x.value.shape)
        return whole

    return Node(tiles.max(axis=-1), [(x, back)])


def _fitted(gradient: Array, to: Array) -> Array:
    """Sum a gradient over the axes along which a value was broadcast."""
    gradient = gradient.sum(axis=tuple(range(gradient.ndim - to.ndim)))
    for axis, size in enumerate(to.shape):
        if size == 1 and gradient.shape[axis] != 1:
            gradient = gradient.sum(axis=axis, keepdims=True)
    return gradient
