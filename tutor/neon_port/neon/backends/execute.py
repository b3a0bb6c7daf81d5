"""Evaluation of op-trees: one pass over the operations, buffers reused, shared parts computed once.

Large elementwise trees are worked off in bands of rows, so that temporaries stay in the processor's cache.
"""

import numpy as np

from neon.backends.operand import Operand
from neon.backends.operations import FLOAT_RESULT, TRUTH_RESULT, elementwise, reductions
from neon.backends.optree import REDUCTIONS, OpTreeNode

BAND_BYTES = 2**18
SUPPORT = frozenset(("onehot", "transpose", "dot", "assign", "take", "embed"))


class Evaluator:
    """Evaluates op-trees for one array module and default dtype.

    A tree is walked without recursion (its depth is not limited), every node is computed once per evaluation
    however often it appears, and a temporary array is written over by the operation that uses it last.
    """

    def __init__(self, xp, default_dtype):
        self.xp = xp
        self.default_dtype = np.dtype(default_dtype)
        self.elementwise = elementwise(xp)
        self.reductions = reductions(xp)

    def into(self, root, target):
        """Evaluate `root` and write it to the array `target` (NumPy's broadcasting rules)."""
        if root[0]["op"] == "onehot":
            self._onehot(root, target)
            return
        if not (isinstance(root[1], OpTreeNode) or isinstance(root[2], OpTreeNode)):
            self._write_one(root, target)
            return
        order, uses = schedule(root)
        if not self._goes_by_rows(order, target):
            self._write(order, uses, target, None)
            return
        step = max(1, BAND_BYTES * len(target) // target.nbytes)
        for first in range(0, len(target), step):
            rows = slice(first, min(first + step, len(target)))
            self._write(order, dict(uses), target[rows], rows)

    def _goes_by_rows(self, order, target):
        """Whether temporaries are large, and no row of the target (rows, columns) depends on another row of it."""
        if self.xp is not np or target.nbytes < 4 * BAND_BYTES:
            return False
        if target.ndim != 2 or len(target) < 2:
            return False
        if any(node[0]["op"] not in self.elementwise for node in order):
            return False
        leaves = [c._tensor for node in order for c in node[1:] if isinstance(c, Operand) and not isinstance(c, tuple)]
        return all(_fits_rows(leaf, target) for leaf in leaves)

    def together(self, roots):
        """Evaluate several trees, what they share only once. Returns their arrays, which are only to be read."""
        order, uses = schedule(*roots)
        values = self._run(order, uses, None, None)
        return [values[id(root)] for root in roots]

    def _write_one(self, node, target):
        """Compute a node whose operands are all at hand, and write it."""
        a, b = (child._tensor if isinstance(child, Operand) else child for child in node[1:])
        result, _ = self._compute(node, a, b, target, (), None)
        if result is not target:
            target[...] = result

    def _write(self, order, uses, target, rows):
        result = self._run(order, uses, target, rows)[id(order[-1])]
        if result is not target:
            target[...] = result

    def _run(self, order, uses, target, rows):
        """Compute the scheduled nodes, only a slice of their rows if given, the last into `target` if it fits.

        Returns the arrays of those that no other node used up, by id.
        """
        root = order[-1]
        values, fresh = {}, set()
        for node in order:
            out = target if node is root else None
            arrays, spare = [], []
            for child in (node[1], node[2]):
                if not isinstance(child, OpTreeNode):
                    array = child._tensor if isinstance(child, Operand) else child
                    arrays.append(array[rows] if rows and isinstance(child, Operand) and len(array) > 1 else array)
                    continue
                key = id(child)
                arrays.append(values[key])
                uses[key] -= 1
                if uses[key] == 0:
                    del values[key]
                    if key in fresh:
                        spare.append(arrays[-1])
            result, owned = self._compute(node, arrays[0], arrays[1], out, spare, rows)
            values[id(node)] = result
            if owned:
                fresh.add(id(node))
        return values

    def _compute(self, node, a, b, out, spare, rows):
        """Compute one operation. Returns its array and whether it is a temporary of ours."""
        info = node[0]
        op = info["op"]
        if op in self.elementwise:
            shape, dtype = node.shape, self._dtype(op, a, b)
            if rows and shape[0] > 1:
                shape = (rows.stop - rows.start, *shape[1:])
            if out is not None and (out.shape != shape or not self._holds(op, out.dtype, dtype)):
                out = None
            if out is None:
                out = next((s for s in spare if s.shape == shape and s.dtype == dtype), None)
            if out is None:
                out = self.xp.empty(shape, dtype=dtype)
            if not isinstance(a, self.xp.ndarray) and (b is None or not isinstance(b, self.xp.ndarray)):
                a = self.xp.asarray(a, dtype=dtype)
            return self.elementwise[op](a, b, out), True
        if op in REDUCTIONS:
            return self._reduce(op, a, info.get("axis"), out), True
        if op == "dot":
            return self._dot(a, b, out), True
        if op == "transpose":
            return a.swapaxes(-1, -2), False
        if op == "take":
            return self.xp.take(a, info["indices"], axis=info["axis"]), True
        if op == "embed":
            return info["place"](a), True
        if op == "onehot":
            raise ValueError("be.onehot stands alone on the right of an assignment: onehot[:] = be.onehot(idx, axis=0)")
        raise NotImplementedError(f"the CPU backend has no operation {op!r}")

    def _dtype(self, op, a, b):
        """Dtype of an elementwise result: that of the operands, floating where the operation needs it."""
        left, right = getattr(a, "dtype", None), getattr(b, "dtype", None)
        dtype = right if left is None else left
        if dtype is None:
            return self.default_dtype
        if left != right and left is not None and right is not None:
            dtype = np.result_type(left, right)
        if dtype.kind == "f":
            return dtype
        real = isinstance(a, float) or isinstance(b, float)
        return self.default_dtype if real or op in FLOAT_RESULT or op in TRUTH_RESULT or dtype.kind == "b" else dtype

    @staticmethod
    def _holds(op, target, dtype):
        """Whether the result may be computed in the target's own memory without losing digits on the way."""
        return target == dtype or (op in TRUTH_RESULT and target.kind == "f")

    def _reduce(self, op, a, axis, out):
        if not isinstance(a, self.xp.ndarray):
            a = self.xp.full((1, 1), a, dtype=self.default_dtype)
        result = self.reductions[op](a, axis, None)
        return result.astype(self.default_dtype) if op in ("argmax", "argmin") else result

    def _dot(self, a, b, out):
        if out is not None and out.dtype == a.dtype == b.dtype and out.shape == (a.shape[0], b.shape[1]):
            return self.xp.matmul(a, b, out=out)
        return self.xp.matmul(a, b)

    def _onehot(self, node, target):
        """Write ones at the positions that a vector of class numbers names, zeros elsewhere."""
        info = node[0]
        axis = info["axis"]
        indices = info["idx"]._tensor.reshape(-1)
        classes, count = target.shape[axis], target.shape[1 - axis]
        if indices.size != count:
            raise ValueError(
                f"be.onehot of {indices.size} labels into {target.shape} along axis {axis}: {count} labels fit"
            )
        if indices.size and (int(indices.min()) < 0 or int(indices.max()) >= classes):
            wrong = indices[(indices < 0) | (indices >= classes)][0]
            raise IndexError(f"be.onehot: label {int(wrong)} is outside 0 to {classes - 1} ({classes} classes)")
        target[...] = 0
        positions = self.xp.arange(count)
        if axis == 0:
            target[indices, positions] = 1
        else:
            target[positions, indices] = 1


def _fits_rows(leaf, target):
    """Whether an operand has a row (or one for all) for each row of the target, and shares none but that very one."""
    if leaf.ndim != 2 or leaf.shape[0] not in (1, target.shape[0]):
        return False
    same = leaf.shape == target.shape and leaf.strides == target.strides and leaf.ctypes.data == target.ctypes.data
    return same or not np.may_share_memory(leaf, target)


def schedule(*roots):
    """Return the nodes of trees in an order of computation, each once, and how often each is used.

    Each root counts as used once more than by other nodes, by who asks for it.
    """
    order, uses = [], {}
    work = [(root, False) for root in reversed(roots)]
    while work:
        node, ready = work.pop()
        if ready:
            order.append(node)
            continue
        if id(node) in uses:
            uses[id(node)] += 1
            continue
        uses[id(node)] = 1
        work.append((node, True))
        work.extend((child, False) for child in (node[2], node[1]) if isinstance(child, OpTreeNode))
    return order, uses
