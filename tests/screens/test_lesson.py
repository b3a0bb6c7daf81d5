"""A lesson: brief, editor, drafts, and the help one may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from progress.report.model import TaskProgress
from tutor.catalog import Catalog, Task
from tutor.screens.documents import DocumentsScreen
from tutor.screens.lesson import LessonScreen
from tutor.screens.lessons import LessonsScreen
from tutor.screens.solution import SolutionScreen
from tutor.screens.widgets.dialog import Notice, Question
from tutor.screens.widgets.editor import Editor
from tutor.screens.widgets.panes import Brief
from tutor.workspace import Workspace

from .conftest import NARROW, WIDE


def recorded(driver, task: Task, framework: str = "neon") -> TaskProgress:
    """What the log says of the task."""
    report = driver.app.session.report()
    return next(each for each in report.tasks if each.info.id == task.id and each.framework == framework)


async def test_wide_shows_brief_editor_and_results_at_once(running, hello: Task) -> None:
    async with running(WIDE) as driver:
        lesson = await driver.open_lesson(hello)
        await driver.sees(hello.title)
        await driver.sees('"""Hello, neon')
        await driver.sees("F5 runs your code")
        assert lesson.focused is lesson.editor


async def test_narrow_shows_one_pane_and_turns_with_a_key(running, hello: Task) -> None:
    async with running(NARROW) as driver:
        lesson = await driver.open_lesson(hello)
        assert lesson.query_one(Brief).display
        assert not driver.says('"""Hello, neon')
        await driver.press("ctrl+t")
        await driver.sees('"""Hello, neon')
        assert lesson.focused is lesson.editor
        await driver.press("ctrl+t", "ctrl+t")
        assert lesson.focused is lesson.query_one(Brief)


async def test_a_long_line_of_an_example_breaks_instead_of_being_cut(running, lessons: Catalog) -> None:
    task = lessons.find("schedule")
    brief = task.brief("neon")
    longest = max(brief.split("```")[1].splitlines(), key=len)
    assert len(longest) > NARROW[0]
    async with running(NARROW) as driver:
        await driver.open_lesson(task)
        await driver.sees(longest)


async def test_a_click_on_a_tab_turns_too(running, hello: Task) -> None:
    async with running(NARROW) as driver:
        lesson = await driver.open_lesson(hello)
        await driver.pilot.click("#tab-code")
        await driver.until(lambda: lesson.focused is lesson.editor)


async def test_the_terminal_may_change_its_size(running, hello: Task) -> None:
    async with running(WIDE) as driver:
        lesson = await driver.open_lesson(hello)
        await driver.pilot.resize_terminal(*NARROW)
        await driver.until(lambda: lesson.has_class("-narrow"))
        assert lesson.editor.region.area > 0
        await driver.pilot.resize_terminal(*WIDE)
        await driver.until(lambda: lesson.has_class("-wide"))
        assert lesson.query_one(Brief).region.area > 0


async def test_looking_at_a_lesson_writes_no_code(running, hello: Task, home: Path) -> None:
    async with running() as driver:
        await driver.open_lesson(hello)
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, LessonsScreen))
    assert not Workspace(home).path(hello, "neon").exists()


async def test_code_is_saved_as_it_is_typed_and_found_again_with_its_cursor(running, hello, home, size) -> None:
    workspace = Workspace(home)
    async with running(size) as driver:
        lesson = await driver.open_lesson(hello)
        lesson.show_pane("code")
        await driver.press("end", "enter", *"x = 1")
        await driver.until(lambda: not lesson.keeper.draft.dirty(lesson.editor.text), "saved by itself")
        assert workspace.path(hello, "neon").read_text().splitlines()[1] == "x = 1"
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, LessonsScreen))
    async with running(size) as driver:
        lesson = await driver.open_lesson(hello)
        assert lesson.editor.text.splitlines()[1] == "x = 1"
        assert lesson.editor.cursor_location == (1, 5)


