"""What a check is told where it expects the learner's code to raise."""

from __future__ import annotations

import pytest

from tests.judge.conftest import FRAMEWORKS, Judge, MakeTask

REFUSES = '''
def check_refuses(sub, expect):
    """It refuses a number below zero."""
    raised = sub.raises("double", -1)
    expect.that(raised is not None, "double(-1) should raise ValueError; it returned.")
    expect.that("ValueError" in raised.kinds, f"double(-1) should raise ValueError; it raised {raised.type}.")
    expect.that(sub.raises("double", 1) is None, "double(1) should not raise.")

def check_says(sub, expect):
    """It says which number it was."""
    raised = sub.raises("double", -7)
    expect(raised.message if raised else None, "the message").equal("-7 is below zero")
    expect.that(raised.line == 6 and raised.frames[-1].function == "double", f"{raised}")
'''

RIGHT = """
class TooSmall(ValueError): pass

def double(x):
    if x < 0:
        raise TooSmall(f"{x} is below zero")
    return 2 * x
"""


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_what_the_learners_lines_raise_is_told_by_kind_message_and_line(
    judge: Judge, make_task: MakeTask, framework: str
) -> None:
    verdict = judge(RIGHT, make_task(REFUSES), framework)
    assert verdict.passed, verdict.message


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("return x", "it returned"),
        ("raise RuntimeError('no')", "it raised RuntimeError"),
        ("raise ValueError('no')", "double(1) should not raise"),
    ],
)
def test_raising_nothing_or_something_else_or_always_fails(
    judge: Judge, make_task: MakeTask, body: str, words: str
) -> None:
    verdict = judge(f"def double(x):\n    {body}\n", make_task(REFUSES))
    assert verdict.outcome == "failed"
    assert words in verdict.message


@pytest.mark.parametrize(
    ("source", "outcome"),
    [
        ("def duble(x):\n    return x\n", "raised"),
        ("def double():\n    raise ValueError\n", "raised"),
        ("double = 3\n", "raised"),
        ("def double(x):\n    raise MemoryError\n", "out_of_memory"),
        ("import os\ndef double(x):\n    os._exit(0)\n", "crashed"),
    ],
)
def test_what_does_not_come_out_of_the_learners_lines_ends_the_check(
    judge: Judge, make_task: MakeTask, source: str, outcome: str
) -> None:
    assert judge(source, make_task(REFUSES)).outcome == outcome


def test_an_exception_that_was_expected_leaves_no_trace_in_the_verdict(judge: Judge, make_task: MakeTask) -> None:
    verdict = judge(RIGHT, make_task(REFUSES))
    assert verdict.error is None
    assert [step.status for step in verdict.steps] == ["passed", "passed"]
