"""Figures as inline SVG by matplotlib (the extra `report`), imported when the first is drawn.

Colours stand in the drawing as signs and leave it as CSS variables, so that the page decides on light and dark.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from progress.benchmarks import WHAT, Benchmark
from progress.errors import ProgressError
from progress.report.charts import WINDOW, moving_mean, steps, ticks
from progress.report.findings import LearningCurve, Side
from progress.report.performance import label
from progress.report.projects import Points
from progress.report.wording import title_of
from progress.stats.results import Curve, Share

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, FAINT = "#010101", "#020202"
SERIES = ("#030301", "#030302", "#030303", "#030304", "#030305", "#030306")
_VARIABLES = {INK: "var(--ink)", FAINT: "var(--faint)"} | {
    sign: f"var(--series-{place})" for place, sign in enumerate(SERIES, start=1)
}
_MARKERS = "osD^vP"  # a framework is told by its marker where there is no colour
_DASHES = ("-", "--", "-.", ":", "-", "--")
_STYLE = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 11,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "text.color": INK,
    "legend.frameon": False,
    "grid.color": FAINT,
    "grid.alpha": 0.35,
    "axes.grid": True,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
}


class NeedsExtra(ProgressError):
    """A figure was asked for and matplotlib is not installed."""

    title = "The environment is not ready"
    exit_code = 3


def learning(curves: Sequence[LearningCurve], order: Sequence[str], title: str, description: str) -> str:
    """Draw time over par against practice, both axes logarithmic, with fits and their bands."""

    def draw(axes: Axes) -> None:
        for curve in curves:
            color, marker, dashes = _look(curve.framework, order)
            if curve.band is not None:
                axes.plot(curve.band.practice, curve.band.value, color=color, linestyle=dashes)
                axes.fill_between(curve.band.practice, curve.band.low, curve.band.high, color=color, alpha=0.15, lw=0)
            for revealed in (False, True):
                points = [point for point in curve.points if (point.state == "revealed") is revealed]
                if points:
                    axes.plot(
                        [point.practice for point in points],
                        [point.of_par for point in points],
                        linestyle="none",
                        marker=marker,
                        color=color,
                        markerfacecolor="none" if revealed else color,
                        markersize=5,
                        label=title_of(curve.framework) + (", solution seen" if revealed else ""),
                    )
        practice = [point.practice for curve in curves for point in curve.points]
        of_par = [point.of_par for curve in curves for point in curve.points]
        _logarithmic(axes.set_xscale, axes.set_xlim, axes.set_xticks, practice)
        _logarithmic(axes.set_yscale, axes.set_ylim, axes.set_yticks, of_par)
        axes.set_xlabel("tasks completed in the framework")
        axes.set_ylabel("time, multiples of par")
        _legend(axes)

    return drawn("learning", title, description, draw)


def solved(sides: Sequence[Side], order: Sequence[str], title: str, description: str) -> str:
    """Draw the share solved by each multiple of par, with pointwise intervals."""

    def draw(axes: Axes) -> None:
        for side in sides:
            if not isinstance(side.solved_by, Curve):
                continue
            color, _, dashes = _look(side.framework, order)
            times, share = steps(side.solved_by)
            axes.plot(times, share, color=color, linestyle=dashes, label=title_of(side.framework))
            curve = side.solved_by
            edges = [*curve.times, max(curve.end, curve.times[-1])] if curve.times else []
            if edges:
                axes.fill_between(
                    edges, [*curve.low, curve.low[-1]], [*curve.high, curve.high[-1]], step="post", color=color,
                    alpha=0.12, lw=0,
                )  # fmt: skip
        axes.set_ylim(0, 1)
        axes.set_xlim(left=0)
        axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
        axes.set_xlabel("multiples of par")
        axes.set_ylabel("share solved")
        _legend(axes)

    return drawn("solved", title, description, draw)


def trainings(
    key: str, curves: Mapping[str, Points], order: Sequence[str], title: str, description: str
) -> str:
    """Draw a curve of each framework's training against environment steps: every value faintly, its moving mean."""

    def draw(axes: Axes) -> None:
        for framework, points in curves.items():
            color, _, dashes = _look(framework, order)
            x, y = [step for step, _ in points], [value for _, value in points]
            axes.plot(x, y, linestyle="none", marker=".", markersize=2, color=color, alpha=0.35)
            axes.plot(x, moving_mean(y, WINDOW), color=color, linestyle=dashes, label=title_of(framework))
        axes.set_xlabel(f"environment steps; lines are means of {WINDOW} values")
        _legend(axes)

    return drawn(key, title, description, draw)


