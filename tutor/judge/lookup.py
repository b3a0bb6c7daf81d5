"""Documentation out of the installed framework: asked of a confined run, and never trusted to be tidy."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from tutor import atomic
from tutor.errors import DataProblem, EnvironmentProblem
from tutor.judge.run import LearnerRaised, Run, RunEnded
from tutor.judge.workers import Workers
from tutor.judge.zygote import WorkerBrokenError

LIMIT_S = 30.0  # a lazy import in the framework may take its time
MAX_TEXT = 100_000  # characters of a docstring
_SHAPE = 1  # of the stored index; another is gathered anew
# What a terminal would obey; tab and line feed stay.
_CONTROLS = dict.fromkeys([*(code for code in range(0x20) if chr(code) not in "\n\t"), *range(0x7F, 0xA0)])
_CONTROLS |= dict.fromkeys([0x061C, 0x200E, 0x200F, 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_CONTROLS |= dict.fromkeys(range(0xD800, 0xE000))


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What the framework says of one name.

    `identity` is the same for all names of one thing. `guessed` says that the object it belongs to was not known.
    `typed`: every parameter and the result have a type; `example`: the docstring has one. Texts are plain and hold
    no control characters; `cut` says that the docstring was too long to be told whole.
    """

    name: str
    identity: str
    kind: str
    signature: str = ""
    doc: str = ""
    guessed: bool = False
    documented: bool = False
    example: bool = False
    typed: bool = False
    cut: bool = False


class Name(msgspec.Struct, frozen=True, array_like=True):
    """A public name, what kind of thing it is, and the first sentence on it."""

    name: str
    kind: str
    summary: str


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """All public names of one version of a framework, in order."""

    framework: str
    version: str
    names: tuple[Name, ...]
    implementation: str = ""
    shape: int = _SHAPE


def look_up(workers: Workers, framework: str, paths: Sequence[str]) -> Page | None:
    """Return what the installed framework says of the first of `paths` that leads somewhere; None if none does.

    A path is a dotted name, see `tutor.worker.lookup`. Blocks, up to the import of the framework. Raises
    EnvironmentProblem if the framework's worker cannot answer.
    """
    (page,) = describe(workers, framework, [paths], text=True)
    return page


def describe(
    workers: Workers, framework: str, symbols: Sequence[Sequence[str]], *, text: bool = False
) -> list[Page | None]:
    """Return a page for each of `symbols`, without signature and docstring unless `text`."""
    answer = _ask(workers, framework, "docs", symbols=[list(paths) for paths in symbols], text=text)
    if len(answer) != len(symbols):
        raise _no_answer(framework, "it answered another question")
    try:
        return [None if one is None else msgspec.convert(_tidy(one), Page) for one in answer]
    except msgspec.ValidationError as problem:
        raise _no_answer(framework, str(problem)) from None


def index(workers: Workers, framework: str, cache: Path | None = None) -> Index:
    """Return the framework's public names, from the folder `cache` if they are there for this very version.

    Blocks, and raises EnvironmentProblem, as `look_up` does. A cache that cannot be read or written is done without.
    """
    launch = workers.launch(framework)
    file = cache / f"names-{framework}-{'upstream' if launch.checkout else 'own'}.json" if cache else None
    if file is not None and launch.version and (known := _stored(file, launch.version)) is not None:
        return known
    names = _ask(workers, framework, "names")
    facts = workers.facts(framework)
    try:
        found = Index(
            framework=framework,
            version=launch.version or str(facts["version"]),
            implementation=str(facts["implementation"]),
            names=tuple(msgspec.convert(_tidy(names), list[Name])),
        )
    except msgspec.ValidationError as problem:
        raise _no_answer(framework, str(problem)) from None
    if file is not None:
        with contextlib.suppress(DataProblem):  # it is gathered again next time
            atomic.write(file, msgspec.json.encode(found), durable=False)
    return found


def _stored(file: Path, version: str) -> Index | None:
    try:
        known = msgspec.json.decode(file.read_bytes(), type=Index)
    except (OSError, msgspec.DecodeError):
        return None
    return known if known.version == version and known.shape == _SHAPE else None


def _ask(workers: Workers, framework: str, op: str, **fields: Any) -> list[Any]:
    run: Run | None = None
    began = None
    try:
        began = workers.begin(
            workers.launch(framework), uuid.uuid4().hex, device="cpu", seed=0, limit_s=LIMIT_S, cold=False
        )
        run = began.run
        answer = run.ask(op, **fields)
    except (WorkerBrokenError, RunEnded) as problem:
        raise _no_answer(framework, str(problem) or type(problem).__name__) from None
    except LearnerRaised as problem:
        told = problem.error
        raise _no_answer(framework, f"{told.get('type')}: {told.get('message')}") from None
    finally:
        if run is not None:
            run.close()
        if began is not None and began.own is not None:
            began.own.close()
    if not isinstance(answer, list):
        raise _no_answer(framework, "it answered with something else than a list")
    return answer


def _no_answer(framework: str, why: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"The documentation of {framework} could not be read: {why}", "'dltutor doctor' says how the framework is."
    )


def _tidy(value: Any) -> Any:
    """The same tree with texts that no terminal obeys, none longer than MAX_TEXT."""
    if isinstance(value, str):
        return value[:MAX_TEXT].translate(_CONTROLS)
    if isinstance(value, (list, tuple)):
        return [_tidy(each) for each in value]
    if isinstance(value, dict):
        return {key: _tidy(each) for key, each in value.items()}
    return value
