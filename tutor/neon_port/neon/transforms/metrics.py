"""Metrics: measured on a minibatch, averaged by `model.eval`. They are fractions from 0 to 1, not percent."""

import numpy as np

from neon.transforms.costs import Cost


class Metric(Cost):
    """Base of metrics: subclass it, set `metric_names`, define `__call__(y, t, calcrange)`.

    `calcrange` is the slice of columns that count: in the last, short batch not all do.
    """

    metric_names: list = []

    def __call__(self, y, t, calcrange=slice(0, None)):
        """Return one value for each name: a number, or an array of several."""
        raise NotImplementedError(f"{type(self).__name__} does not define __call__(y, t, calcrange)")

    def _labels(self, y):
        """Class numbers of the columns, as a NumPy array (columns,)."""
        return np.asarray(self.be.to_numpy(y.astensor()._tensor)).argmax(axis=0)


class MultiMetric(Metric):
    """Applies a metric to one of several outputs, of a model with branches or a Multicost.

    Args:
        metric: an object of a metric, for example Accuracy().
        index: which output (and, where targets are a list too, which target).
    """

    def __init__(self, metric, index):
        super().__init__()
        self.metric, self.index = metric, index
        self.metric_names = metric.metric_names

    def __call__(self, y, t, calcrange=slice(0, None)):
        """Return the metric of output `index` (upstream compares the output with itself)."""
        target = t[self.index] if isinstance(t, (list, tuple)) else t
        return self.metric(y[self.index], target, calcrange=calcrange)


class LogLoss(Metric):
    """Mean of −log of the probability given to the right class; y are probabilities, t one-hot."""

    def __init__(self):
        super().__init__()
        self.metric_names = ["LogLoss"]

    def __call__(self, y, t, calcrange=slice(0, None)):
        """Return the mean log loss."""
        return _log_loss(y.astensor().get(), t.astensor().get())[calcrange].mean()


def _log_loss(y, t):
    return -np.log(np.maximum((y * t).sum(axis=0), np.exp(-50.0)))


class TopKMisclassification(Metric):
    """Log loss, error, and the share of columns whose class is not among the k highest outputs."""

    def __init__(self, k):
        super().__init__()
        self.k = k
        self.metric_names = ["LogLoss", "Top1Misclass", f"Top{k}Misclass"]

    def __call__(self, y, t, calcrange=slice(0, None)):
        """Return array([log loss, top-1 error, top-k error])."""
        y, t = y.astensor().get(), t.astensor().get()
        higher = (y > (y * t).sum(axis=0)).sum(axis=0)
        ties = (y == (y * t).sum(axis=0)).sum(axis=0)
        values = (_log_loss(y, t), (y.argmax(axis=0) != t.argmax(axis=0)), _misses(higher, ties, self.k))
        return np.array([value[calcrange].mean() for value in values])


def _misses(higher, ties, k):
    """Share missed when ties for the k places are broken evenly."""
    return 1.0 - np.clip((k - higher) / np.maximum(ties, 1), 0.0, 1.0)


class Misclassification(Metric):
    """Share of columns whose highest output is not the target class.

    Args:
        steps: time steps, for outputs of shape (features, steps · batch).
    """

    def __init__(self, steps=1):
        super().__init__()
        self.steps = steps
        self.metric_names = ["Top1Misclass"]

    def __call__(self, y, t, calcrange=slice(0, None)):
        """Return the error."""
        wrong = self._labels(y) != self._labels(t)
        if self.steps > 1:
            wrong = wrong.reshape(self.steps, -1)
            return np.float32(wrong[:, calcrange].mean())
        return np.float32(wrong[calcrange].mean())


class Accuracy(Metric):
    """Share of columns whose highest output is the target class."""

    def __init__(self):
        super().__init__()
        self.metric_names = ["Accuracy"]

    def __call__(self, y, t, calcrange=slice(0, None)):
        """Return the accuracy."""
        return np.float32((self._labels(y) == self._labels(t))[calcrange].mean())


class PrecisionRecall(Metric):
    """Precision and recall, averaged over the classes.

    Args:
        num_classes: number of classes.
        binarize: y and t are one row of class numbers (or probabilities) instead of one-hot columns.
        epsilon: added to the denominators.
    """

    def __init__(self, num_classes, binarize=False, epsilon=1e-6):
        super().__init__()
        self.num_classes, self.binarize, self.epsilon = num_classes, binarize, epsilon
        self.metric_names = ["Precision", "Recall"]

    def __call__(self, y, t, calcrange=slice(0, None)):
        """Return array([precision, recall])."""
        y, t = y.astensor().get(), t.astensor().get()
        if self.binarize:
            y = (np.arange(self.num_classes)[:, None] == y.argmax(axis=0)).astype(y.dtype)
        y, t = y[:, calcrange], t[:, calcrange]
        hits = (y * t).sum(axis=1)
        precision = hits / (y.sum(axis=1) + self.epsilon)
        recall = hits / (t.sum(axis=1) + self.epsilon)
        return np.array([precision.mean(), recall.mean()])
