"""Where a framework is: settings, then the managed environment, then the tutor's own interpreter."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from tutor import paths
from tutor.errors import EnvironmentProblem, unknown
from tutor.frameworks import device, installed, managed, neon
from tutor.frameworks.base import Considered, Found, Framework, Missing, Origin
from tutor.frameworks.neon import NEON
from tutor.frameworks.pytorch import PYTORCH
from tutor.frameworks.tensorflow import TENSORFLOW
from tutor.settings import DEVICES, Settings
from tutor.settings import load as load_settings
from tutor.worker.launch import Launch

ALL: dict[str, Framework] = {each.key: each for each in (PYTORCH, TENSORFLOW, NEON)}


def resolve(name: str) -> Framework:
    """Return the framework called `name`, in any case; raise UsageError with the nearest names."""
    if framework := ALL.get(name.strip().lower()):
        return framework
    raise unknown("framework", name, ALL)


def resolve_device(name: str) -> str:
    """Return "auto", "cpu" or "gpu"; raise UsageError with the nearest of them for anything else."""
    if name.strip().lower() in DEVICES:
        return name.strip().lower()
    raise unknown("device", name, DEVICES)


def find(key: str, settings: Settings | None = None) -> Found | Missing:
    """Say where the framework `key` is, from metadata alone.

    An interpreter that the user named is taken at its word: if it has not got the framework, that is the
    answer. Otherwise the managed environment is asked first and the tutor's own interpreter second.
    """
    framework = resolve(key)
    settings = load_settings() if settings is None else settings
    answer = _first(framework, settings)
    if framework is NEON and settings.neon.use == "upstream" and isinstance(answer, Found):
        return neon.upstream(answer, Path(settings.neon.checkout or "").expanduser())
    return answer


def _first(framework: Framework, settings: Settings) -> Found | Missing:
    """Look in the places where the framework may be, in order."""
    if named := settings.interpreter(framework.key):
        return _at(framework, named, "settings")
    if managed.read(framework.key):
        answer = _at(framework, managed.managed_python(framework.key), "managed")
        if isinstance(answer, Found):
            return answer
    return _at(framework, Path(sys.executable), "bundled" if framework is NEON else "own")


def explain(key: str, settings: Settings | None = None) -> tuple[Considered, ...]:
    """Say of each place where the framework may be, in order, what is there and whether it is the one that is used."""
    framework = resolve(key)
    settings = load_settings() if settings is None else settings
    named, python = settings.interpreter(key), managed.managed_python(key)
    own = Path(sys.executable)
    places = [
        Considered("settings", named, "" if named else f"no interpreters.{key} in the settings"),
        Considered("managed", python if managed.read(key) else None, _why_not_managed(framework)),
        Considered("bundled" if framework is NEON else "own", own, ""),
    ]
    out: list[Considered] = []
    for place in places:
        if place.python is not None and any(each.used for each in out):
            place = replace(place, state="not asked: an earlier one is used")
        elif place.python is not None and named and place.origin != "settings":
            place = replace(place, state="not asked: an interpreter named in the settings is taken at its word")
        elif place.python is not None:
            answer = _at(framework, place.python, place.origin)
            found = isinstance(answer, Found)
            place = replace(place, used=found, state=answer.version if isinstance(answer, Found) else answer.what)
        out.append(place)
    return tuple(out)


def _why_not_managed(framework: Framework) -> str:
    if managed.half_made(framework.key):
        return f"left half made, so nothing runs from it; dltutor setup {framework.key} goes on with it"
    return "none: the port needs none" if framework is NEON else f"none; dltutor setup {framework.key} makes one"


def launch(key: str, settings: Settings | None = None) -> Launch:
    """Say how to start a worker for the framework `key`; raise EnvironmentProblem if it is missing.

    A managed environment cannot be removed from then on, until this process ends.
    """
    found = find(key, settings)
    if isinstance(found, Found) and found.origin == "managed" and not managed.hold(key):
        found = find(key, settings)  # it was being removed at this very moment
    if isinstance(found, Missing):
        raise EnvironmentProblem(found.what, found.remedy)
    extra = () if found.checkout else tuple(str(path) for path in ALL[found.key].paths)
    checkout = str(found.checkout or "")
    return Launch(found.key, str(found.python), extra, found.device == "gpu", found.version, checkout)


def _at(framework: Framework, python: Path, origin: Origin) -> Found | Missing:
    """Look for a framework in one interpreter."""
    try:
        here = installed.ask(python, (*framework.distributions, "numpy", neon.UNRELATED, *device.LIBRARIES))
    except installed.Unusable as problem:
        return Missing(framework.key, f"{problem}.", _remedy(framework, origin))
    if here.versions["numpy"] is None:
        return Missing(framework.key, f"NumPy is not installed for {python}.", f"{python} -m pip install numpy")
    if framework is NEON:
        return _port(python, origin, here)
    match = here.first(framework.distributions)
    if match is None:
        what = f"{framework.title} is not installed for {python}."
        return Missing(framework.key, what, _remedy(framework, origin))
    distribution, version = match
    where = device.of(framework.key, distribution, version, here.first(device.LIBRARIES) is not None)
    return Found(framework.key, version, python, origin, where, python_version=here.python)


def _port(python: Path, origin: Origin, here: installed.Installed) -> Found | Missing:
    """Answer for neon, which comes with the tutor and needs nothing but NumPy."""
    version = neon.port_version()
    if version is None:
        return Missing(NEON.key, f"The bundled neon is not in {neon.PORT}.", "Reinstall dltutor.")
    note = neon.UNRELATED_NOTE if here.versions[neon.UNRELATED] else ""
    return Found(NEON.key, version, python, origin, "cpu", note, python_version=here.python)


def _remedy(framework: Framework, origin: Origin) -> str:
    """Say what to type, or what to change, so that the framework is found."""
    if origin == "settings":
        return f"Install it there, or change interpreters.{framework.key} in {paths.settings_file()}."
    if framework.extra is None:
        return "Reinstall dltutor."
    if origin == "managed":
        return f"dltutor setup {framework.key} --remove, then dltutor setup {framework.key}"
    by_hand = f"{sys.executable} -m pip install 'dltutor[{framework.extra}]' (in a checkout: '.[{framework.extra}]')"
    return f"dltutor setup {framework.key}; or by hand: {by_hand}"