async def test_leaving_by_the_quit_key_saves(running, hello: Task, home: Path) -> None:
    async with running() as driver:
        await driver.open_lesson(hello)
        await driver.press(*"y = 2", "ctrl+q")
    assert Workspace(home).path(hello, "neon").read_text().startswith("y = 2")


async def test_another_editor_is_noticed(running, hello: Task, home: Path) -> None:
    async with running() as driver:
        lesson = await driver.open_lesson(hello)
        mine = lesson.editor.text
        Workspace(home).save(hello, "neon", "theirs = 1\n")
        await driver.until(lambda: lesson.editor.text == "theirs = 1\n", "loaded")
        await driver.press("ctrl+z")
        assert lesson.editor.text == mine


@pytest.mark.parametrize("theirs", [False, True], ids=["mine", "theirs"])
async def test_a_conflict_with_another_editor_is_asked_about_and_nothing_is_lost(running, hello, home, theirs) -> None:
    workspace = Workspace(home)
    async with running() as driver:
        lesson = await driver.open_lesson(hello)
        lesson.editor.swap("mine = 1\n")
        workspace.save(hello, "neon", "theirs = 1\n")
        await driver.until(lambda: isinstance(driver.app.screen, Question), "question")
        await driver.sees("changed by another program")
        await driver.press("y" if theirs else "n")
        await driver.until(lambda: driver.app.screen is lesson, "answered")
        chosen, other = ("theirs = 1\n", "mine = 1\n") if theirs else ("mine = 1\n", "theirs = 1\n")
        await driver.until(lambda: workspace.path(hello, "neon").read_text() == chosen, "saved")
        assert lesson.editor.text == chosen
        if theirs:
            lesson.editor.undo()
            assert lesson.editor.text == other
        else:
            assert workspace.history(hello, "neon")[-1].read_text() == other


async def test_a_file_that_is_no_text_is_told_and_not_opened(running, hello: Task, home: Path) -> None:
    file = Workspace(home).path(hello, "neon")
    file.parent.mkdir(parents=True)
    for content, words in ((b"\xff\xfe\xfa", "not UTF-8"), (b"#" * 5_000_000, "5,000,000 bytes")):
        file.write_bytes(content)
        async with running() as driver:
            await driver.home_is_loaded()
            driver.app.open_framework("neon", hello)
            await driver.until(lambda: isinstance(driver.app.screen, Notice), "notice")
            await driver.sees(words)
        assert file.read_bytes() == content


async def test_a_data_folder_that_cannot_be_written_is_told_once_and_typing_goes_on(running, hello, home) -> None:
    home.mkdir()
    (home / "code").write_text("a file where a folder belongs")
    async with running() as driver:
        lesson = await driver.open_lesson(hello)
        await driver.press("x")
        await driver.until(lambda: isinstance(driver.app.screen, Notice), "notice")
        await driver.sees("cannot be written")
        await driver.press("escape")
        await driver.press("y")
        lesson.keeper.look()
        assert driver.app.screen is lesson
        assert lesson.editor.text.startswith("xy")
        await driver.sees("not saved")
        (home / "code").unlink()
        await driver.until(lambda: not lesson.keeper.draft.dirty(lesson.editor.text), "saved once it can be")


async def test_hints_come_one_by_one_and_the_last_is_asked_about(running, hello: Task, size) -> None:
    hints = hello.frameworks["neon"].hints
    async with running(size) as driver:
        lesson = await driver.open_lesson(hello)
        for level in range(1, len(hints)):
            await driver.press("f2")
            await driver.until(lambda n=level: len(lesson.query(".hint-title")) == n, f"hint {level}")
        await driver.press("f2")
        await driver.until(lambda: isinstance(driver.app.screen, Question))
        await driver.press("n")
        await driver.until(lambda: driver.app.screen is lesson)
        assert lesson.aids.hints_shown == len(hints) - 1
        await driver.press("f2")
        await driver.until(lambda: isinstance(driver.app.screen, Question))
        await driver.press("y")
        await driver.until(lambda: len(lesson.query(".hint-title")) == len(hints))
        assert recorded(driver, hello).hints == len(hints)
    async with running(size) as driver:
        lesson = await driver.open_lesson(hello)
        await driver.until(lambda: len(lesson.query(".hint-title")) == len(hints), "shown again")


