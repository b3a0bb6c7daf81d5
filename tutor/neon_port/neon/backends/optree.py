"""The lazy op-tree: what arithmetic on tensors builds, to be computed when a result is asked for."""

import numpy as np

from neon.backends.operand import Operand

SYMBOLS = {
    "add": "+", "sub": "-", "mul": "*", "div": "/", "pow": "**", "eq": "==", "ne": "!=",
    "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "dot": "@", "assign": "=",
}  # fmt: skip
REDUCTIONS = frozenset(("sum", "max", "min", "argmax", "argmin"))
ELEMENTWISE_2 = frozenset(
    ("add", "sub", "mul", "div", "pow", "eq", "ne", "lt", "le", "gt", "ge", "maximum", "minimum", "shift")
)


class OpTreeNode(Operand, tuple):
    """A node (op, left, right): op is a dict with at least 'op', the operands tensors, nodes, numbers or None.

    Nothing is computed until `out[:] = node`, `node.asnumpyarray()`, `node.astensor()`, or `out=` in a function
    of the backend. Values are read then, so changing a tensor after the tree is built changes the result.

    Attributes:
        shape: shape of the result, right in every dimension.
    """

    def __new__(cls, *args):
        return tuple.__new__(cls, args)

    @staticmethod
    def build(op, a, b, out=None, **kwargs):
        """Make a node; with `out`, evaluate it into that tensor and return the tensor.

        Raises:
            ValueError: the shapes of the operands do not fit; the message gives both.
        """
        info = {"op": op, **kwargs}
        info["shape"] = _result_shape(op, a, b, kwargs)
        node = tuple.__new__(OpTreeNode, (info, a, b))
        if out is None:
            return node
        out[:] = node
        return out

    _build = build

    @property
    def shape(self):
        """Shape of the result."""
        shape = self[0].get("shape")
        if shape is None:
            shape = self[0]["shape"] = _result_shape(self[0]["op"], self[1], self[2], self[0])
        return shape

    @property
    def size(self):
        """Number of elements of the result."""
        return int(np.prod(self.shape))

    def __len__(self):
        return 3

    def __bool__(self):
        symbol = SYMBOLS.get(self[0]["op"], self[0]["op"])
        raise TypeError(
            f"an op-tree ({symbol}) has no truth value: nothing is computed yet (upstream neon: always true). "
            "Write e.asnumpyarray() and look at the values, for example .all() or .item()."
        )

    __iter__ = tuple.__iter__
    __getitem__ = tuple.__getitem__

    def __str__(self):
        return _infix(self)

    def __repr__(self):
        return f"OpTreeNode({_infix(self)}, shape={self.shape})"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @property
    def T(self):
        """The transpose, as an op-tree."""
        return self.transpose()

    def transpose(self, out=None):
        """Return the transpose as an op-tree, or evaluate it into `out`."""
        return OpTreeNode.build("transpose", self, None, out=out)

    # evaluation ---------------------------------------------------------------------------------------------
    def _backend(self):
        stack = [self]
        while stack:
            node = stack.pop()
            for child in tuple.__iter__(node):
                if isinstance(child, OpTreeNode):
                    stack.append(child)
                elif isinstance(child, Operand):
                    return child.backend
        raise ValueError("this op-tree holds no tensor, so no backend can evaluate it")

    def execute(self):
        """Evaluate: an assignment writes to its left side; any other node comes back as a new tensor."""
        return self._backend().execute(self)

    def astensor(self):
        """Evaluate into a new tensor of the backend's default dtype."""
        backend = self._backend()
        out = backend.empty(self.shape)
        backend.assign(out._tensor, self)
        return out

    def asnumpyarray(self):
        """Evaluate and return the result as a NumPy array of the backend's default dtype."""
        return self.astensor().get()

    def get(self):
        """Evaluate and return the result as a NumPy array, as `asnumpyarray` does."""
        return self.asnumpyarray()

    # inspection ---------------------------------------------------------------------------------------------
    def traverse(self, stack):
        """Append operands and op dicts to the list `stack` in post-order (operands before their operation)."""
        work = [(self, False)]
        while work:
            item, done = work.pop()
            if done:
                stack.append(item[0])
            elif isinstance(item, OpTreeNode):
                work.append((item, True))
                work.extend((child, False) for child in (item[2], item[1]) if child is not None)
            else:
                stack.append(item)
        return stack

    def key(self):
        """Return a hashable key of the structure: operations and which tensors they use."""
        parts = []
        for item in self.traverse([]):
            if isinstance(item, dict):
                parts.append(tuple((k, str(v)) for k, v in sorted(item.items()) if k != "shape"))
            else:
                parts.append(id(item) if isinstance(item, Operand) else item)
        return tuple(parts)

    def intrinsic_key_maps(self):
        """Return the structural key and the map from each tensor to its number in it, in order of first use."""
        numbers, parts = {}, []
        for item in self.traverse([]):
            if isinstance(item, dict):
                parts.append(item["op"])
            elif isinstance(item, Operand):
                parts.append(("tensor", numbers.setdefault(item, len(numbers))))
            else:
                parts.append(item)
        return tuple(parts), numbers

    @staticmethod
    def optree_to_list(optree):
        """Turn a tree into nested lists [op, left, right]."""
        if not isinstance(optree, OpTreeNode):
            return optree
        return [optree[0], OpTreeNode.optree_to_list(optree[1]), OpTreeNode.optree_to_list(optree[2])]

    @staticmethod
    def list_to_optree(l):  # noqa: E741 - upstream's name of the argument
        """Turn nested lists [op, left, right] back into a tree."""
        if not isinstance(l, list):
            return l
        return OpTreeNode(l[0], OpTreeNode.list_to_optree(l[1]), OpTreeNode.list_to_optree(l[2]))

    def pp(self):
        """Return the tree in infix form, for reading."""
        return _infix(self)


