"""What runs of `dltutor bench` measured, as frozen values; each run is one `benchmarked` event in the log."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import Literal

import msgspec

from progress.store import Log

Variant = Literal["idiomatic", "compiled"]
FEW = 6
"""Repeats below which no interval by order statistics holds the median 95 times in 100."""
SUITE = 1
"""The version of the workloads: times of different suites are not comparable."""

WHAT = {
    "matmul": "product of two 1024×1024 matrices",
    "mlp": "MLP 784-512-256-10, training step on 128 images",
    "convnet": "two 5×5 convolutions with pooling, training step on 64 images",
    "lstm": "LSTM of 128 over 32 steps, training step on 32 sequences",
    "attention": "self-attention over a sequence of 256×128, training step",
    "autoencoder": "autoencoder 784-128-32-128-784, epoch of 1,024 images",
    "pipeline": "pass over 8,192 images in batches of 128",
    "dqn": "DQN 8-128-128-4, learning step on 64 of 10,000 transitions",
    "import": "import of the framework in a fresh process",
    "first_step": "from making the MLP to its first step's end, in a fresh process",
}
"""What each workload of the suite is, in its order."""
COMPILERS = {"pytorch": "torch.compile", "tensorflow": "tf.function"}
"""What makes a framework's compiled variant; its other one is eager."""


class Hardware(msgspec.Struct, frozen=True, kw_only=True):
    """The machine: the CPU's name, the cores that this process may use, memory in GiB, the GPU's name if it has one."""

    cpu: str
    cores: int
    memory_gib: float
    gpu: str | None = None


class Timing(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds of one step (or epoch, pass, import) of a workload: median of `repeats`, and its interval.

    `equal`: the result agreed with the reference within the tolerance before the clock ran. `achieved` is the share
    of the machine's measured matmul peak; None where floating-point operations are not what counts. `note` is what
    must be read with the figure, empty as a rule. With fewer than six repeats `low_s` and `high_s` are their range.
    `cpu_s` is the median of the processor's seconds, all threads together: on a busy machine less is wrong with it.
    """

    workload: str
    framework: str
    variant: Variant
    repeats: int
    median_s: float
    low_s: float
    high_s: float
    equal: bool
    achieved: float | None = None
    note: str = ""
    cpu_s: float | None = None


class Memory(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes of main memory of a fresh process: once the framework is imported, and at most while training the MLP.

    Medians over `repeats` processes; `low_bytes` and `high_bytes` are the interval of the peak's.
    """

    framework: str
    variant: Variant
    repeats: int
    imported_bytes: int
    peak_bytes: int
    low_bytes: int
    high_bytes: int


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A workload that a framework did not finish, and why."""

    workload: str
    framework: str
    variant: Variant
    why: str


class Benchmark(msgspec.Struct, frozen=True, kw_only=True):
    """One run. `device` is "cpu" or "gpu"; `left_out` says why a framework that was asked for is not in it.

    `load` is the machine's load average over a minute before the run began, None where the system has none:
    well above 0 other programs took part. `order` is how repeats of frameworks followed one another.
    """

    suite: int = SUITE
    device: str
    threads: int
    hardware: Hardware
    versions: dict[str, str]
    matmul_peak_gflops: float
    results: tuple[Timing, ...]
    memory: tuple[Memory, ...] = ()
    failures: tuple[Failure, ...] = ()
    left_out: dict[str, str] = {}
    load: float | None = None
    order: str = "interleaved"
    quick: bool = False

    def timing(self, workload: str, framework: str, variant: Variant = "idiomatic") -> Timing | None:
        """Return one figure; None if it was not measured."""
        wanted = (workload, framework, variant)
        return next((row for row in self.results if (row.workload, row.framework, row.variant) == wanted), None)


class Recorded(msgspec.Struct, frozen=True):
    """A run out of the log, and when it ended; None where that is not to be said."""

    at: datetime | None
    benchmark: Benchmark


def latest(log: Log) -> Recorded | None:
    """Return the last run in a log; None without one of this suite that can be read. Raises a ProgressError."""
    with log.reader() as connection:
        if connection is None:
            return None
        rows = connection.execute("SELECT utc, payload FROM events WHERE type = 'benchmarked' ORDER BY seq DESC")
        for utc, payload in rows:
            if msgspec.json.decode(payload, type=_Suite).suite != SUITE:
                continue
            with suppress(msgspec.ValidationError):  # out of another version of the tutor
                return Recorded(datetime.fromtimestamp(utc / 1e9, UTC), msgspec.json.decode(payload, type=Benchmark))
    return None


class _Suite(msgspec.Struct):
    suite: int = 0
