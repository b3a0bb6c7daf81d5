"""Histograms of tensors by power of two."""

import numpy as np


class HistogramKernels:
    """Mix-in of the backends: `tensor.hist(tag)` and `be.dump_hist_data()`."""

    def set_hist_buffers(self, hist_bins, hist_offset):
        """Set how many bins a histogram has and the power of two of the first one."""
        self.hist_bins, self.hist_offset = hist_bins, hist_offset
        self.hist_map = {}

    def histogram(self, array, tag):
        """Count the elements of an array by the power of two next to their size; zeros go to the first bin."""
        magnitude = self.xp.abs(array.astype(np.float32)).ravel()
        with np.errstate(divide="ignore"):
            bins = self.xp.rint(self.xp.log2(magnitude)) - self.hist_offset
        bins = self.xp.clip(bins, 0, self.hist_bins - 1).astype(np.int64)
        self.hist_map[tag] = self.xp.bincount(bins, minlength=self.hist_bins).astype(np.int64)

    def dump_hist_data(self):
        """Return (counts as an array (histograms, bins), tags) of what was counted since the last call."""
        tags = list(self.hist_map)
        counts = (
            np.stack([np.asarray(self.to_numpy(self.hist_map[t])) for t in tags])
            if tags
            else np.zeros((0, self.hist_bins))
        )
        self.hist_map = {}
        return counts, tags
