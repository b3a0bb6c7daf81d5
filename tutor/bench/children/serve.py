"""The loop of a child: one JSON request a line on stdin, one JSON answer a line on what was stdout.

A framework's module has a class `Side` with: `start(device, threads, checkout)` that imports the framework and
returns its version; `sync()`, which waits until the device is done; `wrong()`, why compiling cannot work here or
""; and a method for each workload, `name(given, compiled)`, that returns a Work.
"""

import contextlib
import gc
import importlib
import json
import os
import sys
import time
import traceback


class Child:
    """Answers requests about one framework."""

    def __init__(self, framework):
        self.framework = framework
        self.works = {}
        self.side = None

    def start(self, device, threads, checkout):
        """Import the framework; the seconds are those of what a training program imports."""
        self.side = importlib.import_module("." + self.framework, __package__).Side()
        began = time.perf_counter()
        version = self.side.start(device, threads, checkout)
        return {"import_s": time.perf_counter() - began, "version": version, "bytes": memory("VmRSS")}

    def prepare(self, workload, variant, inputs, steps):
        """Make a workload ready and take its first steps; `first_s` is from making it to the end of the first."""
        import numpy as np

        compiled = variant == "compiled"
        if compiled and self.side.wrong():
            return {"wrong": self.side.wrong()}
        with np.load(inputs) as file:
            given = {name: file[name] for name in file.files}
        began = time.perf_counter()
        work = getattr(self.side, workload)(given, compiled)
        work.step()
        self.side.sync()
        first = time.perf_counter() - began
        for _ in range(steps - 1):
            work.step()
        self.side.sync()
        written = os.path.join(os.path.dirname(inputs), "%s-%s-%s.npz" % (self.framework, workload, variant))
        np.savez(written, **{name: np.asarray(array) for name, array in work.results().items()})
        self.works[workload, variant] = work
        return {"first_s": first, "results": written, "note": work.note}

    def warm(self, workload, variant, seconds):
        """Run until `seconds` are over, at least three steps; return the shortest step's time.

        What lives now is kept out of later collections of garbage, which so take next to no time.
        """
        work, best, end, done = self.works[workload, variant], float("inf"), time.perf_counter() + seconds, 0
        work.rewind()
        while done < 3 or time.perf_counter() < end:
            began = time.perf_counter()
            work.step()
            self.side.sync()
            best, done = min(best, time.perf_counter() - began), done + 1
        gc.collect()
        gc.freeze()
        return {"step_s": best, "bytes": memory("VmHWM")}

    def time(self, workload, variant, steps):
        """Return the seconds of `steps` steps, by the clock and of the processor; garbage is collected outside them.

        Other processes had the caches until now, so short steps begin with one that is not timed.
        """
        work = self.works[workload, variant]
        gc.collect()
        work.rewind()
        if steps > 1:
            work.step()
        self.side.sync()
        gc.disable()
        began, busy = time.perf_counter(), time.process_time()
        for _ in range(steps):
            work.step()
        self.side.sync()
        seconds, processor = time.perf_counter() - began, time.process_time() - busy
        gc.enable()
        return {"s": seconds, "cpu_s": processor}

    def drop(self, workload, variant):
        """Forget a workload."""
        self.works.pop((workload, variant), None)
        gc.unfreeze()
        gc.collect()
        return {}


def memory(field):
    """Return bytes out of this process' status (VmRSS now, VmHWM at most so far), or the peak where there is none."""
    with contextlib.suppress(OSError), open("/proc/self/status") as status:
        for line in status:
            if line.startswith(field + ":"):
                return int(line.split()[1]) * 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def main(arguments):
    """Serve until stdin ends. What a framework prints goes to stderr, so that it cannot break the answers."""
    child = Child(arguments[0])
    sys.path[:0] = arguments[1:]
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = getattr(child, request.pop("op"))(**request)
        except Exception as error:  # noqa: BLE001  the parent names it and goes on
            traceback.print_exc()
            answer = {"error": "%s: %s" % (type(error).__name__, str(error).strip().split("\n")[0])}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
