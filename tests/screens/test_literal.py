"""Text of learners and frameworks is shown as it is: never markup, never an escape that the terminal obeys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from textual.content import Content
from textual.widgets import OptionList, Static

from progress.errors import UnwritableLog
from progress.report.findings import Analysis
from tutor.catalog import BrokenTask, Task
from tutor.errors import LessonError
from tutor.judge.lookup import Page
from tutor.judge.verdict import Comparison, Frame, Raised, Step, Verdict
from tutor.screens.base import Heading
from tutor.screens.desk import Desk, Link
from tutor.screens.docstring import missing, page_text
from tutor.screens.documents import DocumentsScreen
from tutor.screens.home import HomeData, Resume, home_note
from tutor.screens.lessons import broken_line, task_line
from tutor.screens.literal import literal, literal_line
from tutor.screens.solution import SolutionScreen
from tutor.screens.widgets import verdict as words
from tutor.screens.widgets.card import CardData, FrameworkCard
from tutor.screens.widgets.dialog import Notice, Question
from tutor.screens.widgets.task_table import TaskTable

from .test_lesson import recorded

HOSTILE = {
    "device": "[/job:localhost/replica:0/device:GPU:0]",
    "log": "[INFO] step 1 [red]loss[/red] [/] [bold",
    "link": "[@click=app.quit]press[/] [link=x]y[/link]",
    "ansi": "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b[2J",
    "controls": "a\x00b\x07c\x08d\x0be\x0cf\x7fg\x85h\x9bi",
    "bidi": "abc\u202edef\u2066ghi",
    "surrogate": "lone \ud800 half",
    "separators": "one\u2028two\u2029three",
    "wide": "宽字符 🙂 é",
    "long": "x" * 10_000,
    "lines": "\n".join(str(number) for number in range(5_000)),
    "braces": "{0} %s \\n $primary",
}


def verdict(text: str) -> Verdict:
    """A verdict with the text in every place that a learner or a framework can reach."""
    frames = (Frame(text, 1, text, text, True), Frame(text, 2, text, text, False))
    bad = Comparison(call=text, expected=text, got=text, off=1, size=2, largest_absolute=1.0, first_bad=(0, 1))
    return Verdict(
        task="unit/task",
        task_id="id",
        framework="neon",
        framework_version=text[:20],
        device=text[:20],
        seed=1,
        run_id="run",
        source_hash="hash",
        outcome="raised",
        message=text,
        steps=(Step(name="check_a", title=text, status="failed", message=text, mistake="m", comparison=bad),),
        error=Raised(type=text[:30], message=text, frames=frames),
        stdout=text,
    )


def clean(text: str) -> bool:
    """Whether a terminal would show the text and do nothing else."""
    return all(character == "\n" or literal_line(character) == character for character in text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_literal_text_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    shown = literal(text)
    assert clean(shown)
    shown.encode("utf-8")
    assert len(literal_line(text)) == len(text)


def test_words_in_brackets_stay() -> None:
    for name in ("device", "log", "link"):
        assert literal(HOSTILE[name]) == HOSTILE[name]


def test_a_line_that_was_redrawn_is_shown_as_it_ended() -> None:
    assert literal("epoch 1\repoch 2\repoch 3\nok\r\n") == "epoch 3\nok\n"
    assert literal("50%\r") == "50%"


def test_far_too_much_is_left_out_and_said_so() -> None:
    assert literal("y" * 100_000).endswith("… 98,000 more")
    many = literal("\n".join(f"line {number}" for number in range(1000)), rows=400)
    assert len(many.splitlines()) == 401
    assert "… 600 lines left out …" in many
    assert many.endswith("line 999")
    assert "more characters" in literal("\n".join(["z" * 1000] * 400), rows=400)


async def test_every_surface_of_a_lesson_shows_hostile_text_literally(running, hello: Task, size) -> None:
    async with running(size) as driver:
        lesson = await driver.open_lesson(hello)
        lesson.show_pane("code")
        for name, text in HOSTILE.items():
            lesson.results.show(words.finished(verdict(text), Content("after")))
            await assert_drawn(driver, name)
            lesson.results.show(words.running(verdict(text).steps, False))
            lesson.editor.show(text)
            lesson.editor.mark(1)
            lesson.tell(text)
            lesson.query_one(Heading).show((text, text))
            await assert_drawn(driver, name)


async def test_every_window_over_a_lesson_shows_hostile_text_literally(running, hello: Task, size) -> None:
    text = "\n".join(HOSTILE.values())
    async with running(size) as driver:
        await driver.open_lesson(hello)
        desk = Desk(driver.app.session, hello, "neon", text)
        desk.links = (Link(text, text, text),)
        for screen in (
            Question(text, text, "Yes"),
            Notice(text, text, text),
            SolutionScreen(text, text),
            DocumentsScreen(desk),
        ):
            await driver.app.push_screen(screen)
            await assert_drawn(driver, type(screen).__name__)
            await driver.app.pop_screen()


async def test_lists_and_cards_show_hostile_text_literally(running, hello: Task, size) -> None:
    async with running(size) as driver:
        await driver.home_is_loaded()
        home = driver.app.screen
        for name, text in HOSTILE.items():
            card = home.query_one("#card-neon", FrameworkCard)
            card.show(CardData(missing=text, remedy=text))
            await assert_drawn(driver, name)
            card.show(CardData(version=text, device=text, note=text, total=3, units=((text, ("new", "open")),)))
            home.query_one(Resume).show((replace(hello, title=text), "neon"))
            data = HomeData({}, None, 1, (LessonError(text, text), UnwritableLog(text, text)))
            home.query_one("#home-note", Static).update(home_note(data))
            await assert_drawn(driver, name)
        await driver.press("3")
        await driver.until(lambda: driver.app.screen.query(OptionList))
        options = driver.app.screen.query_one(OptionList)
        for name, text in HOSTILE.items():
            options.add_option(task_line(replace(hello, title=text), None, 70))
            options.add_option(broken_line(BrokenTask(Path("unit/task"), LessonError(text)), 70))
            options.action_last()
            await assert_drawn(driver, name)


async def test_titles_in_the_table_of_tasks_are_literal(running, hello: Task) -> None:
    async with running() as driver:
        await driver.open_lesson(hello)
        progress = recorded(driver, hello)
        for text in HOSTILE.values():
            info = msgspec.structs.replace(progress.info, title=text)
            (entry,) = TaskTable(Analysis(tasks=(msgspec.structs.replace(progress, info=info),))).entries
            assert all(clean(cell) for cell in entry.cells)


async def assert_drawn(driver, name: str) -> None:
    """Everything on the screen is plain characters, whatever was put in."""
    await driver.pilot.pause()
    assert clean(driver.text), (name, [character for character in driver.text if not clean(character)])


def test_what_a_framework_says_of_a_name_is_literal() -> None:
    for text in HOSTILE.values():
        page = Page(name=text, identity=text, kind="class", signature=text, doc=text, guessed=True, cut=True)
        for shown in (page_text(page), missing(text, text)):
            assert all(clean(character) for character in shown.plain)


def test_the_map_of_a_matrix_is_shown_row_by_row() -> None:
    picture = "··x·\n····\nx··[INFO]"
    shown = [block.content.plain for block in words.comparison(Comparison(off=2, size=12, picture=picture))]
    assert shown[-3:] == ["where     ··x·", "····", "x··[INFO]"]
