"""Pooling of regions of interest (Fast R-CNN)."""
# ruff: noqa: E741 - I and O are upstream's names of inputs and outputs

import numpy as np


class RoiKernels:
    """Mix-in of the backends."""

    def roipooling_fprop(self, I, rois, O, argmax, roi_count, C, H, W, pooled_height, pooled_width, spatial_scale):
        """Max-pool each region of I (C·H·W, N) to pooled_height × pooled_width maps in O (C·ph·pw, regions).

        Args:
            rois: (regions, 5): image number, x1, y1, x2, y2 in pixels before `spatial_scale`.
            argmax: gets the position (in H·W) of each maximum, −1 in empty bins.
        """
        maps = self.to_numpy(I._tensor).reshape(C, H, W, -1)
        regions = self.to_numpy(rois._tensor)
        out = np.zeros((C, pooled_height, pooled_width, O.size // (C * pooled_height * pooled_width)), dtype=maps.dtype)
        where = np.full(out.shape, -1, dtype=np.int32)
        for number in range(roi_count):
            image = int(regions[number, 0])
            for row, column, y1, y2, x1, x2 in _bins(
                regions[number, 1:5] * spatial_scale, H, W, pooled_height, pooled_width
            ):
                if y2 <= y1 or x2 <= x1:
                    continue
                part = maps[:, y1:y2, x1:x2, image].reshape(C, -1)
                best = part.argmax(axis=1)
                out[:, row, column, number] = part[np.arange(C), best]
                where[:, row, column, number] = (y1 + best // (x2 - x1)) * W + x1 + best % (x2 - x1)
        O[:] = out.reshape(O.shape)
        argmax[:] = where.reshape(argmax.shape)

    def roipooling_bprop(self, I, rois, O, argmax, roi_count, C, H, W, pooled_height, pooled_width, spatial_scale):
        """Add the errors I (C·ph·pw, regions) to the places of the maxima in O (C·H·W, N)."""
        error = self.to_numpy(I._tensor).reshape(C, pooled_height * pooled_width, -1)
        where = self.to_numpy(argmax._tensor).reshape(error.shape).astype(np.int64)
        images = self.to_numpy(rois._tensor)[:, 0].astype(np.int64)
        total = np.zeros((C, H * W, O.size // (C * H * W)), dtype=error.dtype)
        for number in range(roi_count):
            channel, place = np.nonzero(where[:, :, number] >= 0)
            np.add.at(total, (channel, where[channel, place, number], images[number]), error[channel, place, number])
        O[:] = total.reshape(O.shape)


def _bins(region, H, W, rows, columns):
    """Yield (row, column, y1, y2, x1, x2) of each bin of a region."""
    x1, y1, x2, y2 = (int(value) for value in np.rint(region))  # halves to even
    height, width = max(y2 - y1 + 1, 1) / rows, max(x2 - x1 + 1, 1) / columns
    for row in range(rows):
        top = min(max(int(np.floor(row * height)) + y1, 0), H)
        bottom = min(max(int(np.ceil((row + 1) * height)) + y1, 0), H)
        for column in range(columns):
            left = min(max(int(np.floor(column * width)) + x1, 0), W)
            right = min(max(int(np.ceil((column + 1) * width)) + x1, 0), W)
            yield row, column, top, bottom, left, right
