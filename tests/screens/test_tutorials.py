"""The official tutorials against the skills: the matrix, the list of a cell, and the learner's own ratings."""

from __future__ import annotations

from textual.widgets import DataTable, OptionList

from progress.store import Log
from progress.tutorials import TutorialRating, tutorial_ratings
from tutor import paths
from tutor.screens.tutorials import TutorialsScreen

from .conftest import NARROW, WIDE


def rated() -> tuple[TutorialRating, ...]:
    with Log.open(paths.database()) as log:
        return tutorial_ratings(log)


async def go_to_cell(driver, skill: str, column: int) -> TutorialsScreen:
    """Open the screen by its key and move to a cell of the matrix."""
    await driver.home_is_loaded()
    await driver.press("t")
    await driver.until(lambda: getattr(driver.app.screen, "matrix", None), "matrix")
    screen = driver.app.screen
    table = screen.query_one(DataTable)
    table.move_cursor(row=table.get_row_index(skill), column=column)
    await driver.pilot.pause()
    return screen


async def test_the_matrix_shows_counts_gaps_and_breadth(running, size) -> None:
    async with running(size) as driver:
        screen = await go_to_cell(driver, "gradient-checking", 2)
        await driver.sees("gradient-checking 2 · ·")
        await driver.sees("Skills with a tutorial: PyTorch")
        await driver.sees("No official tutorial on this.")
        assert screen.chosen is None
        await driver.press("4", "enter")
    assert rated() == ()


async def test_a_tutorial_is_rated_by_a_digit_and_the_latest_counts(running) -> None:
    async with running(WIDE) as driver:
        screen = await go_to_cell(driver, "jacobians", 1)
        await driver.press("tab", "down", "5")
        await driver.sees("you: 5 of 7")
        await driver.press("6")
        await driver.sees("you: 6 of 7")
        chosen = screen.chosen
        assert chosen is not None
        await driver.press("escape")
        await go_to_cell(driver, "jacobians", 1)
        await driver.sees("you: 6 of 7")
    assert rated() == (TutorialRating("pytorch", chosen.id, 6),)


async def test_the_column_of_skills_lists_all_frameworks_and_enter_opens(running, monkeypatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    async with running(NARROW) as driver:
        screen = await go_to_cell(driver, "early-stopping", 0)
        frameworks = {each.framework for each in screen._listed}
        assert frameworks == {"tensorflow", "neon"}
        await driver.press("enter")
        assert driver.app.focused is screen.query_one(OptionList)
        await driver.press("enter")
        await driver.until(lambda: driver.app.clipboard == screen.chosen.url, "the address is copied")