def shares(key: str, rows: Sequence[tuple[str, Share]], title: str, description: str) -> str:
    """Draw a table of shares as bars, largest on top."""

    def draw(axes: Axes) -> None:
        names = [_no_formula(name) for name, _ in rows]
        axes.barh(range(len(rows)), [share.share for _, share in rows], color=SERIES[0], height=0.65)
        axes.set_yticks(range(len(rows)), names)
        axes.invert_yaxis()
        axes.grid(False, axis="y")
        axes.set_xlim(0, 1)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])

    return drawn(key, title, description, draw, height=0.5 + 0.32 * max(len(rows), 1))


def performance(benchmark: Benchmark, order: Sequence[str], title: str, description: str) -> str:
    """Draw each workload's median times with their intervals, on a logarithmic axis; compiled variants are hollow."""
    names = [name for name in WHAT if any(row.workload == name for row in benchmark.results)]
    order = tuple(dict.fromkeys((*order, *(row.framework for row in benchmark.results))))

    def draw(axes: Axes) -> None:
        shown: set[str] = set()
        for row in benchmark.results:
            color, marker, _ = _look(row.framework, order)
            shift = 0.14 * (order.index(row.framework) - (len(order) - 1) / 2)
            named = label(row.framework, row.variant)
            axes.errorbar(
                row.median_s,
                names.index(row.workload) + shift,
                xerr=[[max(row.median_s - row.low_s, 0)], [max(row.high_s - row.median_s, 0)]],
                fmt=marker,
                color=color,
                markerfacecolor="none" if row.variant == "compiled" else color,
                markersize=5,
                label="_" if named in shown else named,
            )
            shown.add(named)
        axes.set_yticks(range(len(names)), names)
        axes.invert_yaxis()
        axes.set_xscale("log")
        axes.set_xlabel("seconds")
        _legend(axes)

    return drawn("performance", title, description, draw, height=1.2 + 0.42 * len(names))


def drawn(key: str, title: str, description: str, draw: Callable[[Axes], None], height: float = 4.0) -> str:
    """Run `draw` on empty axes and return the SVG element: ids prefixed with `key`, title and description for those who
    do not see it. Raises NeedsExtra."""
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure
    except ImportError as error:
        raise NeedsExtra(
            f"The page's figures need matplotlib, which is not here ({error}).",
            "Install the extra `report`: pip install 'dltutor[report]', in a clone pip install '.[report]'.",
        ) from error
    with warnings.catch_warnings(), rc_context({**_STYLE, "svg.hashsalt": key}):
        # Text stays text, so the reader's fonts matter and not those that matplotlib found here.
        warnings.filterwarnings("ignore", "Glyph .* missing", UserWarning)
        figure = Figure(figsize=(8, height), layout="constrained")
        draw(figure.add_subplot())
        written = io.StringIO()
        figure.savefig(written, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    return _inline(written.getvalue(), key, title, description)


def _inline(document: str, key: str, title: str, description: str) -> str:
    """Return the svg element alone, fit for a page: its own ids, the page's colours, no size but its proportions."""
    element = document[document.index("<svg") :].strip()
    element = re.sub(r'\bid="', f'id="{key}-', element)
    element = re.sub(r'(href="|url\()#', rf"\g<1>#{key}-", element)
    element = re.sub(r"<style.*?</style>", "", element, flags=re.DOTALL)
    element = re.sub(r"font: [^;\"]*sans-serif[^;\"]*", "font: 11px sans-serif", element)
    for sign, variable in _VARIABLES.items():
        element = element.replace(sign, variable)
    head, _, body = element.partition(">")
    head = re.sub(r' (?:width|height|version)="[^"]*"', "", head)
    named = f'<title id="{key}-title">{escape(title)}</title><desc id="{key}-desc">{escape(description)}</desc>'
    return f'{head} role="img" aria-labelledby="{key}-title {key}-desc">{named}{body}'


def _look(framework: str, order: Sequence[str]) -> tuple[str, str, str]:
    place = order.index(framework) % len(SERIES)
    return SERIES[place], _MARKERS[place], _DASHES[place]


def _logarithmic(scale: Any, limit: Any, mark: Any, values: Sequence[float]) -> None:
    marks = ticks(min(values), max(values))
    scale("log")
    limit(marks[0] / 1.1, marks[-1] * 1.1)
    shown = marks[:: len(marks) // 9 + 1]
    mark(shown, [f"{one:g}" for one in shown])
    mark([], minor=True)


def _legend(axes: Axes) -> None:
    # Above the drawing, where it hides nothing; to look for the emptiest place takes long with many points.
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3)


def _no_formula(text: str) -> str:
    return text.replace("$", r"\$")  # matplotlib reads formulas between dollar signs
