"""One table of actions: the keys do what it says, and help, palette and README say what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from tutor.catalog import Task
from tutor.screens import actions
from tutor.screens.app import TutorApp
from tutor.screens.compare import CompareScreen
from tutor.screens.help import COLUMN, HelpScreen
from tutor.screens.help import keys as help_keys
from tutor.screens.home import HomeScreen
from tutor.screens.lesson import LessonScreen
from tutor.screens.lessons import LessonsScreen
from tutor.screens.progress import ProgressScreen
from tutor.screens.tutorials import TutorialsScreen

HOMES = {
    "home": HomeScreen,
    "lessons": LessonsScreen,
    "lesson": LessonScreen,
    "progress": ProgressScreen,
    "compare": CompareScreen,
    "tutorials": TutorialsScreen,
    "anywhere": TutorApp,
}
README = Path(__file__).resolve().parents[2] / "README.md"


@pytest.mark.parametrize("action", actions.ACTIONS, ids=lambda action: f"{action.place}-{action.name}")
def test_every_action_has_its_method(action: actions.Action) -> None:
    assert callable(getattr(HOMES[action.place], f"action_{action.name}"))


def test_no_key_means_two_things_in_one_place() -> None:
    for place in actions.PLACES:
        keys = [key for action in (*actions.at(place), *actions.at("anywhere")) for key in action.keys]
        if place != "anywhere":
            assert len(keys) == len(set(keys)), place


def test_the_keys_of_a_lesson_are_free_in_the_editor() -> None:
    taken = {key for binding in TextArea.BINDINGS for key in binding.key.split(",")}
    wanted = {key for action in (*actions.at("lesson"), *actions.at("anywhere")) for key in action.keys}
    assert not wanted & taken


def test_readme_shows_the_table() -> None:
    readme = README.read_text(encoding="utf-8")
    for line in actions.as_markdown().splitlines():
        assert line in readme, f"README lacks: {line}"


async def test_help_lists_the_keys_of_the_place(running, hello: Task, size) -> None:
    async with running(size) as driver:
        await driver.open_lesson(hello)
        await driver.press("ctrl+g")
        await driver.until(lambda: isinstance(driver.app.screen, HelpScreen) and driver.static("#help-keys"))
        shown = " ".join(driver.static("#help-keys").split())
        for action in (*actions.at("lesson"), *actions.at("anywhere")):
            assert " ".join(action.description.split()) in shown
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, LessonScreen))


@pytest.mark.parametrize("place", list(actions.PLACES))
def test_help_keeps_the_keys_apart_from_what_they_do(place: actions.Place) -> None:
    lines = help_keys(place, 72).plain.splitlines()
    assert all(line[COLUMN + 1] == " " for line in lines if line.startswith("  ") and len(line) > COLUMN + 1)


async def test_a_question_mark_is_help_but_in_the_editor_it_is_typed(running, hello: Task) -> None:
    async with running() as driver:
        await driver.home_is_loaded()
        await driver.press("question_mark")
        await driver.until(lambda: isinstance(driver.app.screen, HelpScreen))
        await driver.press("escape")
        lesson = await driver.open_lesson(hello)
        await driver.press("question_mark")
        assert lesson.editor.text.startswith("?")


async def test_the_palette_finds_actions_by_name_and_does_them(running, hello: Task) -> None:
    async with running() as driver:
        lesson = await driver.open_lesson(hello)
        names = [command.title for command in driver.app.get_system_commands(lesson)]
        for action in (*actions.at("lesson"), *actions.at("anywhere")):
            if action.name != "command_palette":
                assert any(action.shown in name for name in names), action
        await driver.press("ctrl+p")
        await driver.until(lambda: driver.app.screen.query(Input))
        await driver.press(*"Progress")
        await driver.until(lambda: driver.says("(F3)"))
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, ProgressScreen))
