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
@click.option("--device", type=click.Choice(["cpu", "gpu"]), help="Install for this one [default: what is here].")
@click.option("--from", "source", type=click.Path(path_type=Path), metavar="PATH",
              help="Use your own: an environment or a Python; for neon, a checkout of upstream.")  # fmt: skip
@click.option("--port", is_flag=True, help="Go back to the bundled port of neon.")
@click.option("--remove", is_flag=True, help="Delete the environment that this command made.")
@click.option("--told", is_flag=True, help="Say what it took, where you set it up by yourself.")
@options.as_json
def setup(
    framework: str, device: str | None, source: Path | None, port: bool, remove: bool, told: bool, as_json: bool
) -> None:
    """Set FRAMEWORK up in an environment of its own, and measure what that takes."""
    given = [bool(device), source is not None, port, remove, told]
    if sum(given) > 1:
        raise UsageError("Only one of these options goes at a time.", "dltutor setup --help")
    if as_json and any(given[1:]):
        raise UsageError("--json prints what setting up took, and nothing else.", "Leave it out.")
    if told:
        from tutor.cli.telling import tell

        tell(framework)
    elif framework == "neon":
        _choose_neon(source, port, device, remove)
    elif port:
        raise UsageError(f"The bundled port is neon's, not {framework}'s.", "dltutor setup neon --port")
    elif source is not None:
        _use_own(framework, source)
    elif remove:
        _remove(framework)
    else:
        from tutor.cli.installing import install

        raise SystemExit(install(framework, device or "auto", as_json))


# --- neon ----------------------------------------------------------------------------------------------------


def _choose_neon(checkout: Path | None, port: bool, device: str | None, remove: bool) -> None:
    if device or remove:
        raise UsageError("neon needs no environment: its bundled port runs on NumPy.", "dltutor start")
    if checkout is not None:
        _use_upstream(checkout)
        return
    chosen = settings.load().neon
    if port:
        settings.choose_neon(settings.Neon(chosen.checkout, "port"))
        print_message("The bundled port of neon runs from now on.")
        return
    running = f"upstream from {chosen.checkout}" if chosen.use == "upstream" else "the bundled port"
    print_message(f"neon needs no setting up: {running} runs. --from PATH runs upstream, --port the bundled port.")


def _use_upstream(checkout: Path) -> None:
    wanted = settings.Neon(str(checkout.expanduser().resolve()), "upstream")
    version = _tried("neon", _with(neon=wanted), f"Upstream neon in {wanted.checkout}", "The port goes on running.")
    settings.choose_neon(wanted)
    print_message(f"Upstream neon {version} runs from {wanted.checkout} from now on; --port goes back.")


# --- PyTorch and TensorFlow ----------------------------------------------------------------------------------


def _use_own(framework: str, source: Path) -> None:
    """Let the settings name the user's own interpreter, once a worker has started on it."""
    from tutor.cli.telling import offer

    source = source.expanduser().absolute()  # not resolved: the link in an environment is what makes it one
    python = frameworks.interpreter(source) if source.is_dir() else source
    named = settings.Interpreters(**{framework: str(python)})
    title = frameworks.ALL[framework].title
    version = _tried(framework, _with(interpreters=named), f"{title} by {python}", "Nothing was changed.")
    settings.choose_interpreter(framework, python)
    print_message(f"{title} {version} is run by {python} from now on.")
    offer(framework)


def _remove(framework: str) -> None:
    from progress.report.wording import size
    from tutor import environments

    title = frameworks.ALL[framework].title
    removed = environments.remove(framework)
    if removed is None:
        print_message(f"There is no environment of {title} to remove.")
    else:
        print_message(f"{title}'s environment is gone, {size(removed.bytes)}. What you learnt with it stays.")


# --- trying --------------------------------------------------------------------------------------------------


def _with(**changed: object) -> settings.Settings:
    import msgspec

    return msgspec.structs.replace(settings.load(), **changed)


def _tried(framework: str, trial: settings.Settings, what: str, otherwise: str) -> str:
    """Start a worker as the settings `trial` say; return the version it runs, or raise EnvironmentProblem."""
    from tutor.judge.zygote import WorkerBrokenError
    from tutor.workers import open_workers

    frameworks.launch(framework, trial)
    try:
        with open_workers(trial) as workers:
            return str(workers.facts(framework)["version"])
    except WorkerBrokenError as problem:
        raise EnvironmentProblem(f"{what} does not import: {problem}", otherwise) from None
