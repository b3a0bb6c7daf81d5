"""A verdict as lines: everything in it is said once, and none of it is markup."""

from __future__ import annotations

from tutor.cli.verdicts import step_lines, verdict_lines
from tutor.judge.verdict import Comparison, Frame, Raised, Step, Verdict

HOSTILE = "[INFO] [/job:localhost/device:GPU:0] [red]x[/red] \x1b[31m"
SHOWN = "[INFO] [/job:localhost/device:GPU:0] [red]x[/red] ␛[31m"


def text(lines: object) -> str:
    return "\n".join(line.plain for line in lines)  # type: ignore[attr-defined]


def verdict(**changes: object) -> Verdict:
    fields: dict[str, object] = {
        "task": "u/t",
        "task_id": "1",
        "framework": "neon",
        "framework_version": "2.6.0",
        "device": "cpu",
        "seed": 5,
        "run_id": "r",
        "source_hash": "h",
        "outcome": "failed",
    }
    return Verdict(**{**fields, **changes})  # type: ignore[arg-type]


def test_a_failed_step_says_the_call_what_was_expected_and_got_and_by_how_much() -> None:
    comparison = Comparison(
        call="standardise(x)",
        expected="float32 (64, 8)",
        got="float32 (64, 8)",
        off=3,
        size=512,
        largest_absolute=0.25,
        largest_relative=1.5,
        first_bad=(2, 7),
        tolerance=1e-5,
        picture="··\n·x",
    )
    step = Step(name="s", title="Each column is centred.", status="failed", message="Rows?", comparison=comparison)
    assert text(step_lines(step)).splitlines() == [
        "✗ Each column is centred.",
        "    Rows?",
        "    call       standardise(x)",
        "    expected   float32 (64, 8)",
        "    got        float32 (64, 8)",
        "    difference 3 of 512 off, largest error 0.25 (tolerance 1e-05), relative 1.5, first at [2, 7]",
        "    where      ··",
        "               ·x",
    ]


def test_a_passed_step_and_one_not_reached_take_a_line_each() -> None:
    assert text(step_lines(Step(name="s", title="Sum.", status="passed"))) == "✓ Sum."
    assert text(step_lines(Step(name="s", title="Sum.", status="not_reached"))) == "· Sum."


def test_a_traceback_has_the_learners_frames_and_the_message() -> None:
    frame = Frame(file="t.py", line=4, function="f", text="return 1 / 0", own=True)
    error = Raised(type="ZeroDivisionError", message="division by zero", frames=(frame,), line=4)
    lines = text(verdict_lines(verdict(outcome="raised", error=error)))
    assert '  File "t.py", line 4, in f\n    return 1 / 0\nZeroDivisionError: division by zero' in lines
    assert "Your code raised an error: u/t in neon 2.6.0" in lines


def test_text_of_learners_and_frameworks_is_shown_as_it_is() -> None:
    frame = Frame(file=HOSTILE, line=1, function=HOSTILE, text=HOSTILE, own=False)
    error = Raised(type="E", message=HOSTILE, frames=(frame,))
    step = Step(name="s", title=HOSTILE, status="failed", message=HOSTILE, comparison=Comparison(picture=HOSTILE))
    whole = verdict(outcome="raised", error=error, stdout=HOSTILE, stdout_cut=True, message=HOSTILE)
    lines = text(step_lines(step)) + text(verdict_lines(whole))
    assert lines.count(SHOWN) == 9
    assert "\x1b" not in lines
    assert "… (cut)" in lines


def test_every_outcome_has_its_words() -> None:
    from typing import get_args

    from tutor.judge.verdict import Outcome

    for outcome in get_args(Outcome):
        assert "u/t in neon" in text(verdict_lines(verdict(outcome=outcome)))
