"""Time the same work in PyTorch, TensorFlow and neon, and print the tables of RESULTS.md.

    python benchmarks/frameworks.py [--quick] [--threads N]     runs the suite of `dltutor bench`; records nothing
    dltutor bench --last --json | python benchmarks/frameworks.py --from -

What the frameworks compute is compared with a reference in NumPy before any clock runs; see tutor/bench.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from progress.benchmarks import WHAT, Benchmark, Recorded, Timing
from progress.report.performance import circumstances, label, mebibytes, missing, note, seconds
from progress.report.wording import percent
from tutor import frameworks
from tutor.bench.measuring import measure
from tutor.bench.plan import FULL, QUICK


def measured(arguments: argparse.Namespace) -> Recorded:
    launches, left_out = {}, {}
    for key in frameworks.ALL:
        found = frameworks.find(key)
        if isinstance(found, frameworks.Missing):
            left_out[key] = found.what
        else:
            launches[key] = frameworks.launch(key)
    plan = QUICK if arguments.quick else FULL
    return Recorded(datetime.now(UTC), measure(launches, plan, threads=arguments.threads, left_out=left_out))


def read(name: str) -> Recorded:
    content = msgspec.json.decode(sys.stdin.read() if name == "-" else Path(name).read_text("utf-8"))
    at = content.get("at")
    return Recorded(datetime.fromisoformat(at) if at else None, msgspec.convert(content, Benchmark))


def cell(row: Timing | None) -> str:
    if row is None:
        return "–"
    share = f", {percent(row.achieved)}" if row.achieved else ""
    return seconds(row) + share + ("" if row.equal else " **not equal**")


def processor(row: Timing | None) -> str:
    if row is None or row.cpu_s is None:
        return "–"
    return seconds(msgspec.structs.replace(row, median_s=row.cpu_s, repeats=1)).removesuffix(", once")


def table(found: Benchmark, heading: str, write: Callable[[Timing | None], str], names: list[str]) -> str:
    order = list(found.versions)
    keys = list(dict.fromkeys((row.framework, row.variant) for row in found.results))
    keys.sort(key=lambda key: (order.index(key[0]), key[1] != "idiomatic"))
    lines = [f"| {heading} | " + " | ".join(label(*key) for key in keys) + " |", "| --- |" + " --- |" * len(keys)]
    for name in names:
        cells = (write(found.timing(name, *key)) for key in keys)
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def markdown(recorded: Recorded) -> str:
    found = recorded.benchmark
    present = [name for name in WHAT if any(row.workload == name for row in found.results)]
    warm = [name for name in present if name not in ("import", "first_step")]
    parts = ["\n".join(f"- {line}" for line in circumstances(recorded)), table(found, "Seconds", cell, present)]
    if any(row.cpu_s for row in found.results):
        parts.append(table(found, "Of the processor", processor, warm))
    if found.memory:
        lines = ["| Memory of a fresh process | After the import | At most in the first MLP steps |"]
        lines += ["| --- | --- | --- |"]
        for row in found.memory:
            sizes = f"{mebibytes(row.imported_bytes)} | {mebibytes(row.peak_bytes)}"
            lines.append(f"| {label(row.framework, row.variant)} | {sizes} |")
        parts.append("\n".join(lines))
    said = {f"{label(row.framework, row.variant)}, {row.workload}: {note(row)}" for row in found.results if note(row)}
    parts += ["\n".join(f"- {line}" for line in [*sorted(said), *missing(found)])]
    return "\n\n".join(filter(None, parts))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--from", dest="file", help="what `dltutor bench --json` printed; - for stdin")
    arguments = parser.parse_args()
    print(markdown(read(arguments.file) if arguments.file else measured(arguments)))


if __name__ == "__main__":
    main()
