"""The frozen values that the statistics return; `msgspec.json.encode` writes each of them as it is."""

from __future__ import annotations

from bisect import bisect_right
from math import exp, log, sqrt
from typing import Literal

import msgspec

Outcome = Literal["solved", "gave_up", "open"]
Label = Literal["too little data", "low and flat", "still high", "no learning", "good"]


class TooLittleData(msgspec.Struct, frozen=True, tag="too_little_data", tag_field="kind"):
    """A claim below its gate: `n` of the `needed` observations (`of` says of what), and no number."""

    n: int
    needed: int
    of: str = "times"

    @property
    def text(self) -> str:
        """The words to print in place of the figure."""
        return f"too little data ({self.n} of {self.needed})"

    def __str__(self) -> str:
        return self.text


class Estimate(msgspec.Struct, frozen=True, tag="estimate", tag_field="kind"):
    """A number with its `level` interval and the `n` behind it, in the unit of the input.

    `se` is the standard error on the scale of `value`, where the interval is built on that scale.
    """

    value: float
    low: float
    high: float
    n: int
    level: float
    se: float | None = None

    def __str__(self) -> str:
        return f"{self.value:.4g} [{self.low:.4g}, {self.high:.4g}], n = {self.n}"


class Curve(msgspec.Struct, frozen=True, tag="curve", tag_field="kind"):
    """A step function of time: the share still unsolved (it falls) or solved by then (it rises).

    `share[i]`, with its pointwise interval, holds from `times[i]` up to the next time; before the first it is
    1 (unsolved) or 0 (solved). `at_risk` and `events` (solved) count at that time; `end` is the last time at
    which anything is known. With n = 0 there are no steps.
    """

    shows: Literal["unsolved", "solved"]
    times: tuple[float, ...]
    share: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    at_risk: tuple[int, ...]
    events: tuple[int, ...]
    n: int
    level: float
    end: float

    def at(self, time: float) -> float:
        """Return the share at `time` (not beyond `end`, where nothing is known: ValueError)."""
        if not 0 <= time <= self.end:
            raise ValueError(f"time {time!r} is outside what was observed, 0 to {self.end:g}")
        index = bisect_right(self.times, time)
        if index == 0:
            return 1.0 if self.shows == "unsolved" else 0.0
        return self.share[index - 1]

    def time_to(self, solved: float) -> float | None:
        """Return the first time by which the share `solved` (0 to 1) is reached; None if it never is."""
        if not 0 < solved <= 1:
            raise ValueError(f"the share solved is {solved!r}; expected above 0 and at most 1")
        for time, share in zip(self.times, self.share, strict=True):
            reached = share if self.shows == "solved" else 1 - share
            if reached >= solved - 1e-12:  # a product of shares may miss one half by a rounding
                return time
        return None

    @property
    def median(self) -> float | None:
        """The first time by which half is solved; None if that is not reached."""
        return self.time_to(0.5)


class Test(msgspec.Struct, frozen=True, tag="test", tag_field="kind"):
    """A test's χ² `statistic` on `df` degrees of freedom, its two-sided `p`, and the signed root `z`."""

    __test__ = False  # pytest would otherwise collect it by its name

    statistic: float
    p: float
    df: int
    z: float
    n: int


class Fit(msgspec.Struct, frozen=True):
    """One form of learning curve: ln T = ln(first) − power·ln n − decay·(n − 1).

    `weight` is the Akaike weight among the forms tried. One learner's data do not decide between forms.
    """

    form: Literal["power", "exponential", "apex"]
    first: float
    power: float
    decay: float
    residual_sd: float
    aicc: float
    weight: float


class Band(msgspec.Struct, frozen=True):
    """The fitted typical time at each count of practice, with its pointwise interval."""

    practice: tuple[float, ...]
    value: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    level: float


class LearningRate(msgspec.Struct, frozen=True, tag="learning_rate", tag_field="kind"):
    """The share of time that a doubling of practice leaves (`value` = 2^−b, `low`, `high`), and b itself.

    `first` is the fitted time at the first practice, in units of par where par was given. `fits` holds the
    three forms by AICc, smallest first, with `caveat` to print beside them.
    """

    value: float
    low: float
    high: float
    n: int
    level: float
    b: Estimate
    first: float
    residual_sd: float
    mean_log_practice: float
    spread: float
    quantile: float
    fits: tuple[Fit, ...]
    caveat: str = "one learner's times cannot tell the forms of the curve apart"

    def band(self, practice: tuple[float, ...]) -> Band:
        """Return the power curve at counts of `practice` (≥ 1), with the interval of its mean on logs."""
        value, low, high = [], [], []
        for count in practice:
            if not count >= 1:
                raise ValueError(f"practice {count!r} is below 1, the first time")
            centre = log(self.first) - self.b.value * log(count)
            distance = (log(count) - self.mean_log_practice) ** 2 / self.spread
            half = self.quantile * self.residual_sd * sqrt(1 / self.n + distance)
            value.append(exp(centre))
            low.append(exp(centre - half))
            high.append(exp(centre + half))
        return Band(practice, tuple(value), tuple(low), tuple(high), self.level)


class Ratio(msgspec.Struct, frozen=True, tag="ratio", tag_field="kind"):
    """How many times as long A took as B over the same `n` tasks; `order` and `caveat` are always printed.

    `p` is the two-sided sign-flip p, `exact` by enumeration or by seeded draws; `a_first` counts the tasks
    taken first in A, None where that is unknown.
    """

    value: float
    low: float
    high: float
    n: int
    level: float
    p: float
    exact: bool
    a_first: int | None
    order: str
    caveat: str = "one learner cannot separate order from framework"


class Skill(msgspec.Struct, frozen=True, tag="skill", tag_field="kind"):
    """One skill in the additive factors model.

    `easiness` β and `rate` γ are on the logit scale; `predicted[i]` is the chance that first attempt i + 1
    is right without help; `opportunities_to_80` counts the practice before that chance reaches 80 % (None:
    never at this rate).
    """

    easiness: float
    rate: float
    n: int
    predicted: tuple[Estimate, ...]
    opportunities_to_80: int | None
    label: Label


class Model(msgspec.Struct, frozen=True, tag="additive_factors", tag_field="kind"):
    """The additive factors model: what is said of each skill, each learner's proficiency θ, and the fit."""

    skills: dict[str, Skill | TooLittleData]
    learners: dict[str, float]
    n: int
    log_likelihood: float


class Share(msgspec.Struct, frozen=True):
    """One row of a table of where the time went: `seconds`, their `share` of the whole, from `n` spells."""

    name: str
    seconds: float
    share: float
    n: int


class Shares(msgspec.Struct, frozen=True, tag="shares", tag_field="kind"):
    """Where the active time went, largest first; each of the three tables adds up to `seconds`."""

    seconds: float
    n: int
    by_error: tuple[Share, ...]
    by_unit: tuple[Share, ...]
    by_framework: tuple[Share, ...]


class ActiveTime(msgspec.Struct, frozen=True, tag="active_time", tag_field="kind"):
    """Seconds at work: gaps up to `idle` added up, beside the same at 5 and 15 minutes and the wall time."""

    seconds: float
    seconds_5: float
    seconds_15: float
    wall: float
    idle: float
    n: int