async def test_the_solution_is_asked_about_recorded_and_shown_beside_the_code(running, hello: Task, size) -> None:
    async with running(size) as driver:
        lesson = await driver.open_lesson(hello)
        await driver.press("f4")
        await driver.until(lambda: isinstance(driver.app.screen, Question))
        await driver.press("escape")
        await driver.until(lambda: driver.app.screen is lesson)
        assert not recorded(driver, hello).solution_shown
        await driver.press("f4")
        await driver.until(lambda: isinstance(driver.app.screen, Question))
        await driver.press("right", "enter")
        await driver.until(lambda: isinstance(driver.app.screen, SolutionScreen))
        assert driver.app.screen.query_one("#reference", Editor).text == hello.solution("neon")
        assert driver.app.screen.query_one("#own", Editor).text == lesson.editor.text
        assert recorded(driver, hello).solution_shown
        await driver.press("escape")
        await driver.until(lambda: driver.app.screen is lesson)


async def test_reset_asks_and_keeps_the_old_code(running, hello: Task, home: Path) -> None:
    async with running() as driver:
        lesson = await driver.open_lesson(hello)
        await driver.press(*"old = 1")
        await driver.press("f8")
        await driver.until(lambda: isinstance(driver.app.screen, Question))
        await driver.press("y")
        await driver.until(lambda: lesson.editor.text == hello.starter("neon"), "the starter is back")
        (kept,) = Workspace(home).history(hello, "neon")
        assert kept.read_text().startswith("old = 1")
        assert recorded(driver, hello).resets == 1


async def test_documentation_is_listed_with_addresses_and_recorded(running, hello: Task, monkeypatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    async with running() as driver:
        lesson = await driver.open_lesson(hello)
        await driver.press("f1")
        await driver.until(lambda: isinstance(driver.app.screen, DocumentsScreen))
        doc = hello.frameworks["neon"].docs[0]
        await driver.sees(doc.name)
        await driver.press("enter")
        await driver.until(lambda: driver.app.screen is lesson)
        await driver.until(lambda: driver.app.clipboard == doc.url, "without a browser the address is copied")
        assert recorded(driver, hello).docs_opened == 1


async def test_next_is_for_a_task_that_is_passed_or_skipped_on_purpose(running, lessons: Catalog, size) -> None:
    order = [task for task in lessons.tasks if "neon" in task.frameworks]
    async with running(size) as driver:
        lesson = await driver.open_lesson(order[0])
        await driver.press("f9")
        await driver.until(lambda: isinstance(driver.app.screen, Question))
        await driver.press("n")
        await driver.until(lambda: driver.app.screen is lesson)
        assert recorded(driver, order[0]).state == "open"
        await driver.press("f9")
        await driver.until(lambda: isinstance(driver.app.screen, Question))
        await driver.press("y")
        await driver.until(
            lambda: isinstance(driver.app.screen, LessonScreen) and driver.lesson.lesson is not lesson.lesson, "next"
        )
        assert driver.lesson.lesson.id == order[1].id
        assert recorded(driver, order[0]).state == "skipped"


async def test_after_the_last_task_there_is_a_word_and_the_list(running, lessons: Catalog) -> None:
    last = [task for task in lessons.tasks if "neon" in task.frameworks][-1]
    async with running() as driver:
        await driver.open_lesson(last)
        await driver.press("f9")
        await driver.until(lambda: isinstance(driver.app.screen, Question))
        await driver.press("y")
        await driver.until(lambda: isinstance(driver.app.screen, Notice))
        await driver.sees("The last task of neon")
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, LessonsScreen))
