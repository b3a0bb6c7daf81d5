# ruff: noqa: F811  fixtures by their names
"""A framework that is missing is offered to be set up, and the set-up can be followed, stopped and gone on with."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import msgspec
import pytest

from tests.environments.conftest import Index, index, make_torch, own_pip, wheels  # noqa: F401
from tests.screens.conftest import NARROW, Running
from tutor.frameworks import managed
from tutor.screens.lessons import LessonsScreen
from tutor.screens.setting_up import SetUpScreen


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tutor's own Python lacks PyTorch: every other package is where it was, by links."""
    places = []
    for place in map(Path, sys.path):
        if place.name == "site-packages":
            links = tmp_path / f"packages-{len(places)}"
            links.mkdir()
            for entry in place.iterdir():
                if not entry.name.startswith("torch"):
                    (links / entry.name).symlink_to(entry)
            place = links
        places.append(str(place))
    monkeypatch.setattr(sys, "path", places)
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")


def measured(home: Path) -> list[tuple[str, dict[str, object]]]:
    with sqlite3.connect(home / "progress.sqlite3") as log:
        rows = log.execute("SELECT type, payload FROM events WHERE type LIKE 'install%' ORDER BY seq").fetchall()
    return [(kind, msgspec.json.decode(payload)) for kind, payload in rows]


async def test_a_missing_framework_is_set_up_where_it_is_needed(
    running: Running,
    bare: None,
    wheels: Path,
    home: Path,
) -> None:
    async with running(NARROW) as driver:
        await driver.home_is_loaded()
        await driver.press("1")
        await driver.sees("Set PyTorch up")
        await driver.sees("not now")
        await driver.press("enter")
        await driver.sees("Enter tries again")  # there is no PyTorch to be had yet
        make_torch(wheels)
        await driver.press("enter")
        await driver.sees("is ready")
        assert driver.says("packages 4")
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, LessonsScreen), "lessons")
    kinds = [(kind, payload.get("outcome")) for kind, payload in measured(home)]
    assert kinds == [
        ("install_started", None), ("install_finished", "failed"),
        ("install_started", None), ("install_finished", "done"),
    ]  # fmt: skip
    assert managed.read("pytorch") is not None


async def test_a_set_up_is_followed_and_stopped(
    running: Running,
    bare: None,
    index: Index,
    home: Path,
) -> None:
    make_torch(index.folder, ballast=2_000_000)
    index.held = {"torch"}
    async with running() as driver:
        await driver.home_is_loaded()
        await driver.press("1")
        await driver.sees("Set PyTorch up")
        await driver.press("enter")
        await driver.sees("stops; what has arrived is kept")
        await driver.until(index.waiting.is_set, "the download under way")
        await driver.sees("▸ Downloading")
        await driver.press("escape")
        await driver.sees("The set-up was stopped.")
        await driver.press("escape")
        await driver.until(lambda: not isinstance(driver.app.screen, SetUpScreen), "home")
    assert [payload.get("outcome") for _, payload in measured(home)] == [None, "stopped"]
    assert managed.read("pytorch") is None


async def test_leaving_the_tutor_ends_the_set_up(running: Running, bare: None, index: Index, home: Path) -> None:
    make_torch(index.folder)
    index.held = {"torch"}
    async with running() as driver:
        await driver.home_is_loaded()
        await driver.press("1")
        await driver.sees("Set PyTorch up")
        await driver.press("enter")
        await driver.until(index.waiting.is_set, "the download under way")
    assert [payload.get("outcome") for _, payload in measured(home)] == [None, "stopped"]
