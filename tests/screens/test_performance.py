"""The performance tab: the last benchmark as it was recorded, or how to run one."""

from __future__ import annotations

import msgspec

from progress.recorder import Recorder
from progress.store import Log
from tutor import paths

from ..bench.invented import invented
from .test_progress import opened, turn


async def test_without_a_benchmark_it_says_how_to_run_one(running, size) -> None:
    async with running(size) as driver:
        await opened(driver)
        await turn(driver, "performance")
        await driver.sees("No benchmark has run yet. `dltutor bench` takes some minutes")


async def test_the_last_benchmark_is_shown_with_what_to_doubt(running, size) -> None:
    with Log.open(paths.database()) as log, Recorder(log, interface="cli") as recorder:
        recorder.benchmarked(msgspec.to_builtins(invented()))
    async with running(size) as driver:
        screen = await opened(driver)
        await turn(driver, "performance")
        await driver.sees("The machine was busy (load 7.4 on 2 cores)")
        await driver.sees("TensorFlow tf.function")
        await driver.sees("10.0 ms [9.00, 11.0]")
        assert screen.explained()[0].n == len(invented().results)
        await driver.press("end")
        await driver.sees("Median of interleaved repeats")
