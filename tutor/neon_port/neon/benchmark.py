"""Timing of models: `Benchmark(model).time(…)` and a table of statistics."""

import numpy as np

from neon.log import logger


class Benchmark:
    """Times the passes of a model.

    Args:
        model: the model.
    """

    def __init__(self, model):
        self.model = model

    def time(self, dataset, cost=None, optimizer=None, niterations=20, inference=False, nskip=2):
        """Return {pass: list of milliseconds} over minibatches of a dataset.

        Raises:
            ValueError: the dataset is empty. RuntimeError: cost or optimizer are missing and inference is False.
        """
        if dataset is None or (hasattr(dataset, "__len__") and len(dataset) == 0):
            raise ValueError("Benchmark.time needs a dataset with at least one minibatch")
        if not inference and (cost is None or optimizer is None):
            raise RuntimeError("Benchmark.time needs cost and optimizer, or inference=True")
        self.model.initialize(dataset, cost)
        return self.model.time_passes(dataset, inference, optimizer, niterations, nskip)

    @staticmethod
    def print_stats(stats, functions=None, output=logger):
        """Show a table of statistics through `output.display(text)`.

        Args:
            stats: {name: list of numbers}. functions: of an array; mean, median, amin and amax by default.

        Raises:
            ValueError: no stats. TypeError: `output` has no method display.
        """
        if not stats:
            raise ValueError("there are no statistics to show")
        if not hasattr(output, "display"):
            raise TypeError(f"output needs a method display(text), {type(output).__name__} has none")
        named = [(f.__name__, f) for f in functions or ()] or [
            ("mean", np.mean), ("median", np.median), ("amin", np.min), ("amax", np.max),
        ]  # fmt: skip
        lines = [f"{'pass':<16}" + "".join(f"{name.capitalize():>12}" for name, _ in named)]
        for key, values in stats.items():
            lines.append(f"{key:<16}" + "".join(f"{float(function(values)):>12.4f}" for _, function in named))
        output.display("\n".join(lines))
