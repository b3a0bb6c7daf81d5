"""The last benchmark as text: a bar, a median with its interval and a share of the peak for each figure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from progress.benchmarks import COMPILERS, FEW, WHAT, Benchmark, Recorded, Timing, Variant
from progress.report.charts import bar
from progress.report.wording import percent, title_of, visible

EMPTY = "No benchmark has run yet. `dltutor bench` takes some minutes, `dltutor bench --quick` about one."
METHOD = (
    "Median of interleaved repeats with its 95 % interval by order statistics (Conover 1999); in round brackets the "
    "range of fewer than six. It covers chance within this run, not the next machine or version. Per cent: share of "
    "the fastest matmul measured here. Results are compared with a reference before the clock runs."
)
BUSY = 0.5  # load average a core above which other programs are named
_LABEL, _NAME = 25, 13


def parts(recorded: Recorded | None, colors: Mapping[str, str], muted: str, width: int) -> Iterable[Text]:
    """Yield the lines for a width of 40 columns or more; `colors` by framework."""
    if recorded is None:
        yield Text(EMPTY)
        return
    found = recorded.benchmark
    yield from (Text(line, muted) for said in circumstances(recorded) for line in textwrap.wrap(said, width))
    for workload, what in WHAT.items():
        rows = [row for row in found.results if row.workload == workload]
        if rows:
            yield from _heading(workload, what, muted, width)
            yield from _rows(rows, colors, muted, width)
    yield from _memory(found, colors, muted, width)
    yield Text()
    yield from (Text(line, "bold") for said in missing(found) for line in textwrap.wrap(said, width))
    yield from (Text(line, muted) for line in textwrap.wrap(METHOD, width))


def circumstances(recorded: Recorded) -> tuple[str, ...]:
    """Say when and on what it ran, and what to doubt."""
    found, machine = recorded.benchmark, recorded.benchmark.hardware
    where = machine.gpu if found.device == "gpu" and machine.gpu else machine.cpu
    threads = "1 thread" if found.threads == 1 else f"{found.threads} threads"
    day = f"{recorded.at.astimezone():%Y-%m-%d}, " if recorded.at else ""
    lines = [
        f"{day}{found.device.upper()}, {threads}: {visible(where)}, {machine.cores} cores, {machine.memory_gib:g} GiB",
        ", ".join(f"{title_of(name)} {visible(version)}" for name, version in found.versions.items())
        + f"; fastest matmul {found.matmul_peak_gflops:.0f} GFLOP/s",
    ]
    if found.quick:
        lines.append("A quick run: fewer repeats, fewer fresh processes, no torch.compile.")
    if found.load is not None and found.load > BUSY * machine.cores:
        load = f"load {found.load:.1f} on {machine.cores} cores"
        lines.append(f"The machine was busy ({load}): times are too long, and intervals wide.")
    return tuple(lines)


def label(framework: str, variant: Variant) -> str:
    """Name a framework's variant: "PyTorch", "TensorFlow tf.function"."""
    return title_of(framework) + (f" {COMPILERS.get(framework, variant)}" if variant == "compiled" else "")


def seconds(row: Timing) -> str:
    """Write "12.3 ms [10.2, 14.4]", in the unit that suits the median; a mere range as "12.3 ms (10.2–14.4)"."""
    median, spread = in_parts(row)
    return f"{median}, {spread}" if row.repeats == 1 else f"{median} {spread}"


def in_parts(row: Timing) -> tuple[str, str]:
    """Write the median, and its interval, its range or "once"; see `seconds`."""
    scale, unit = next((pair for pair in ((1.0, "s"), (1e3, "ms")) if row.median_s * pair[0] >= 1), (1e6, "µs"))
    value, low, high = (_digits(time * scale) for time in (row.median_s, row.low_s, row.high_s))
    spread = "once" if row.repeats == 1 else f"[{low}, {high}]" if row.repeats >= FEW else f"({low}–{high})"
    return f"{value} {unit}", spread


def note(row: Timing) -> str:
    """What must be read with a figure; a wrong result comes first."""
    return "; ".join(filter(None, ("" if row.equal else "RESULT NOT EQUAL", visible(row.note))))


def missing(found: Benchmark) -> tuple[str, ...]:
    """Say which frameworks were left out and which workloads were not finished."""
    out = [f"{title_of(name)} left out: {visible(why)}" for name, why in found.left_out.items()]
    failed = (f"{label(f.framework, f.variant)}, {f.workload}: {visible(f.why)}" for f in found.failures)
    return (*out, *failed)


def mebibytes(size: int) -> str:
    """Write bytes as "317 MiB"."""
    return f"{size / 2**20:.0f} MiB"


def _heading(name: str, what: str, muted: str, width: int) -> Iterable[Text]:
    first, *more = textwrap.wrap(what, width - _NAME)
    yield Text.assemble("\n", (f"{name:<{_NAME}}", "bold"), (first, muted))
    yield from (Text(" " * _NAME + line, muted) for line in more)


def _rows(rows: list[Timing], colors: Mapping[str, str], muted: str, width: int) -> Iterable[Text]:
    longest = max(row.median_s for row in rows)
    texts = [seconds(row) for row in rows]
    room = max(width - _LABEL - max(22, *map(cell_len, texts)) - 8, 4)
    for row, text in zip(rows, texts, strict=True):
        line = Text(set_cell_size(f"  {label(row.framework, row.variant)}", _LABEL), no_wrap=True)
        line.append(set_cell_size(bar(row.median_s / longest, room), room), style=colors.get(row.framework, ""))
        line.append(f" {text:<22} {percent(row.achieved) if row.achieved else '':>6}")
        yield line
        if said := note(row):
            for written in textwrap.wrap(said, width - 4):
                yield Text(f"    {written}", muted if row.equal else "bold")


def _memory(found: Benchmark, colors: Mapping[str, str], muted: str, width: int) -> Iterable[Text]:
    if found.memory:
        what = "of a fresh process: after the import, and at most in the first MLP steps"
        yield from _heading("memory", what, muted, width)
    for row in found.memory:
        line = Text(set_cell_size(f"  {label(row.framework, row.variant)}", _LABEL), colors.get(row.framework, ""))
        yield line.append(f"{mebibytes(row.imported_bytes)}, at most {mebibytes(row.peak_bytes)}", "default")


def _digits(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
