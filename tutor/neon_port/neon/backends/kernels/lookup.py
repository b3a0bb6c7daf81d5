"""Kernels of look-up tables, binary layers and detection."""

import numpy as np


class LookupKernels:
    """Mix-in of the backends."""

    def compound_bprop_lut(self, nin, inputs, error, error_t, dW, pad_idx, alpha=1.0, beta=0):
        """dW (vocab, dim) = alpha · sum of the errors (dim, positions) of each word + beta · dW."""
        xp = self.xp
        words = inputs._tensor.reshape(-1).astype(np.int64)
        rows = error._tensor.T
        target = dW._tensor
        target[...] = beta * target if beta else 0
        if xp is np:
            order = np.argsort(words, kind="stable")
            ordered = words[order]
            starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
            target[ordered[starts]] += alpha * np.add.reduceat(rows[order], starts, axis=0)
        else:
            xp.add.at(target, words, alpha * rows)
        if pad_idx is not None:
            target[pad_idx] = 0
        return dW

    def Relu(self, ary, out=None):
        """max(ary, 0) of a NumPy array."""
        return self.xp.maximum(ary, 0, out=out)

    def binarize(self, ary, out, stochastic=True):
        """Round to ±1: by sign, or (stochastic, drawn from np.random) up with probability clip((x + 1) / 2)."""
        array = ary._tensor if hasattr(ary, "_tensor") else ary
        if stochastic:
            chance = self.xp.clip((array + 1) / 2, 0, 1)
            out._tensor[...] = self.xp.where(self.xp.asarray(np.random.random(array.shape)) < chance, 1, -1)
        else:
            out._tensor[...] = self.xp.where(array < 0, -1, 1)
        return out

    def xnor_compound_dot(self, A, B, C, beta=0.0, bsum=None):
        """C = A · B + beta · C for matrices of ±1: the plain product here, bits counted on a GPU."""
        return self.compound_dot(A, B, C, beta=beta, bsum=bsum)

    def nms(self, detections, threshold, normalized=False):
        """Non-maximum suppression of boxes (count, 5): x1, y1, x2, y2, score, best score first.

        Returns:
            list of the numbers of the boxes that stay: none overlaps a better one by more than `threshold`.
        """
        boxes = detections.get() if hasattr(detections, "get") else np.asarray(detections)
        offset = 0.0 if normalized else 1.0
        x1, y1, x2, y2 = (boxes[:, i] for i in range(4))
        areas = (x2 - x1 + offset) * (y2 - y1 + offset)
        left, kept = np.arange(len(boxes)), []
        while left.size:
            best, rest = left[0], left[1:]
            kept.append(int(best))
            width = np.minimum(x2[best], x2[rest]) - np.maximum(x1[best], x1[rest]) + offset
            height = np.minimum(y2[best], y2[rest]) - np.maximum(y1[best], y1[rest]) + offset
            shared = np.maximum(width, 0) * np.maximum(height, 0)
            left = rest[shared / (areas[best] + areas[rest] - shared) <= threshold]
        return kept
