"""Timing of a model's passes."""

import itertools

import numpy as np


class Profile:
    """Mix-in of Model: `benchmark`."""

    def benchmark(self, dataset, inference=False, cost=None, optimizer=None, niterations=20, nskip=2):
        """Time fprop, bprop and update on minibatches, print a table, return statistics in milliseconds.

        Args:
            inference: time fprop only; else `cost` and `optimizer` are needed.
            niterations: minibatches to time, after `nskip` that do not count.

        Returns:
            dict: pass → {'mean', 'median', 'min', 'max', 'units'}.
        """
        if not inference and (cost is None or optimizer is None):
            raise ValueError("benchmark needs cost and optimizer, or inference=True")
        self.initialize(dataset, cost)
        return _report(self.time_passes(dataset, inference, optimizer, niterations, nskip))

    def time_passes(self, dataset, inference, optimizer, niterations, nskip):
        """Return {pass: list of milliseconds}; the model is initialised."""
        times = {"fprop": []} if inference else {"fprop": [], "bprop": [], "update": [], "iteration": []}
        done = 0
        while done < niterations + nskip:
            dataset.reset()
            for x, t in dataset:
                if done >= niterations + nskip:
                    break
                row = self._timed(x, t, inference, optimizer)
                if done >= nskip:
                    for key, value in row.items():
                        times[key].append(value)
                done += 1
        return times

    def _timed(self, x, t, inference, optimizer):
        be = self.be
        marks = [be.init_mark() for _ in range(4)]
        be.record_mark(marks[0])
        y = self.fprop(x, inference=inference)
        be.record_mark(marks[1])
        if inference:
            return {"fprop": be.get_time(marks[0], marks[1])}
        self.cost.get_cost(y, t)
        self.bprop(self.cost.get_errors(y, t))
        be.record_mark(marks[2])
        optimizer.optimize(self.layers_to_optimize, epoch=0)
        be.record_mark(marks[3])
        spans = [be.get_time(a, b) for a, b in itertools.pairwise(marks)]
        return {"fprop": spans[0], "bprop": spans[1], "update": spans[2], "iteration": sum(spans)}


def _report(times):
    functions = {"mean": np.mean, "median": np.median, "min": np.min, "max": np.max}
    statistics = {}
    print(f"{'pass':<12}" + "".join(f"{name:>12}" for name in functions) + "   (ms)")
    for key, values in times.items():
        statistics[key] = {name: float(function(values)) for name, function in functions.items()}
        print(f"{key:<12}" + "".join(f"{value:>12.3f}" for value in statistics[key].values()))
        statistics[key]["units"] = "ms"
    return statistics
