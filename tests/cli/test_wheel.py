"""What is installed from the wheel works far from the checkout, in an environment that had nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tutor import catalog, paths
from tutor.catalog import Task

ROOT = paths.lessons().parent


def run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in `folder`, with nothing of this environment's own settings."""
    scrubbed = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        [str(each) for each in command], cwd=folder, env=scrubbed, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, folder=folder)
    (built,) = folder.glob("dltutor-*.whl")
    return built


@pytest.mark.slow
def test_the_wheel_carries_the_lessons_the_port_and_the_styles(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "lessons/curriculum.yaml" in names
    for task in catalog.load().tasks:
        for key in task.frameworks:
            assert f"lessons/{task.key}/{key}/solution.py" in names
    assert "tutor/neon_port/neon/__init__.py" in names
    assert "tutor/screens/tutor.tcss" in names
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    strangers = {name.split("/")[0] for name in names if not name.startswith("dltutor-")}
    assert strangers == {"tutor", "progress", "lessons"}


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_neon_task_is_passed_from_the_wheel_in_an_empty_environment(
    wheel: Path, tmp_path: Path, hello: Task
) -> None:
    environment = tmp_path / "env"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, folder=tmp_path)
    where = run(python, "-c", "import tutor; print(tutor.__file__)", folder=tmp_path).stdout
    assert where.startswith(str(environment))
    answer = tmp_path / "answer.py"
    answer.write_text(hello.solution("neon"))
    command = (environment / "bin" / "dltutor", "check", "hello", "--framework", "neon", "--file", answer, "--json")
    verdict = json.loads(run(*command, folder=tmp_path).stdout)
    assert (verdict["outcome"], verdict["framework"]) == ("passed", "neon")
    # The lessons lie in the same site-packages as the framework here, and must not be readable all the same.
    tried = json.loads(run(environment / "bin" / "dltutor", "doctor", "--self-test", "--json", folder=tmp_path).stdout)
    names = ("The lessons", "The tutor's own")
    ours = [promise for promise in tried["self_test"] if promise["promise"].startswith(names)]
    assert len(ours) == 2
    assert all(promise["held"] for promise in ours) or tried["confinement"] == "process", ours
    missing = json.loads(run(environment / "bin" / "dltutor", "doctor", "--json", folder=tmp_path).stdout)
    assert [each["framework"] for each in missing["frameworks"] if each["found"]] == ["neon"]
    assert "pip install 'dltutor[pytorch]'" in missing["frameworks"][0]["remedy"]
