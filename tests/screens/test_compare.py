"""The scorecard on its screen: every figure, its detail, and an order that follows the reader's weights."""

from __future__ import annotations

from progress.recorder import Recorder
from progress.scorecard import faces, order
from progress.store import Log
from tests.screens.conftest import Running
from tutor import paths
from tutor.screens.compare import CompareScreen

INSTALL = {
    "device": "cpu", "outcome": "done", "commands": 3, "failures": 0, "retries": 0, "bytes_fetched": 1,
    "bytes_on_disk": 900_000_000, "packages": 11, "first_import_s": 3.5, "version": "2", "python_version": "3.11",
    "error": "", "resumed": False,
}  # fmt: skip


def record() -> None:
    """Set-ups of all three, of which PyTorch's is the quickest."""
    with Log.open(paths.database()) as log, Recorder(log, interface="cli") as recorder:
        for framework, seconds in (("pytorch", 60.0), ("tensorflow", 90.0), ("neon", 120.0)):
            recorder.install_started(framework, framework)
            recorder.install_finished(framework, framework, {**INSTALL, "wall_s": seconds})


async def test_every_question_is_there_and_what_is_missing_is_said(running: Running, size: tuple[int, int]) -> None:
    async with running(size) as driver:
        await driver.home_is_loaded()
        await driver.press("v")
        await driver.sees("How easy is it to set up?")
        await driver.sees("not measured")
        await driver.sees("mean rank over")


async def test_enter_opens_the_method_and_the_raw_numbers(running: Running) -> None:
    record()
    async with running() as driver:
        await driver.home_is_loaded()
        await driver.press("v")
        await driver.sees("1 min 00 s n=1")
        await driver.press("down", "enter")
        await driver.sees("Wall time of the last set-up that succeeded.")
        await driver.sees("PyTorch: 1 min 00 s n=1")
        await driver.press("escape")
        assert isinstance(driver.app.screen, CompareScreen)


async def test_a_question_that_counts_nothing_changes_the_order(running: Running) -> None:
    record()
    async with running() as driver:
        await driver.home_is_loaded()
        await driver.press("v")
        await driver.sees("By your weights")
        screen = driver.app.screen
        assert isinstance(screen, CompareScreen)
        before = driver.static("#order")
        await driver.press("minus")
        await driver.sees("× 0")
        await driver.until(lambda: driver.static("#order") != before, "another order")
        await driver.press(*["plus"] * 5)
        await driver.sees("× 5")
        assert screen.card is not None
        await driver.until(
            lambda: driver.static("#order") == faces.ordered(order(screen.card, {"set-up": 5.0})), "the order by weight"
        )


async def test_escape_goes_back(running: Running) -> None:
    async with running() as driver:
        await driver.home_is_loaded()
        await driver.press("v")
        await driver.sees("How easy")
        await driver.press("escape")
        await driver.home_is_loaded()
