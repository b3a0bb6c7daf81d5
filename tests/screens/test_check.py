"""A check from the screen: real learner code in a real worker, its verdict in words, and how it is stopped."""

from __future__ import annotations

import os
import shutil
import uuid
from pathlib import Path

import pytest

from progress.store import Log
from tutor import paths
from tutor.catalog import Task
from tutor.packs import is_trusted
from tutor.screens.solution import SolutionScreen
from tutor.screens.widgets.dialog import Question

from .conftest import NARROW
from .test_lesson import recorded

BACKEND = "import neon\nfrom neon.backends import gen_backend\nbe = gen_backend(batch_size=32, rng_seed=0)\n\n\n"
RIGHT_HALF = 'def environment():\n    return neon.__version__, "cpu"\n\n\n'


async def check(driver, source: str):
    """Type a source in one edit and press F5; the lesson once its verdict is there."""
    driver.lesson.editor.swap(source)
    await driver.press("f5")
    return await driver.verdict()


def events(kind: str) -> list:
    with Log.open(paths.database()) as log:
        return [event for event in log.events() if event.type == kind]


async def test_the_starter_is_no_attempt(running, hello: Task) -> None:
    async with running() as driver:
        await driver.open_lesson(hello)
        await driver.press("f5")
        lesson = await driver.verdict()
        assert lesson.checking.verdict.outcome == "not_attempted"
        assert "Nothing to check yet" in lesson.results.plain
        assert recorded(driver, hello).attempts == 0


async def test_a_pass_says_what_it_took_is_recorded_and_opens_the_way(running, hello: Task, size) -> None:
    async with running(size) as driver:
        lesson = await driver.open_lesson(hello)
        await check(driver, hello.solution("neon"))
        assert lesson.checking.verdict.passed
        took = f"of work, par {hello.par_minutes:g} min, 1 attempt"
        await driver.until(lambda: took in lesson.results.plain, "what it took")
        assert lesson.results.plain.startswith("✓ Passed")
        assert recorded(driver, hello).state == "unaided"
        await driver.sees("done unaided")
        await driver.press("f4")  # on request and without a question: the task is passed
        await driver.until(lambda: isinstance(driver.app.screen, SolutionScreen))
        await driver.press("escape")
        await driver.until(lambda: driver.app.screen is lesson)
        await driver.press("f9")
        await driver.until(lambda: driver.app.screen is not lesson and driver.app.screen.PLACE == "lesson", "next")


async def test_a_wrong_value_is_shown_as_expected_against_got(running, hello: Task, size) -> None:
    async with running(size) as driver:
        lesson = await driver.open_lesson(hello)
        await check(driver, BACKEND + RIGHT_HALF + "def twice(x):\n    return x * 3\n")
        shown = lesson.results.plain
        assert "Not yet" in shown
        for word in ("called", "expected", "got", "off by", "tolerance", "first at", "elements"):
            assert word in shown, shown
        assert lesson.editor.marked_line is None
        assert recorded(driver, hello).attempts == 1


async def test_a_named_mistake_is_told_in_its_own_words(running, lessons) -> None:
    task = lessons.find("broadcast")
    name, source = next(iter(task.wrong("neon").items()))
    async with running() as driver:
        lesson = await driver.open_lesson(task)
        await check(driver, source)
        assert lesson.checking.verdict.mistake == name
        assert task.mistakes[name] in lesson.results.plain


async def test_an_exception_shows_the_learners_lines_and_marks_the_last(running, hello: Task, size) -> None:
    async with running(size) as driver:
        lesson = await driver.open_lesson(hello)
        await check(driver, BACKEND + RIGHT_HALF + "def twice(x):\n    print('[INFO] x')\n    return x * undefined\n")
        shown = lesson.results.plain
        assert "NameError: name 'undefined' is not defined" in shown
        assert "Your code, line 12, in twice" in shown
        assert "Printed" in shown
        assert "[INFO] x" in shown
        assert lesson.editor.marked_line == 12
        assert "✗" in driver.text
        assert str(paths.lessons()) not in shown


async def test_a_syntax_error_marks_its_line(running, hello: Task) -> None:
    async with running() as driver:
        lesson = await driver.open_lesson(hello)
        await check(driver, "x = 1\ndef f(:\n")
        assert lesson.checking.verdict.outcome == "raised"
        assert lesson.editor.marked_line == 2


@pytest.mark.parametrize("key", ["f5", "escape"])
async def test_a_check_that_hangs_is_stopped_by_key_with_all_its_processes(running, hello: Task, key) -> None:
    source = BACKEND + (
        "import os, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "print(os.getpid(), child.pid, flush=True)\n"
        "while True: pass\n"
    )
    async with running() as driver:
        lesson = await driver.open_lesson(hello)
        before = descendants()
        lesson.editor.swap(source)
        await driver.press("f5")
        await driver.until(lambda: busy(descendants() - before), "the learner's loop runs")
        await driver.press("down", *"z")  # the screen is alive meanwhile
        assert "z" in lesson.editor.text
        started = descendants() - before
        await driver.press(key)
        await driver.until(lambda: lesson.checking.run is None, "stopped")
        assert lesson.checking.verdict.outcome == "stopped", lesson.checking.verdict.message
        assert "Stopped" in lesson.results.plain
        await driver.until(lambda: not (started & descendants()) - zygotes(), "all gone")
        assert driver.app.screen is lesson
        assert recorded(driver, hello).attempts == 0
        await driver.until(lambda: events("check_finished"), "recorded")


