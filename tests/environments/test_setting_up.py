"""A framework's environment: whole or not used, whatever happens while it is made. The real venv, the real pip."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.environments.conftest import Index, make_torch
from tutor import environments, frameworks
from tutor.environments import Outcome, Progress, places
from tutor.environments.locking import Busy
from tutor.errors import EnvironmentProblem, UsageError
from tutor.frameworks import Found, managed

COMMAND = (sys.executable, "-c", "import sys; from tutor.cli import main; sys.exit(main())")
LARGE = 3_000_000  # bytes; some chunks of the network


@pytest.fixture
def cpu(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that shows no GPU."""
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")


pytestmark = pytest.mark.usefixtures("cpu")


def found() -> Found:
    answer = frameworks.find("pytorch")
    assert isinstance(answer, Found)
    return answer


def unused() -> bool:
    """Nothing is marked whole, and the tutor's own interpreter runs the framework."""
    return managed.read("pytorch") is None and found().origin == "own"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome, list[Progress]]:
    """An environment that was made once, the outcome, and all that was said meanwhile; tests must not change it."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("PIP_")]:
            patch.delenv(name)
        from tests.environments.conftest import make_rest

        make_rest(folder / "wheels")
        make_torch(folder / "wheels")
        for name, value in {
            "PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(folder / "wheels"),
            "DLTUTOR_HOME": str(folder / "home"), "CUDA_VISIBLE_DEVICES": "",
        }.items():  # fmt: skip
            patch.setenv(name, value)
        said: list[Progress] = []
        outcome = environments.set_up("pytorch", on_progress=said.append)
    return folder / "home", outcome, said


@pytest.fixture
def copy(made: tuple[Path, Outcome, list[Progress]], home: Path) -> Path:
    """The made environment in this test's own data folder; returns the environment's folder."""
    shutil.copytree(made[0] / "environments", home / "environments", symlinks=True)
    return home / "environments" / "pytorch"


def test_what_is_made_is_measured(made: tuple[Path, Outcome, list[Progress]]) -> None:
    _, outcome, said = made
    measured = outcome.measured
    assert outcome.message == ""
    assert (measured.outcome, measured.version, measured.device) == ("done", "2.13.0+cpu", "cpu")
    assert measured.packages == 4
    assert measured.commands >= 4
    assert measured.bytes_fetched == 0  # all of it came from a folder
    assert measured.bytes_on_disk > 1_000_000
    assert 0 < measured.first_import_s < measured.wall_s
    assert not measured.resumed
    phases = list(dict.fromkeys(each.phase for each in said))
    assert phases[0] == "environment"
    assert phases[-1] == "importing"
    assert outcome.log is not None
    assert "Successfully installed" in outcome.log.read_text()


def test_the_framework_runs_from_what_was_made_and_from_nowhere_else(copy: Path) -> None:
    assert (found().origin, found().python, found().version) == ("managed", copy / "bin" / "python", "2.13.0+cpu")
    assert not places.work("pytorch").exists()


def test_a_second_time_there_is_nothing_to_do(copy: Path) -> None:
    outcome = environments.set_up("pytorch", on_begin=lambda: pytest.fail("it began"))
    assert (outcome.began, outcome.done, outcome.measured.version) == (False, True, "2.13.0+cpu")
    with pytest.raises(UsageError, match="set up for the CPU"):
        environments.set_up("pytorch", "gpu")


def test_neon_has_no_environment() -> None:
    with pytest.raises(UsageError):
        environments.set_up("neon")


def test_a_connection_that_breaks_off_leaves_nothing_that_is_used_and_the_next_time_goes_on(index: Index) -> None:
    make_torch(index.folder, ballast=LARGE)
    index.cut = {"torch"}
    outcome = environments.set_up("pytorch")
    assert (outcome.measured.outcome, outcome.measured.error) == ("failed", "connection cut")
    assert outcome.measured.failures >= 1
    assert "what arrived whole is kept" in outcome.remedy
    assert unused()
    index.cut = set()
    outcome = environments.set_up("pytorch")
    assert outcome.done, outcome.message
    assert outcome.measured.resumed
    assert found().origin == "managed"


def test_what_arrived_whole_before_a_kill_is_not_fetched_again(index: Index, home: Path) -> None:
    make_torch(index.folder, ballast=LARGE)
    index.held = {"gymnasium"}
    process = subprocess.Popen([*COMMAND, "setup", "pytorch", "--device", "cpu"], stderr=subprocess.DEVNULL)
    assert index.waiting.wait(250)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert unused()
    assert places.work("pytorch").exists()
    index.held = set()
    outcome = environments.set_up("pytorch")
    assert outcome.done, outcome.message
    assert outcome.measured.resumed
    assert index.asked["torch"] == 1
    assert index.asked["gymnasium"] == 2
    assert 0 < outcome.measured.bytes_fetched < LARGE


def test_two_at_once_are_told_apart_and_the_second_harms_nothing(index: Index) -> None:
    make_torch(index.folder)
    index.held = {"torch"}
    stop = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(environments.set_up, "pytorch", stop=stop)
        try:
            assert index.waiting.wait(250)
            with pytest.raises(Busy, match=f"process {os.getpid()}"):
                environments.set_up("pytorch")
            with pytest.raises(Busy):
                environments.remove("pytorch")
        finally:
            stop.set()
        outcome = first.result()
    assert outcome.measured.outcome == "stopped"
    assert "go on" in outcome.remedy
    assert unused()
    assert environments.remove("pytorch") is not None
    assert not managed.folder("pytorch").exists()


@pytest.mark.parametrize(
    ("source", "how"),
    [
        ("raise RuntimeError('libfast is missing')\n# {version}", "libfast is missing"),
        ("import os; os.kill(os.getpid(), 11)\n# {version}", "SIGSEGV"),
        ("__version__ = {version!r}\ndef ones(n): return 7\nclass cuda: pass", "AttributeError"),
    ],
    ids=["raises", "crashes", "misbehaves"],
)
def test_a_framework_that_installs_but_does_not_work_is_not_used(wheels: Path, source: str, how: str) -> None:
    make_torch(wheels, source=source)
    outcome = environments.set_up("pytorch")
    assert (outcome.measured.outcome, outcome.measured.error) == ("failed", "first import failed")
    assert how in outcome.message
    assert unused()


def test_no_index_to_be_reached_is_told_as_that(own_pip: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "1")
    outcome = environments.set_up("tensorflow")
    assert outcome.measured.error == "offline"
    assert outcome.measured.retries >= 1
    assert "No package index can be reached" in outcome.message
    assert outcome.remedy


def test_a_package_that_does_not_exist_for_this_python_is_told_as_that(wheels: Path) -> None:
    outcome = environments.set_up("tensorflow")
    assert outcome.measured.error == "not found"
    assert "tensorflow" in outcome.message


SMALL_DISK = """
set -e
mkdir -p "$DLTUTOR_HOME/environments"
mount -t tmpfs -o size={size} none "$DLTUTOR_HOME/environments"
"{python}" -c "import sys; from tutor.cli import main; sys.exit(main())" setup pytorch --device cpu --json || code=$?
"{python}" -c "import sys; from tutor.cli import main; sys.exit(main())" doctor --json
exit ${{code:-0}}
"""


@pytest.mark.parametrize("size", ["256k", "40m"], ids=["at once", "in the middle"])
def test_a_disk_that_is_full_leaves_nothing_that_is_used_and_progress_whole(wheels: Path, size: str) -> None:
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-rm", "true"], check=False).returncode:
        pytest.skip("this machine allows no mounts of one's own")
    make_torch(wheels, ballast=30_000_000)
    script = SMALL_DISK.format(size=size, python=sys.executable)
    done = subprocess.run(["unshare", "-rm", "sh", "-c", script], capture_output=True, text=True, check=False)
    decoder = json.JSONDecoder()
    report, end = decoder.raw_decode(done.stdout)
    health, _ = decoder.raw_decode(done.stdout[end:].lstrip())
    assert done.returncode == 3, done.stderr
    assert "full" in report["message"]
    assert (report["measured"]["outcome"], report["measured"]["error"]) == ("failed", "disk full")
    assert health["database"]["state"] == "ok"
    pytorch = next(each for each in health["frameworks"] if each["framework"] == "pytorch")
    assert pytorch["origin"] == "own"


# --- removing ------------------------------------------------------------------------------------------------


HOLD = """
import sys
from tutor import frameworks
frameworks.launch("pytorch")
print("held", flush=True)
sys.stdin.read()
"""


def test_what_is_in_use_is_not_removed(copy: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(EnvironmentProblem, match="in use"):
            environments.remove("pytorch")
        assert found().origin == "managed"
        other.communicate()
    removed = environments.remove("pytorch")
    assert removed is not None
    assert removed.whole
    assert removed.bytes > 1_000_000
    assert found().origin == "own"
    assert [file.name for file in copy.parent.iterdir() if file.is_dir()] == ["logs"]
    assert environments.remove("pytorch") is None


def test_a_removal_that_was_interrupted_is_finished_by_the_next(copy: Path) -> None:
    (copy / managed.MARKER).unlink()
    copy.rename(copy.with_name(".removed-pytorch-1-2"))
    assert found().origin == "own"
    assert environments.remove("pytorch") is None
    assert not list(copy.parent.glob(".removed-*"))


def test_an_environment_whose_python_has_gone_is_made_anew(copy: Path, wheels: Path) -> None:
    (copy / "bin" / "python").unlink()
    (copy / "bin" / "python").symlink_to("/nowhere/python")
    assert found().origin == "own"
    make_torch(wheels)
    outcome = environments.set_up("pytorch")
    assert (outcome.began, outcome.done) == (True, True)
    assert found().origin == "managed"
