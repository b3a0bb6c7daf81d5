"""Reverse-mode differentiation of op-trees: gradients are op-trees themselves."""

import numpy as np

from neon.backends.execute import schedule
from neon.backends.gradients import ZERO_GRADIENT, rules
from neon.backends.operand import Operand
from neon.backends.optree import OpTreeNode
from neon.traps import NoGradientError


class Autodiff:
    """Gradients of an op-tree with respect to the tensors in it.

    The gradient is that of the **sum** of the tree's elements, unless `next_error` weighs them. The gradients
    are op-trees over the same tensors: evaluated again after a tensor changed, they give the new gradient.
    Nothing is kept between objects (upstream's cache never lets go of a tree).

    Args:
        op_tree: the expression.
        be: the backend.
        next_error: tensor or op-tree of the expression's shape, the gradient of what follows; ones if None.

    Raises:
        ValueError: next_error has another shape than the expression.
        NoGradientError: the tree holds an operation without a gradient rule; the message names it.
    """

    def __init__(self, op_tree, be, next_error=None):
        if not isinstance(op_tree, OpTreeNode):
            raise TypeError(
                f"Autodiff differentiates an op-tree (an expression of tensors), got {type(op_tree).__name__}"
            )
        if next_error is not None and tuple(next_error.shape) != tuple(op_tree.shape):
            raise ValueError(f"next_error has shape {next_error.shape}, the expression {op_tree.shape}")
        self.op_tree = op_tree
        self.be = be
        self.dtype = be.default_dtype
        self.next_error = be.ones(op_tree.shape) if next_error is None else next_error
        self._gradients = None

    def get_grad_op_tree(self, tensors):
        """Return the gradients with respect to a list of tensors, as op-trees; zeros for a tensor not used.

        Raises:
            TypeError: not a list of tensors.
        """
        if not isinstance(tensors, (list, tuple)) or isinstance(tensors, OpTreeNode):
            raise TypeError("Autodiff takes a list of tensors: ad.get_grad_op_tree([x])")
        if self._gradients is None:
            self._gradients = self._back_propagate()
        return [self._gradient(tensor) for tensor in tensors]

    def _gradient(self, tensor):
        if not isinstance(tensor, Operand) or isinstance(tensor, OpTreeNode):
            raise TypeError(
                f"gradients are taken with respect to tensors, not {type(tensor).__name__}; "
                "be.array(…) makes one before the expression is built"
            )
        found = self._gradients.get(id(tensor))
        if found is not None:
            return found
        return self.be.zeros(tensor.shape) * 1.0

    def _back_propagate(self):
        """Collect the gradient of every tensor in the tree, from the root to the leaves."""
        table = rules(self.be)
        order, _ = schedule(self.op_tree)
        pending = {id(self.op_tree): self.next_error}
        gradients = {}
        for node in reversed(order):
            error = pending.pop(id(node), None)
            op = node[0]["op"]
            if error is None or op in ZERO_GRADIENT:
                continue
            if op not in table:
                raise NoGradientError(
                    f"Autodiff has no gradient for {op!r}. Build the expression from operations that have one "
                    "(for safelog: be.log(be.maximum(x, 1e-20)))."
                )
            for child, share in zip(node[1:], table[op](node, error), strict=False):
                if not isinstance(child, Operand):
                    continue
                share = fit(self.be, share, child.shape)
                if isinstance(child, OpTreeNode):
                    held = pending.get(id(child))
                    pending[id(child)] = share if held is None else held + share
                else:
                    _add(gradients, child, share)
                    if child.base is not None:
                        _add(gradients, child.base, embed(share, child))
        return gradients

    def get_grad_tensor(self, tensors):
        """Return the gradients as new tensors."""
        buffers = [self.be.empty(gradient.shape) for gradient in self.get_grad_op_tree(tensors)]
        self.back_prop_grad(tensors, buffers)
        return buffers

    def get_grad_asnumpyarray(self, tensors):
        """Return the gradients as NumPy arrays."""
        return [tensor.get() for tensor in self.get_grad_tensor(tensors)]

    def back_prop_grad(self, tensors, grad_buffers):
        """Write the gradients into a list of tensors of the same shapes.

        What the gradients share is computed once, and all of them before the first is written.
        """
        if len(tensors) != len(grad_buffers):
            raise ValueError(f"{len(tensors)} tensors and {len(grad_buffers)} gradient buffers: give one for each")
        gradients = self.get_grad_op_tree(tensors)
        trees = [gradient for gradient in gradients if isinstance(gradient, OpTreeNode)]
        arrays = iter(self.be.evaluator.together(trees))
        found = [next(arrays) if isinstance(g, OpTreeNode) else g._tensor for g in gradients]
        for buffer, array in zip(grad_buffers, found, strict=True):
            buffer._tensor[...] = array

    def cleanup(self):
        """Forget the gradients built so far."""
        self._gradients = None


def _add(gradients, tensor, share):
    held = gradients.get(id(tensor))
    gradients[id(tensor)] = share if held is None else held + share


def embed(share, part):
    """Return the gradient of a whole tensor from that of a slice of it: zeros with `share` in the slice's place."""
    whole, view = part.base, part._tensor

    def place(array):
        out = whole.backend.xp.zeros_like(whole._tensor)
        distance = part.raw() - whole.raw()
        target = np.ndarray(view.shape, view.dtype, out.data, distance, view.strides)
        target[...] = array
        return out

    return OpTreeNode.build("embed", share, None, place=place, shape=whole.shape)


def fit(be, share, shape):
    """Sum a gradient over the axes along which an operand of this shape was broadcast."""
    if tuple(share.shape) == tuple(shape):
        return share
    if tuple(shape) == (1, 1) and len(share.shape) == 2:
        return be.sum(share)
    for axis, (have, want) in enumerate(zip(share.shape, shape, strict=False)):
        if have != want and want == 1:
            share = be.sum(share, axis=axis)
    if tuple(share.shape) != tuple(shape):
        share = share + be.zeros(shape)
    return share