async def test_leaving_while_a_check_runs_stops_and_records_it(running, hello: Task) -> None:
    async with running() as driver:
        await driver.open_lesson(hello)
        before = descendants()
        driver.lesson.editor.swap(BACKEND + "while True: pass\n")
        await driver.press("f5")
        await driver.until(lambda: busy(descendants() - before), "runs")
        await driver.press("ctrl+q")
    assert [event.payload["outcome"] for event in events("check_finished")] == ["stopped"]


async def test_code_edited_during_a_check_is_said_not_to_be_what_was_checked(running, hello: Task) -> None:
    async with running() as driver:
        lesson = await driver.open_lesson(hello)
        slow = BACKEND + "import time\ntime.sleep(2)\n" + RIGHT_HALF + "def twice(x):\n    return nothing\n"
        lesson.editor.swap(slow)
        await driver.press("f5", *"#")
        await driver.verdict()
        assert "You have edited the code since this check." in lesson.results.plain
        assert lesson.editor.marked_line is None


async def test_a_stale_verdict_is_dropped(running, hello: Task) -> None:
    async with running() as driver:
        lesson = await driver.open_lesson(hello)
        await check(driver, hello.solution("neon"))
        passed, shown = lesson.checking.verdict, lesson.results.plain
        lesson.editor.swap(BACKEND + "while True: pass\n")
        await driver.press("f5")
        run = lesson.checking.run
        assert not run.answers(passed)
        run.stop()
        run.join(30)
        run.verdict = passed  # as if an earlier run's answer came now
        await driver.until(lambda: lesson.checking.run is None)
        assert lesson.checking.verdict is None
        assert lesson.results.plain != shown
        assert len(events("check_finished")) == 1


async def test_narrow_keeps_the_editor_in_sight_of_the_verdict(running, hello: Task) -> None:
    async with running(NARROW) as driver:
        lesson = await driver.open_lesson(hello)
        await check(driver, BACKEND + "1 / 0\n")
        assert lesson.editor.region.height >= 8
        assert lesson.results.region.height >= 8
        await driver.sees("ZeroDivisionError")
        assert lesson.focused is lesson.editor


@pytest.fixture
def pack(home: Path, tmp_path: Path, hello: Task) -> Path:
    """A folder of lessons from elsewhere, named in the settings; its one task is a copy of `hello`."""
    folder = tmp_path / "pack"
    shutil.copytree(hello.folder, folder / "90-theirs" / "copy")
    task = folder / "90-theirs" / "copy" / "task.yaml"
    task.write_text(task.read_text().replace(hello.id, str(uuid.uuid4())))
    (folder / "curriculum.yaml").write_text("units:\n  - {folder: 90-theirs, title: Theirs, tasks: [copy]}\n")
    home.mkdir()
    paths.settings_file().write_text(f"lessons_path = ['{folder}']\n")
    return folder


async def test_a_check_from_elsewhere_runs_only_after_a_yes(running, pack: Path, size) -> None:
    async with running(size) as driver:
        task = driver.app.session.catalog.find("90-theirs/copy")
        lesson = await driver.open_lesson(task)
        lesson.editor.swap(task.solution("neon"))
        await driver.press("f5")
        await driver.until(lambda: isinstance(driver.app.screen, Question))
        await driver.sees("comes from elsewhere")
        await driver.press("n")
        await driver.until(lambda: driver.app.screen is lesson)
        assert lesson.checking.run is None
        assert not is_trusted(task)
        await driver.press("f5")
        await driver.until(lambda: isinstance(driver.app.screen, Question))
        await driver.press("y")
        await driver.until(lambda: driver.app.screen is lesson)
        await driver.verdict()
        assert lesson.checking.verdict.passed
        assert is_trusted(task)


def descendants() -> set[int]:
    """Every process below this one."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] != "Z":
                parents[int(folder.name)] = int(fields[1])
    found: set[int] = set()
    frontier = {os.getpid()}
    while frontier:
        frontier = {child for child, parent in parents.items() if parent in frontier} - found
        found |= frontier
    return found


def busy(processes: set[int]) -> bool:
    """Whether one of the processes has used a tenth of a second of the processor and runs."""
    ticks = os.sysconf("SC_CLK_TCK")
    for process in processes:
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] == "R" and int(fields[11]) > ticks / 10 and process not in zygotes():
            return True
    return False


def zygotes() -> set[int]:
    """The framework workers themselves, which stay: direct children of this process."""
    found = set()
    for process in descendants():
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == os.getpid():
            found.add(process)
    return found
