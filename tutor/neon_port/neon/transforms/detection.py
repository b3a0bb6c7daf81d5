"""Accuracy of an object detector (Fast R-CNN): classes, and boxes within the foreground."""

import numpy as np

from neon.transforms.metrics import Metric


class ObjectDetection(Metric):
    """Class accuracy and smooth-L1 loss of the boxes, for outputs (classes, boxes) and targets with masks."""

    def __init__(self):
        super().__init__()
        self.metric_names = ["Accuracy", "SmoothL1Loss"]

    def __call__(self, y, t, calcrange=slice(0, None)):
        """Return array([accuracy, mean smooth-L1 loss])."""
        classes, boxes = y[0].astensor().get(), y[1].astensor().get()
        target, (box_target, box_mask) = t[0].astensor().get(), t[1]
        accuracy = (classes.argmax(axis=0) == target.argmax(axis=0)).mean()
        difference = np.abs(boxes * box_mask.get() - box_target.get())
        loss = np.where(difference < 1, 0.5 * difference**2, difference - 0.5)
        return np.array([accuracy, loss.sum(axis=0).mean()])
