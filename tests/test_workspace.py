"""The learner's code is saved whole, found again, and never thrown away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tutor.errors import DataProblem, UsageError
from tutor.workspace import SOURCE_LIMIT, Draft, Workspace, read_source


@dataclass(frozen=True)
class Named:
    unit: str
    name: str
    project: str | None = None
    builds_on: tuple[str, ...] = ()

    @property
    def module(self) -> str:
        return self.name.replace("-", "_")


TASK = Named("00-first", "hello")


def test_before_anything_is_saved_the_draft_is_the_starter_and_nothing_is_created(home: Path) -> None:
    assert Workspace(home).read(TASK, "neon", "# TODO\n") == Draft("# TODO\n", (0, 0))
    assert not home.exists()


def test_what_was_saved_is_found_again_with_its_cursor(home: Path) -> None:
    Workspace(home).save(TASK, "neon", "x = 'ä'\n", (3, 7))
    assert Workspace(home).read(TASK, "neon", "# TODO\n") == Draft("x = 'ä'\n", (3, 7))


def test_saving_without_a_cursor_keeps_the_last_one(home: Path) -> None:
    workspace = Workspace(home)
    workspace.save(TASK, "neon", "x = 1\n", (1, 2))
    workspace.save(TASK, "neon", "x = 2\n")
    assert workspace.read(TASK, "neon", "").cursor == (1, 2)


def test_frameworks_and_tasks_do_not_share_a_file(home: Path) -> None:
    workspace = Workspace(home)
    workspace.save(TASK, "neon", "neon\n")
    workspace.save(TASK, "pytorch", "pytorch\n")
    workspace.save(Named("01-next", "hello"), "neon", "next\n")
    assert workspace.read(TASK, "neon", "").source == "neon\n"
    assert workspace.path(TASK, "neon") == home / "code" / "neon" / "00-first" / "hello.py"


@pytest.mark.parametrize("content", [b"", b"not json", b'["a", 2]', b"[1]", b"\xff"])
def test_a_damaged_cursor_is_the_start_of_the_text(home: Path, content: bytes) -> None:
    workspace = Workspace(home)
    workspace.save(TASK, "neon", "x = 1\n", (1, 2))
    (home / "cursors" / "neon" / "00-first" / "hello.json").write_bytes(content)
    assert workspace.read(TASK, "neon", "") == Draft("x = 1\n", (0, 0))


def test_reset_puts_the_starter_back_and_keeps_every_old_text(home: Path) -> None:
    workspace = Workspace(home)
    for text in ("first\n", "second\n"):
        workspace.save(TASK, "neon", text, (1, 0))
        workspace.reset(TASK, "neon", "# TODO\n")
    assert workspace.read(TASK, "neon", "other") == Draft("# TODO\n", (0, 0))
    assert [file.read_text() for file in workspace.history(TASK, "neon")] == ["first\n", "second\n"]


def test_resetting_an_untouched_starter_adds_nothing_to_the_history(home: Path) -> None:
    workspace = Workspace(home)
    workspace.reset(TASK, "neon", "# TODO\n")
    workspace.reset(TASK, "neon", "# TODO\n")
    assert workspace.history(TASK, "neon") == []


def test_saving_leaves_no_other_file_behind(home: Path) -> None:
    workspace = Workspace(home)
    for number in range(5):
        workspace.save(TASK, "neon", f"x = {number}\n")
    assert [file.name for file in workspace.path(TASK, "neon").parent.iterdir()] == ["hello.py"]


WRITER = """
import sys
from pathlib import Path
from types import SimpleNamespace
from tutor.workspace import Workspace
workspace, task = Workspace(Path(sys.argv[1])), SimpleNamespace(unit="u", name="t")
print("ready", flush=True)
for number in range(10**9):
    workspace.save(task, "neon", f"{number % 10}" * 50_000)
"""


def test_a_text_is_whole_after_kill_9_in_the_middle_of_saving(home: Path) -> None:
    workspace, task = Workspace(home), Named("u", "t")
    for _ in range(5):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(home)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            while not workspace.path(task, "neon").exists():
                assert writer.poll() is None
            os.kill(writer.pid, signal.SIGKILL)
        text = workspace.read(task, "neon", "").source
        assert len(text) == 50_000
        assert len(set(text)) == 1


def test_a_data_folder_that_is_a_file_is_a_data_problem(home: Path) -> None:
    home.write_text("not a folder")
    with pytest.raises(DataProblem) as caught:
        Workspace(home).save(TASK, "neon", "x\n")
    assert caught.value.exit_code == 4
    assert str(home) in caught.value.message


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is Linux's own")
def test_a_full_disk_is_a_data_problem_and_the_old_text_stays(home: Path) -> None:
    workspace = Workspace(home)
    workspace.save(TASK, "neon", "old\n")
    script = (
        "import resource, sys; from pathlib import Path; from types import SimpleNamespace\n"
        "from tutor.workspace import Workspace; from tutor.errors import DataProblem\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n"
        "    Workspace(Path(sys.argv[1])).save(SimpleNamespace(unit='00-first', name='hello'), 'neon', 'x' * 5000)\n"
        "except DataProblem as problem:\n"
        "    print(problem.message)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(home)], capture_output=True, text=True, check=True)
    assert "cannot be written" in done.stdout
    assert workspace.read(TASK, "neon", "").source == "old\n"
    assert [file.name for file in workspace.path(TASK, "neon").parent.iterdir()] == ["hello.py"]


def test_a_source_is_read_as_utf8_with_or_without_its_mark(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_bytes(b"\xef\xbb\xbfx = '\xc3\xa4'\n")
    assert read_source(file) == "x = 'ä'\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, "does not exist"),
        ("folder", "is a folder"),
        (b"x = 1\ny = '\xff'\n", "is not UTF-8 text (line 2)"),
        (b"#" * (SOURCE_LIMIT + 1), "has 1,048,577 bytes"),
    ],
)
def test_a_file_that_cannot_be_a_learners_source_says_why(
    tmp_path: Path, content: bytes | str | None, expected: str
) -> None:
    file = tmp_path / "a.py"
    if content == "folder":
        file.mkdir()
    elif isinstance(content, bytes):
        file.write_bytes(content)
    with pytest.raises(UsageError) as caught:
        read_source(file)
    assert expected in caught.value.message


STAGE = Named("13-last", "q-network", project="agent")
NEXT = Named("13-last", "act", project="agent", builds_on=("replay", "q-network"))


def test_a_stage_that_passed_is_a_module_beside_the_code_of_the_next(home: Path) -> None:
    workspace = Workspace(home)
    assert workspace.stages(NEXT, "neon") == {}
    workspace.keep_stage(STAGE, "neon", "x = 1\n")
    assert workspace.stage_path(STAGE, "neon") == home / "code" / "neon" / "13-last" / "agent" / "q_network.py"
    assert workspace.stages(NEXT, "neon") == {"q-network": "x = 1\n"}
    assert workspace.stages(NEXT, "pytorch") == {}


def test_a_task_of_no_project_leaves_no_module(home: Path) -> None:
    Workspace(home).keep_stage(TASK, "neon", "x = 1\n")
    assert not home.exists()


def test_forgetting_a_stage_deletes_its_module_too(home: Path) -> None:
    workspace = Workspace(home)
    workspace.save(STAGE, "neon", "x = 2\n")
    workspace.keep_stage(STAGE, "neon", "x = 1\n")
    assert workspace.forget(STAGE) == 2
    assert workspace.stages(NEXT, "neon") == {}
