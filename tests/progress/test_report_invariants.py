"""Whatever a learner did: every face can be made, keeps to its width, and claims nothing that is no number."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import isfinite
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from progress.report.analysis import analyse
from progress.report.findings import Analysis
from progress.report.html import page
from progress.report.model import FrameworkProgress, Report, TaskProgress
from progress.report.sharing import anonymise
from progress.report.terminal import render
from progress.stats.results import TooLittleData

from .learners import FRAMEWORKS, info

EMPTY = FrameworkProgress(done=0, total=0)
START = datetime(2026, 3, 1, 12, tzinfo=UTC)


@st.composite
def rows(draw: st.DrawFn) -> list[TaskProgress]:
    """Up to 25 tasks, in any state, that took from a nanosecond to a month."""
    found = []
    scale = draw(st.sampled_from([1e-9, 1.0, 100.0, 1e6]))
    for place in range(draw(st.sampled_from([0, 1, 5, 6, 19, 20, 25]))):
        task = info(f"t{place}", draw(st.text(max_size=12)), par_minutes=draw(st.sampled_from([0.1, 2.0, 60.0])))
        for framework in FRAMEWORKS[: draw(st.integers(1, 3))]:
            state = draw(st.sampled_from(["new", "open", "skipped", "unaided", "unaided", "aided", "revealed"]))
            ten = draw(st.sampled_from([0.0, 1.0, 1.0, 2.5])) * scale
            at = START + timedelta(minutes=draw(st.integers(0, 100_000)))
            done = state in ("unaided", "aided", "revealed")
            found.append(
                TaskProgress(
                    info=task,
                    framework=framework,
                    state=state,
                    active_5_s=ten * draw(st.sampled_from([0.0, 0.01, 1.0])),
                    active_s=ten,
                    active_15_s=ten * draw(st.sampled_from([1.0, 3.0])),
                    opened_at=None if state == "new" else at,
                    completed_at=at if done else None,
                    last_activity=None if state == "new" else at,
                    time_to_completion_s=ten if done else None,
                )
            )
    return found


@given(rows(), st.integers(40, 200))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_face_can_be_made(tasks: list[TaskProgress], width: int) -> None:
    found = analyse(Report(frameworks=dict.fromkeys(FRAMEWORKS, EMPTY), tasks=tuple(tasks)), now=START)
    assert msgspec.json.decode(msgspec.json.encode(found), type=Analysis) == found
    assert all(isfinite(number) for number in numbers(msgspec.to_builtins(found)))
    for line in render(found, width).splitlines():
        assert cell_len(line) <= width, line
    assert render(anonymise(found), width)
    for curve in found.curves:
        assert (curve.band is None) == isinstance(curve.rate.value, TooLittleData)
        assert [point.practice for point in curve.points] == sorted({point.practice for point in curve.points})
    assert sum(share.share for share in found.shares.by_error) in (0, pytest.approx(1))
    for side in found.sides:
        assert side.solved == len(side.times)


@given(rows())
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_page_can_be_made(tasks: list[TaskProgress]) -> None:
    found = analyse(Report(frameworks=dict.fromkeys(FRAMEWORKS, EMPTY), tasks=tuple(tasks)), now=START)
    assert page(found).endswith("</html>\n")


def numbers(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [number for one in value.values() for number in numbers(one)]
    if isinstance(value, list | tuple):
        return [number for one in value for number in numbers(one)]
    return [value] if isinstance(value, int | float) else []
