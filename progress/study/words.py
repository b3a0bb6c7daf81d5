"""A study's report in lines of plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from progress.stats.results import Curve, Ratio, TooLittleData
from progress.study.report import FrameworkFigures, StudyReport
from progress.study.results import Effect, MixedModel, NotEstimable, PooledRate


def lines(report: StudyReport) -> Iterator[str]:
    """Yield the report as lines."""
    yield f"Study: {report.learners:,} learners, {report.tasks:,} tasks, {report.attempts:,} attempts"
    yield f"Design: {report.design.text}."
    yield ""
    yield "How tasks ended"
    yield from _table(
        ("framework", "learners", "tasks", "unaided", "aided", "solution seen", "gave up", "open", "attempts"),
        [_counts(one) for one in report.frameworks],
    )
    yield ""
    yield f"Share of tasks solved, pooled over learners, by minutes of active time (up to {report.cap_minutes:g})"
    for one in report.frameworks:
        yield f"  {one.framework}: {_solved(one.solved, report.cap_minutes)}"
    yield ""
    yield "Time that a doubling of practice leaves (2^−b of the typical learner; nobody's curve is averaged)"
    for one in report.frameworks:
        yield f"  {one.framework}: {_rate(one.rate)}"
    if report.ratios:
        yield ""
        yield "Time to solve the same tasks, each learner counting once"
        for compared in report.ratios:
            yield f"  {compared.what} to {compared.against}: {_ratio(compared.ratio)}"
    yield ""
    yield from _model(report)
    if report.untimed:
        yield f"Left out: {report.untimed:,} solved tasks of which no time was measured."


def _counts(one: FrameworkFigures) -> tuple[str, ...]:
    numbers = (one.learners, one.tasks, one.unaided, one.aided, one.revealed, one.gave_up, one.open, one.attempts)
    return (one.framework, *(f"{number:,}" for number in numbers))


def _solved(curve: Curve | TooLittleData, cap: float) -> str:
    if isinstance(curve, TooLittleData):
        return f"{curve.text} learners"
    told = []
    for share in (0.25, 0.5, 0.75):
        time = curve.time_to(share)
        told.append(f"{share:.0%} by {time:.3g} min" if time is not None else f"{share:.0%} not reached")
    if curve.times:
        told.append(
            f"{curve.share[-1]:.1%} [{curve.low[-1]:.1%}, {curve.high[-1]:.1%}] by {min(cap, curve.end):.3g} min"
        )
    return ", ".join(told) + f" (n = {curve.n:,} learners)"


def _rate(rate: PooledRate | TooLittleData) -> str:
    if isinstance(rate, TooLittleData):
        return f"{rate.text} {rate.of}"
    left = f"; {rate.left_out:,} with too few tasks left out" if rate.left_out else ""
    return f"{rate.value:.3f} [{rate.low:.3f}, {rate.high:.3f}] (n = {rate.n:,} learners{left})"


def _ratio(ratio: Ratio | TooLittleData) -> str:
    if isinstance(ratio, TooLittleData):
        return f"{ratio.text} {ratio.of}"
    sure = "" if ratio.exact else " by draws"
    told = (
        f"× {ratio.value:.3f} [{ratio.low:.3f}, {ratio.high:.3f}], p = {ratio.p:.2g}{sure} (n = {ratio.n:,} learners)"
    )
    return f"{told}; {ratio.order}; {ratio.caveat}"


def _model(report: StudyReport) -> Iterator[str]:
    yield "ln(time) = framework + period + previous framework + task + learner, by REML"
    model = report.model
    if isinstance(model, TooLittleData):
        yield f"  {model.text} {model.of}"
    elif isinstance(model, NotEstimable):
        yield f"  not estimable: {model.text}"
    else:
        yield from _effects(model)


def _effects(model: MixedModel) -> Iterator[str]:
    def row(effect: Effect) -> tuple[str, ...]:
        ratio = effect.ratio
        return (f"{effect.what} to {effect.against}", f"× {ratio.value:.3f}", f"[{ratio.low:.3f}, {ratio.high:.3f}]",
                f"{effect.p:.2g}")  # fmt: skip

    effects = [row(effect) for effect in (*model.frameworks, *model.periods, *model.carry_over)]
    yield from _table((f"{model.label}", "ratio", f"{model.level:.0%} interval", "p"), effects)
    yield (
        f"  log-SD of learners {model.learner_sd:.3f}, of the rest {model.residual_sd:.3f}; "
        f"n = {model.n:,} tasks solved by {model.learners:,} learners"
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(cell) for cell in column) for column in zip(head, *rows, strict=True)]
    for row in (head, *rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        yield "  " + "  ".join(cells).rstrip()
