"""Input that cannot be measured is refused by name and place; results are frozen and SciPy comes late."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from math import inf, nan
from typing import Any

import msgspec
import numpy as np
import pytest

from progress.stats import (
    Estimate,
    FirstAttempt,
    Spell,
    TooLittleData,
    active_time,
    additive_factors,
    cumulative_solved,
    error_shares,
    framework_ratio,
    kaplan_meier,
    learning_rate,
    log_rank,
    restricted_mean,
    restricted_mean_difference,
    skill_label,
    spells,
    sus,
    typical_time,
    williams_orders,
)

OK = ([1.0, 2, 3, 4] * 6, [True] * 24)

CASES: list[tuple[Callable[[], Any], str]] = [
    (lambda: typical_time([1, 2, nan]), r"times\[2\] is nan; expected a finite number above zero"),
    (lambda: typical_time([1, -2]), r"times\[1\] is -2; expected a finite number above zero"),
    (lambda: typical_time([0.0, 1]), r"times\[0\] is 0; expected a finite number above zero"),
    (lambda: typical_time([1, inf]), r"times\[1\] is inf"),
    (lambda: typical_time(["1", "soon"]), "times has a cell that is no number: .*soon"),  # type: ignore[list-item]
    (lambda: typical_time(np.ones((3, 2))), "times has 2 dimensions; expected one column"),
    (lambda: typical_time([1.0] * 6, level=95), "level is 95; expected between 0 and 1"),
    (lambda: kaplan_meier([1, -1], [1, 1]), r"durations\[1\] is -1; expected a finite number, zero or more"),
    (lambda: kaplan_meier([1, 2], [1]), "unequal length: durations has 2, solved has 1"),
    (lambda: kaplan_meier([1, 2], [1, 2]), r"solved\[1\] is 2; expected true or false"),
    (lambda: kaplan_meier([1, 2], [1, nan]), r"solved\[1\] is nan; expected true or false"),
    (lambda: kaplan_meier([1, 2], ["yes", "no"]), r"solved\[0\] is 'yes'"),  # type: ignore[list-item]
    (
        lambda: cumulative_solved([1], ["quit"], 9),
        r"outcomes\[0\] is 'quit'; expected one of solved, gave_up, open",
    ),
    (lambda: cumulative_solved([1, 2], ["open"], 9), "unequal length: durations has 2, outcomes has 1"),
    (lambda: cumulative_solved([1], ["open"], 0), "cap is 0; expected a finite number above zero"),
    (lambda: cumulative_solved([nan], ["open"], 9), r"durations\[0\] is nan"),
    (lambda: restricted_mean(*OK, nan), "tau is nan; expected a finite number above zero"),
    (lambda: restricted_mean(*OK, -1), "tau is -1"),
    (lambda: restricted_mean_difference(OK, ([1], [1, 0]), 3), "b durations has 1, b solved has 2"),
    (lambda: log_rank(([1, nan], [1, 1]), OK), r"a durations\[1\] is nan"),
    (lambda: learning_rate([1.0] * 20, [1.0] * 19), "times has 20, par has 19, practice has 20"),
    (lambda: learning_rate([1.0] * 20, [0.0] * 20), r"par\[0\] is 0; expected a finite number above zero"),
    (
        lambda: learning_rate([1.0, 2], practice=[1, 0.5]),
        r"practice\[1\] is 0\.5; expected 1, the first time",
    ),
    (lambda: framework_ratio([1, 2], [1]), "times_a has 2, times_b has 1"),
    (lambda: framework_ratio([1, 2], [1, 0]), r"times_b\[1\] is 0"),
    (lambda: framework_ratio([1.0] * 6, [1.0] * 6, a_first=[True]), "times_b has 6, a_first has 1"),
    (lambda: framework_ratio([1.0] * 20, [1.0] * 20, draws=0), "draws is 0; expected one or more"),
    (lambda: additive_factors([FirstAttempt("a", 2)]), r"attempts\[0\]\.right is 2"),  # type: ignore[arg-type]
    (lambda: additive_factors([], shrinkage=-1), "shrinkage is -1"),
    (lambda: skill_label([0.1, 1.2]), r"points\[1\] is 1\.2; expected a share of errors, 0 to 1"),
    (lambda: error_shares([Spell(1, "typo", "u", "f")]), r"events\[0\] has the error class 'typo'"),
    (lambda: error_shares([Spell(-1, "shape", "u", "f")]), r"events\[0\] lasts -1 s"),
    (lambda: error_shares([Spell(nan, "shape", "u", "f")]), r"events\[0\] lasts nan s"),
    (lambda: spells([1], [], 2, unit="u", framework="f"), "active_at has 1, errors has 0"),
    (lambda: spells([5, 3], ["shape"] * 2, 9, unit="u", framework="f"), "check 2 is at 3 s, before the 5 s"),
    (lambda: spells([5], ["shape"], 4, unit="u", framework="f"), "the end is at 4 s, before the 5 s"),
    (lambda: sus([3] * 9), "9 answers; the scale has 10 items"),
    (lambda: sus([3] * 9 + [6]), r"answers\[9\] is 6; expected a whole number from 1 to 5"),
    (lambda: sus([3] * 9 + [2.5]), r"answers\[9\] is 2\.5"),  # type: ignore[list-item]
    (lambda: active_time([1, nan]), r"signals\[1\] is nan"),
    (lambda: active_time([1, 2], idle=0), "idle is 0"),
    (lambda: williams_orders([]), "no conditions"),
    (lambda: williams_orders(["neon", "pytorch", "neon"]), "'neon' is named twice"),
]


@pytest.mark.parametrize(("call", "message"), CASES, ids=[message for _, message in CASES])
def test_bad_input_is_refused_by_name_and_place(call: Callable[[], Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()


def test_results_are_frozen_and_encode_as_they_are() -> None:
    found = typical_time([55, 65, 75, 62, 45, 135])
    assert isinstance(found, Estimate)
    with pytest.raises(AttributeError):
        found.value = 1  # type: ignore[misc]
    assert msgspec.json.decode(msgspec.json.encode(found), type=Estimate | TooLittleData) == found
    few = typical_time([1.0])
    assert msgspec.json.decode(msgspec.json.encode(few), type=Estimate | TooLittleData) == few
    assert b'"kind":"too_little_data"' in msgspec.json.encode(few)
    assert str(found) == "68.24 [46.01, 101.2], n = 6"


@pytest.mark.parametrize("heavy", ["scipy", "statsmodels", "lifelines", "pandas", "matplotlib"])
def test_importing_the_statistics_imports_nothing_heavy(heavy: str) -> None:
    program = f"import sys, progress.stats; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_what_a_report_always_shows_needs_no_more_of_scipy_than_its_functions() -> None:
    """scipy.stats takes half a second to import; quantiles come from scipy.special."""
    program = (
        "import sys; from progress.stats import *; typical_time([1, 2, 3, 4, 5, 6]);"
        "kaplan_meier([1, 2], [1, 0]); framework_ratio([1.0] * 6, [2.0] * 6); learning_rate([3.0] * 20);"
        "sys.exit('scipy.stats' in sys.modules or 'scipy.special' not in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
