"""`dltutor setup`: where a framework comes from."""

from __future__ import annotations

from pathlib import Path

import click

from tutor import frameworks, settings
from tutor.cli import options
from tutor.cli.printing import print_message
from tutor.errors import EnvironmentProblem, UsageError


@click.command()
@options.framework_argument
@click.option("--from", "checkout", type=click.Path(path_type=Path), help="Run upstream neon from your own checkout.")
@click.option("--port", is_flag=True, help="Go back to the bundled port of neon.")
def setup(framework: str, checkout: Path | None, port: bool) -> None:
    """Choose where FRAMEWORK comes from: for neon, your checkout of upstream or the bundled port."""
    if framework != "neon":
        raise UsageError(f"{framework} is installed by pip.", "dltutor doctor says how")
    if (checkout is None) == (not port):
        raise UsageError("Say which neon is to run.", "dltutor setup neon --from PATH, or dltutor setup neon --port")
    chosen = settings.load().neon
    if checkout is None:
        settings.choose_neon(settings.Neon(chosen.checkout, "port"))
        print_message("The bundled port of neon runs from now on.")
        return
    wanted = settings.Neon(str(checkout.expanduser().resolve()), "upstream")
    version = _tried(wanted)
    settings.choose_neon(wanted)
    print_message(f"Upstream neon {version} runs from {wanted.checkout} from now on; --port goes back.")


def _tried(wanted: settings.Neon) -> str:
    """Start a worker on the checkout, unmodified under the shim; return its version or raise EnvironmentProblem."""
    import msgspec

    from tutor.judge.zygote import WorkerBrokenError
    from tutor.workers import open_workers

    trial = msgspec.structs.replace(settings.load(), neon=wanted)
    frameworks.launch("neon", trial)
    try:
        with open_workers(trial) as workers:
            return str(workers.facts("neon")["version"])
    except WorkerBrokenError as problem:
        raise EnvironmentProblem(
            f"Upstream neon in {wanted.checkout} does not import: {problem}", "The bundled port goes on running."
        ) from None
