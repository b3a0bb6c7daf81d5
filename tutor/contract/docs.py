"""The part of the contract that needs the framework itself: documentation names resolve in it."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

import tutor.worker
from tutor.catalog import Task
from tutor.contract.finding import Finding
from tutor.worker.launch import Launch

_WORKER = str(Path(tutor.worker.__file__).parent)
TIMEOUT_S = 180.0  # the import of a framework from a cold disk

# Run by the framework's interpreter, from Python 3.8 on: names on stdin, the unresolved ones on stdout.
_RESOLVE = """
import importlib, importlib.util, json, sys
paths, worker, checkout = json.loads(sys.argv[1])
sys.path[:0] = paths
if checkout:  # upstream neon imports under the worker's shim alone
    spec = importlib.util.spec_from_file_location(
        "dltutor_worker", worker + "/__init__.py", submodule_search_locations=[worker]
    )
    sys.modules["dltutor_worker"] = importlib.util.module_from_spec(spec)
    importlib.import_module("dltutor_worker.neon_shim").install(checkout)

def resolve(name):
    parts = name.split(".")
    found = importlib.import_module(parts[0])
    for count, part in enumerate(parts[1:], start=2):
        try:
            found = getattr(found, part)
        except AttributeError:
            found = importlib.import_module(".".join(parts[:count]))

unresolved = {}
for name in json.load(sys.stdin):
    try:
        resolve(name)
    except (AttributeError, ImportError) as problem:
        unresolved[name] = str(problem)
sys.stdout.write("\\n" + json.dumps(unresolved))
"""


def check_names(tasks: Iterable[Task], framework: str, launch: Launch) -> list[Finding]:
    """Return a finding per task that offers `framework`: whether the names it documents are there."""
    offered = [task for task in tasks if framework in task.frameworks]
    names = sorted({doc.name for task in offered for doc in task.frameworks[framework].docs})
    started = time.perf_counter()
    unresolved = _unresolved(names, launch) if names else {}
    each = (time.perf_counter() - started) / max(len(offered), 1)
    return [_finding(task, framework, unresolved, each) for task in offered]


def _finding(task: Task, framework: str, unresolved: dict[str, str], seconds: float) -> Finding:
    missing = [doc.name for doc in task.frameworks[framework].docs if doc.name in unresolved]
    message = "\n".join(f"'{name}' does not resolve: {unresolved[name]}" for name in missing)
    return Finding(
        task=task.key, framework=framework, case="docs", holds=not missing, message=message, seconds=seconds
    )


def _unresolved(names: list[str], launch: Launch) -> dict[str, str]:
    """Ask the framework's interpreter which of `names` do not resolve, and why."""
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}
    try:
        done = subprocess.run(
            [launch.python, "-E", "-B", "-c", _RESOLVE, json.dumps([launch.paths, _WORKER, launch.checkout])],
            input=json.dumps(names),
            capture_output=True,
            text=True,
            timeout=TIMEOUT_S,
            check=True,
            env={**os.environ, **quiet},
        )
        answer: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
        return answer
    except subprocess.CalledProcessError as problem:
        why = (problem.stderr.strip().splitlines() or ["no output"])[-1]
    except subprocess.TimeoutExpired:
        why = f"{launch.python} did not answer within {TIMEOUT_S:.0f} s"
    return dict.fromkeys(names, why)
