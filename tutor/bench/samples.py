"""What a run gathers, and what it comes to: medians with intervals, shares of the peak, memory."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from progress.benchmarks import WHAT, Failure, Memory, Timing, Variant
from tutor.bench import interval
from tutor.bench.workloads import BY_NAME

ORDER = tuple(WHAT)
Key = tuple[str, str, Variant]  # workload, framework, variant


@dataclass
class Samples:
    """Seconds, the processor's too, by workload, framework and variant; what was unequal, noted, failed; bytes."""

    seconds: dict[Key, list[float]] = field(default_factory=lambda: defaultdict(list))
    processor: dict[Key, list[float]] = field(default_factory=lambda: defaultdict(list))
    unequal: dict[Key, float] = field(default_factory=dict)
    notes: dict[Key, str] = field(default_factory=dict)
    imported: dict[tuple[str, Variant], list[int]] = field(default_factory=lambda: defaultdict(list))
    peaks: dict[tuple[str, Variant], list[int]] = field(default_factory=lambda: defaultdict(list))
    failures: list[Failure] = field(default_factory=list)

    def failed(self, key: Key, why: str) -> None:
        """Note that a framework did not finish a workload; times of it that there are no longer count."""
        workload, framework, variant = key
        self.seconds.pop(key, None)
        if all((f.workload, f.framework, f.variant) != key for f in self.failures):
            self.failures.append(Failure(workload=workload, framework=framework, variant=variant, why=why))

    def peak_flops(self) -> float:
        """Return the most additions and multiplications a second that any repeat of any matmul reached; 0 for none."""
        best = [min(times) for (workload, _, _), times in self.seconds.items() if workload == "matmul" and times]
        return BY_NAME["matmul"].flops / min(best) if best else 0.0

    def timings(self) -> tuple[Timing, ...]:
        """Return a timing for each workload, framework and variant that was measured, in the order of the suite."""
        peak = self.peak_flops()
        keys = sorted((key for key, times in self.seconds.items() if times), key=lambda key: ORDER.index(key[0]))
        return tuple(self._timing(key, peak) for key in keys)

    def _timing(self, key: Key, peak: float) -> Timing:
        workload, framework, variant = key
        middle = interval.of(self.seconds[key])
        flops = BY_NAME[workload].flops if workload in BY_NAME else 0.0
        notes = [self.notes.get(key, "")]
        if key in self.unequal:
            notes.append(f"off by {self.unequal[key]:.2g} of the largest change")
        return Timing(
            workload=workload,
            framework=framework,
            variant=variant,
            repeats=len(self.seconds[key]),
            median_s=middle.value,
            low_s=middle.low,
            high_s=middle.high,
            equal=key not in self.unequal,
            achieved=flops / middle.value / peak if flops and peak else None,
            note="; ".join(filter(None, notes)),
            cpu_s=interval.of(self.processor[key]).value if self.processor[key] else None,
        )

    def memory(self) -> tuple[Memory, ...]:
        """Return the memory of each framework and variant that was measured."""
        found = []
        for (framework, variant), peaks in self.peaks.items():
            middle = interval.of(peaks)
            found.append(
                Memory(
                    framework=framework,
                    variant=variant,
                    repeats=len(peaks),
                    imported_bytes=int(interval.of(self.imported[framework, variant]).value),
                    peak_bytes=int(middle.value),
                    low_bytes=int(middle.low),
                    high_bytes=int(middle.high),
                )
            )
        return tuple(found)
