"""A run: fresh processes, results compared, then one repeat of each framework in turn until all have enough."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np

from progress.benchmarks import Benchmark, Variant
from tutor.bench.child import Child, ChildFailed, ChildLost
from tutor.bench.hardware import hardware, load
from tutor.bench.inputs import Arrays
from tutor.bench.plan import SLOW_COMPILERS, Plan
from tutor.bench.samples import Key, Samples
from tutor.bench.workloads import BY_NAME, TOLERANCE, WORKLOADS, Workload
from tutor.worker.launch import Launch

SEED = 20
VARIANTS: tuple[Variant, ...] = ("idiomatic", "compiled")
Tell = Callable[[str], None]


def measure(
    launches: Mapping[str, Launch],
    plan: Plan,
    *,
    device: str = "cpu",
    threads: int = 1,
    left_out: Mapping[str, str] | None = None,
    tell: Tell = lambda _: None,
) -> Benchmark:
    """Run the suite in the given frameworks and return what it measured; `tell` hears what is under way.

    A framework that fails at a workload is named in `failures` and the others go on. When this ends, by an
    interrupt too, every process that it started has ended and its scratch folder is gone.
    """
    busy = load()
    with tempfile.TemporaryDirectory(prefix="dltutor-bench-", ignore_cleanup_errors=True) as folder:
        run = _Run(launches, plan, device, threads, Path(folder), tell)
        run.all()
    return Benchmark(
        device=device,
        threads=threads,
        hardware=hardware(),
        versions=run.versions,
        matmul_peak_gflops=run.samples.peak_flops() / 1e9,
        results=run.samples.timings(),
        memory=run.samples.memory(),
        failures=tuple(run.samples.failures),
        left_out=dict(left_out or {}),
        load=busy,
        quick=not plan.apart,
    )


class _Run:
    """One run's state: the samples so far, and the inputs and expected results of each workload."""

    def __init__(
        self, launches: Mapping[str, Launch], plan: Plan, device: str, threads: int, folder: Path, tell: Tell
    ) -> None:
        self.launches, self.plan, self.device, self.threads = launches, plan, device, threads
        self.folder, self.tell = folder, tell
        self.samples = Samples()
        self.versions: dict[str, str] = {}
        self._expected: dict[tuple[str, int], Arrays] = {}
        self._given_up: set[str] = set()
        self._started = 0

    def all(self) -> None:
        """Measure everything."""
        groups = [[each] for each in WORKLOADS] if self.plan.apart else [list(WORKLOADS)]
        for group in groups:
            with ExitStack() as stack:
                children: dict[str, Child] = {}
                for workload in group:
                    self._fill(children, stack)
                    self._interleaved(workload, children)
        for variant, wanted in (("idiomatic", self.plan.cold - len(groups)), ("compiled", self.plan.cold_compiled)):
            for _ in range(wanted):
                for framework in [each for each in self.launches if each not in self._given_up]:
                    if variant == "idiomatic" or framework != "neon":
                        with ExitStack() as stack:
                            self._fresh(framework, stack, VARIANTS[variant == "compiled"])

    # --- fresh processes ----------------------------------------------------------------------------------------

    def _fill(self, children: dict[str, Child], stack: ExitStack) -> None:
        """Start a process, one after the other, of each framework that has none and could be started before."""
        for framework in self.launches:
            if framework not in children and framework not in self._given_up:
                child = self._fresh(framework, stack, "idiomatic")
                if child is None:
                    self._given_up.add(framework)
                else:
                    children[framework] = child

    def _fresh(self, framework: str, stack: ExitStack, variant: Variant) -> Child | None:
        """Start a process and time its import and first MLP step; None if it cannot do either."""
        self.tell(f"import and first step, {framework}" + (", compiled" if variant == "compiled" else ""))
        self._started += 1
        scratch = self.folder / f"home-{self._started}"
        scratch.mkdir()
        step = "import"
        try:
            child = Child(self.launches[framework], scratch, device=self.device, threads=self.threads)
            stack.callback(child.close)
            answer = child.start(self.plan.limit_s)
            self.versions[framework] = answer["version"] + self._which(framework)
            step = "first_step"
            first = self._prepared(child, BY_NAME["mlp"], variant, 1, ("first_step", framework, variant))
            if first is None:
                return child
            warm = child.ask("warm", self.plan.limit_s, workload="mlp", variant=variant, seconds=0)
            child.ask("drop", self.plan.limit_s, workload="mlp", variant=variant)
        except (ChildFailed, ChildLost) as problem:
            self.samples.failed((step, framework, variant), str(problem))
            return None
        self.samples.seconds["import", framework, "idiomatic"].append(answer["import_s"])
        self.samples.seconds["first_step", framework, variant].append(first)
        self.samples.imported[framework, variant].append(answer["bytes"])
        self.samples.peaks[framework, variant].append(warm["bytes"])
        return child

    def _which(self, framework: str) -> str:
        if framework != "neon":
            return ""
        return " (upstream)" if self.launches[framework].checkout else " (port)"

    # --- one workload -------------------------------------------------------------------------------------------

    def _interleaved(self, workload: Workload, children: dict[str, Child]) -> None:
        """Prepare every framework's variants of a workload, then time them in turn."""
        ready: dict[Key, tuple[Child, int]] = {}
        for framework, child in list(children.items()):
            for variant in self._variants(workload, framework):
                key: Key = (workload.name, framework, variant)
                if framework not in children:
                    self.samples.failed(key, "its process was lost")
                    continue
                self.tell(f"{workload.name}: {framework} {variant}, results compared")
                with self._named(key, children):
                    if self._prepared(child, workload, variant, workload.checked, key) is not None:
                        warm = child.ask(
                            "warm", self.plan.limit_s, workload=workload.name, variant=variant,
                            seconds=self.plan.warm_s,
                        )  # fmt: skip
                        ready[key] = child, max(1, round(self.plan.span_s / warm["step_s"]))
        for turn in range(self.plan.repeats):
            self.tell(f"{workload.name}: repeat {turn + 1} of {self.plan.repeats}")
            for key in _rotated(list(ready), turn):
                child, steps = ready[key]
                with self._named(key, children):
                    if children.get(key[1]) is child:
                        answer = child.ask(
                            "time", self.plan.limit_s, workload=workload.name, variant=key[2], steps=steps
                        )
                        self.samples.seconds[key].append(answer["s"] / steps)
                        self.samples.processor[key].append(answer["cpu_s"] / steps)
                        continue
                ready.pop(key)
        for (_, framework, variant), (child, _) in ready.items():
            with self._named((workload.name, framework, variant), children):
                child.ask("drop", self.plan.limit_s, workload=workload.name, variant=variant)

    def _variants(self, workload: Workload, framework: str) -> tuple[Variant, ...]:
        if framework == "neon" or not workload.compiled:
            return ("idiomatic",)
        if framework in SLOW_COMPILERS and not self.plan.slow_compilers:
            return ("idiomatic",)
        return VARIANTS

    @contextmanager
    def _named(self, key: Key, children: dict[str, Child]) -> Iterator[None]:
        """Name a failure and go on; a child that is lost takes part no more."""
        try:
            yield
        except ChildFailed as problem:
            self.samples.failed(key, str(problem))
        except ChildLost as problem:
            self.samples.failed(key, str(problem))
            children.pop(key[1], None)

    def _prepared(self, child: Child, workload: Workload, variant: Variant, steps: int, key: Key) -> float | None:
        """Make a workload ready and compare its results; return the seconds to the end of its first step.

        None, and a failure that says so, where there is no compiler for it.
        """
        path = self.folder / f"{workload.name}.npz"
        given = self._given(workload, path)
        answer = child.ask(
            "prepare", self.plan.limit_s, workload=workload.name, variant=variant, inputs=str(path), steps=steps
        )
        if "wrong" in answer:
            self.samples.failed(key, answer["wrong"])
            return None
        with np.load(answer["results"]) as file:
            got = {name: file[name] for name in file.files}
        os.unlink(answer["results"])
        if (workload.name, steps) not in self._expected:
            self._expected[workload.name, steps] = workload.expect(given, steps)
        error = workload.disagreement(given, got, self._expected[workload.name, steps])
        if not error <= TOLERANCE[self.device]:
            self.samples.unequal[key] = error
        if answer["note"]:
            self.samples.notes[key] = answer["note"]
        return float(answer["first_s"])

    def _given(self, workload: Workload, path: Path) -> Arrays:
        given = workload.make(np.random.default_rng(SEED))
        if not path.exists():
            np.savez(path, allow_pickle=False, **given)
        return given


def _rotated(keys: list[Key], turn: int) -> list[Key]:
    """The keys, begun by another one each turn, so that no framework always follows the same other."""
    start = turn % len(keys) if keys else 0
    return keys[start:] + keys[:start]
