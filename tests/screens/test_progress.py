"""The progress screen: the one analysis, tab by tab, whatever a learner did."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tutor import paths
from tutor.catalog import FRAMEWORKS, Catalog, Task
from tutor.screens.help import HelpScreen
from tutor.screens.lesson import LessonScreen
from tutor.screens.progress import TABS, ProgressScreen
from tutor.screens.widgets.chart import LearningChart, SolvedChart
from tutor.screens.widgets.task_table import TaskTable

from .learners import learn

HOSTILE = "[/job:localhost/device:GPU:0] [bold]x[/] [INFO]"


async def opened(driver) -> ProgressScreen:
    """Open the progress screen and wait for the analysis to be shown."""
    await driver.home_is_loaded()
    await driver.press("f3")
    await driver.until(lambda: isinstance(driver.app.screen, ProgressScreen) and driver.app.screen.analysis, "analysis")
    await driver.pilot.pause()
    return driver.app.screen


async def turn(driver, tab: str) -> None:
    """Go to a tab by its number."""
    await driver.press(str(list(TABS).index(tab) + 1))
    await driver.until(lambda: driver.app.screen.tab == tab)
    await driver.pilot.pause()


def columns(driver) -> int:
    return max(len(line) for line in driver.text.splitlines())


async def test_before_anything_is_done_every_tab_says_so(running, size) -> None:
    async with running(size) as driver:
        screen = await opened(driver)
        for tab, words in {
            "overview": "Nothing recorded yet.",
            "learning": "No task is completed yet.",
            "frameworks": "No task is begun yet.",
            "skills": "No task is checked yet.",
            "time": "No time is recorded yet.",
            "tasks": "None is begun yet.",
        }.items():
            await turn(driver, tab)
            await driver.sees(words)
        assert not screen.query(LearningChart)
        await driver.press("enter", "s", "enter")
        assert driver.app.screen is screen


async def test_one_task_is_a_point_and_no_statistic(running, home: Path, hello: Task, size) -> None:
    learn(home, [hello], ["neon"])
    async with running(size) as driver:
        await opened(driver)
        await driver.sees("Next")
        await turn(driver, "learning")
        await driver.sees("too little data")
        await driver.sees("tasks completed")
        await turn(driver, "tasks")
        await driver.sees("wrong shape, passed" if size[0] > 80 else hello.title)


async def test_one_framework_has_a_fit_and_a_curve_and_nothing_to_compare(
    running, home, lessons: Catalog, size
) -> None:
    learn(home, [task for task in lessons.tasks if "pytorch" in task.frameworks][:25], ["pytorch"])
    async with running(size) as driver:
        screen = await opened(driver)
        assert screen.analysis.curves[0].band is not None
        await turn(driver, "learning")
        await driver.sees("a doubling of practice leaves")
        await turn(driver, "frameworks")
        await driver.sees("No task is solved in two frameworks yet.")
        screen.query_one("#body-frameworks").scroll_end(animate=False)
        await driver.sees("multiples of par")
        assert screen.query_one(SolvedChart).sides


async def test_three_frameworks_stand_side_by_side_with_the_caveat(running, home, lessons: Catalog, size) -> None:
    learn(home, [task for task in lessons.tasks if len(task.frameworks) == 3][:8], FRAMEWORKS)
    async with running(size) as driver:
        await opened(driver)
        await turn(driver, "frameworks")
        await driver.sees("PyTorch / TensorFlow")
        await driver.sees("cannot separate order from framework")
        await turn(driver, "skills")
        await driver.sees("Chance of passing")
        await turn(driver, "time")
        await driver.sees("wrong shape")
        assert columns(driver) <= size[0]


async def test_ten_thousand_attempts_are_read_and_drawn(running, home, lessons: Catalog, size) -> None:
    tasks = [task for task in lessons.tasks if "neon" in task.frameworks][:20]
    learn(home, tasks, ["neon"], failures=499)
    async with running(size) as driver:
        screen = await opened(driver)
        assert sum(row.attempts for row in screen.analysis.tasks) == 500 * len(tasks)
        for tab in TABS:
            await turn(driver, tab)
            assert columns(driver) <= size[0]
        await turn(driver, "tasks")
        await driver.sees("494 more" if size[0] > 80 else "Task")


@pytest.mark.parametrize("tab", TABS)
async def test_every_figure_says_what_it_is(running, home, hello: Task, tab: str, size) -> None:
    learn(home, [hello], ["neon"])
    async with running(size) as driver:
        screen = await opened(driver)
        await turn(driver, tab)
        await driver.press("question_mark")
        await driver.until(lambda: isinstance(driver.app.screen, HelpScreen) and driver.static("#help-keys"))
        said = " ".join(driver.static("#help-keys").split())
        for key in TABS[tab][1]:
            figure = screen.analysis.figures[key]
            for words in (figure.title, figure.what, f"n = {figure.n} {figure.of}.", figure.source):
                assert " ".join(words.split()) in said


def test_every_figure_of_the_analysis_has_its_tab() -> None:
    from progress.report.analysis import analyse
    from progress.report.model import Report

    assert {key for _, keys in TABS.values() for key in keys} == set(analyse(Report()).figures)


async def test_the_tasks_sort_by_each_column_and_enter_opens_the_lesson(running, home, lessons: Catalog, size) -> None:
    learn(home, [task for task in lessons.tasks if "neon" in task.frameworks][:5], ["neon"])
    async with running(size) as driver:
        screen = await opened(driver)
        await turn(driver, "tasks")
        table = screen.query_one(TaskTable)
        await driver.press("s", "s", "s")
        times = [entry.keys[2] for entry in table.entries]
        assert times == sorted(times, reverse=True)
        await driver.press("down")
        task, _ = table.chosen
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, LessonScreen))
        assert driver.lesson.lesson.key == task


async def test_opening_another_lesson_from_here_leaves_the_one_below(running, home, lessons: Catalog, hello) -> None:
    other = next(task for task in lessons.tasks if "neon" in task.frameworks and task is not hello)
    learn(home, [other], ["neon"])
    async with running() as driver:
        lesson = await driver.open_lesson(hello)
        lesson.editor.swap("kept = 1\n")
        await driver.press("f3")
        await driver.until(lambda: isinstance(driver.app.screen, ProgressScreen) and driver.app.screen.analysis)
        await turn(driver, "tasks")
        table = driver.app.screen.query_one(TaskTable)
        await driver.press(*(["down"] if table.chosen[0] != other.key else []), "enter")
        await driver.until(lambda: isinstance(driver.app.screen, LessonScreen) and driver.lesson is not lesson)
        assert driver.lesson.lesson.key == other.key
        assert lesson not in driver.app.screen_stack
        assert driver.app.session.workspace.read(hello, "neon", "").source == "kept = 1\n"


async def test_names_are_never_markup(running, home: Path, hello: Task, tmp_path: Path) -> None:
    root = tmp_path / "lessons"
    shutil.copytree(paths.lessons(), root)
    file = root / "00-first-contact" / "hello" / "task.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join(f"title: '{HOSTILE}'" if line.startswith("title:") else line for line in lines))
    learn(home, [hello], ["neon"])
    async with running(lessons=root) as driver:
        await opened(driver)
        await turn(driver, "tasks")
        await driver.sees(HOSTILE[:30])


async def test_it_opens_once_from_anywhere_and_escape_goes_back(running, size) -> None:
    async with running(size) as driver:
        await driver.home_is_loaded()
        await driver.press("f3", "f3")
        await driver.until(lambda: isinstance(driver.app.screen, ProgressScreen))
        assert len(driver.app.screen_stack) == 2
        await driver.press("ctrl+l")
        await driver.press("escape")
        await driver.until(lambda: not isinstance(driver.app.screen, ProgressScreen))
