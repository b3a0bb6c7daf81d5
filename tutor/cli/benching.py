"""`dltutor bench`: how fast each framework is at the same work, on this machine."""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click
import msgspec

from tutor import frameworks, paths
from tutor.catalog import FRAMEWORKS
from tutor.cli import options
from tutor.cli.printing import console, print_json, print_message
from tutor.errors import EnvironmentProblem, UsageError

if TYPE_CHECKING:
    from progress.benchmarks import Recorded
    from tutor.worker.launch import Launch

COLORS = {"pytorch": "cyan", "tensorflow": "magenta", "neon": "green"}


@click.command()
@click.option("--framework", "-f", "names", type=options.find_framework, multiple=True, metavar="NAME",
              help="Only this one; may be repeated.", shell_complete=options.complete_framework)  # fmt: skip
@options.device
@click.option("--threads", type=click.IntRange(1), default=1, show_default=True, metavar="N", help="Threads to use.")
@click.option("--quick", is_flag=True, help="About a minute instead of five: fewer repeats, no torch.compile.")
@click.option("--last", is_flag=True, help="Print the last run again; measure nothing.")
@options.as_json
def bench(names: tuple[str, ...], device: str | None, threads: int, quick: bool, last: bool, as_json: bool) -> None:
    """Time the same work in each framework, once its results are found equal, and record the figures."""
    if last and (names or device or quick or threads != 1):
        raise UsageError("--last measures nothing, so nothing else goes with it but --json.", "dltutor bench --last")
    found = _last() if last else _measured(tuple(dict.fromkeys(names)) or FRAMEWORKS, device, threads, quick)
    if as_json:
        print_json({"schema": "dltutor.benchmark/1", "at": found.at, **msgspec.to_builtins(found.benchmark)})
    else:
        _print(found)
    if not last:
        _record(found)


def _measured(names: tuple[str, ...], device: str | None, threads: int, quick: bool) -> Recorded:
    """Run the suite; raise EnvironmentProblem where nothing can be measured."""
    from progress.benchmarks import Recorded
    from tutor.bench.hardware import cores
    from tutor.bench.measuring import measure
    from tutor.bench.plan import FULL, QUICK

    if threads > cores():
        raise UsageError(f"{threads} threads are more than the {cores()} cores here.", f"--threads {cores()} or fewer")
    launches, left_out = _found(names)
    launches, left_out, where = _on_device(launches, left_out, device)
    if not launches:
        said = "; ".join(f"{frameworks.ALL[key].title}: {why}" for key, why in left_out.items())
        raise EnvironmentProblem(f"There is no framework to measure. {said}", "dltutor doctor says what to do")
    plan = QUICK if quick else FULL
    with _telling() as tell:
        found = measure(launches, plan, device=where, threads=threads, left_out=left_out, tell=tell)
    if not found.results:
        said = "; ".join(f"{each.framework}, {each.workload}: {each.why}" for each in found.failures)
        raise EnvironmentProblem(f"Nothing could be measured. {said}", "dltutor doctor says what to do")
    return Recorded(datetime.now(UTC), found)


def _found(names: tuple[str, ...]) -> tuple[dict[str, Launch], dict[str, str]]:
    """Return how to start each framework that is there, and what is missing for each of the others."""
    launches, left_out = {}, {}
    for name in names:
        found = frameworks.find(name)
        if isinstance(found, frameworks.Missing):
            left_out[name] = found.what
        else:
            launches[name] = frameworks.launch(name)
    return launches, left_out


def _on_device(
    launches: dict[str, Launch], left_out: dict[str, str], device: str | None
) -> tuple[dict[str, Launch], dict[str, str], str]:
    """Decide on the device: a GPU if one is asked for, or if none is refused and a framework can use it."""
    from tutor import settings

    wanted = device or settings.load().device
    capable = {key: launch for key, launch in launches.items() if launch.gpu}
    if wanted == "cpu" or (wanted == "auto" and not capable):
        return launches, left_out, "cpu"
    refused = {key: "it does not use a GPU here" for key in launches if key not in capable}
    return capable, left_out | refused, "gpu"


@contextlib.contextmanager
def _telling() -> Iterator[Callable[[str], None]]:
    """Show on stderr what is under way, where somebody watches."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with console(sys.stderr).status("Starting") as status:
        yield lambda text: status.update(text)


def _last() -> Recorded:
    from progress.benchmarks import latest
    from progress.store import Log

    with Log.open(paths.database()) as log:
        found = latest(log)
    if found is None:
        raise UsageError("No benchmark has run yet.", "dltutor bench, or dltutor bench --quick")
    return found


def _record(found: Recorded) -> None:
    from progress.recorder import Recorder
    from progress.store import Log

    with Log.open(paths.database()) as log, Recorder(log, interface="cli") as recorder:
        recorder.benchmarked(msgspec.to_builtins(found.benchmark))
    for workload, framework, why in ((f.workload, f.framework, f.why) for f in found.benchmark.failures):
        print_message(f"Not finished: {framework}, {workload}: {why}")


def _print(found: Recorded) -> None:
    from progress.report.performance import parts

    width = min(shutil.get_terminal_size().columns, 120)
    out = console()
    for line in parts(found, COLORS, "dim", width):
        out.print(line)