def _infix(node):
    if not isinstance(node, OpTreeNode):
        if isinstance(node, Operand):
            return node.name or f"tensor{node.shape}"
        return str(node)
    op, left, right = node
    symbol = SYMBOLS.get(op["op"])
    if symbol and right is not None:
        return f"({_infix(left)} {symbol} {_infix(right)})"
    inside = ", ".join(_infix(part) for part in (left, right) if part is not None)
    axis = f", axis={op['axis']}" if "axis" in op else ""
    return f"{op['op']}({inside}{axis})"


def shape_of(x):
    """Shape of an operand: (1, 1) for a number."""
    return x.shape if isinstance(x, Operand) else (1, 1)


def _result_shape(op, a, b, options):
    if op in ELEMENTWISE_2:
        left, right = shape_of(a), shape_of(b)
        return left if left == right else broadcast(left, right, SYMBOLS.get(op, op))
    if op in REDUCTIONS:
        return _reduced(shape_of(a), options.get("axis"))
    if op == "dot":
        return _product(shape_of(a), shape_of(b))
    if op == "transpose":
        shape = shape_of(a)
        return (*shape[:-2], shape[-1], shape[-2])
    if op == "assign":
        return shape_of(a)
    return options.get("shape") or shape_of(a)


def broadcast(left, right, symbol="elementwise operation"):
    """Shape of the elementwise result of two shapes.

    Raises:
        ValueError: they do not fit.
    """
    if right == (1, 1) and len(left) >= 2:
        return left
    if left == (1, 1) and len(right) >= 2:
        return right
    try:
        return np.broadcast_shapes(left, right)
    except ValueError:
        raise ValueError(
            f"shapes {left} and {right} do not fit for `{symbol}`: each pair of sizes must be equal, or one of them 1"
        ) from None


def _reduced(shape, axis):
    if axis is None:
        return (1,) * len(shape)
    if not -len(shape) <= axis < len(shape):
        raise ValueError(f"there is no axis {axis} in the shape {shape}")
    axis %= len(shape)
    return (*shape[:axis], 1, *shape[axis + 1 :])


def _product(left, right):
    if len(left) != 2 or len(right) != 2 or left[1] != right[0]:
        raise ValueError(
            f"be.dot of shapes {left} and {right}: the columns of the first ({left[-1]}) must be as many as the "
            f"rows of the second ({right[0]})"
        )
    return (left[0], right[1])
