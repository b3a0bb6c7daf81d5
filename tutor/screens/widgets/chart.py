"""Time by task as bars. Importing this module imports the plotting library."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.color import Color
from textual_plotext import PlotextPlot

from tutor.screens.wording import MINUTE

if TYPE_CHECKING:
    from progress.report.model import TaskProgress

NEWEST = 12  # tasks that a screen has room for
ROWS = 2  # rows of one task: its bar and a gap
TICKS = 6
SHORT = {"pytorch": "P", "tensorflow": "T", "neon": "n"}


class TimeChart(PlotextPlot):  # type: ignore[misc]  # the library has no types
    """Minutes of work as bars, par as a mark on each, for the tasks completed last, the newest at the top."""

    def __init__(self, done: Sequence[TaskProgress]) -> None:
        super().__init__(id="chart")
        self.done = list(done)[-NEWEST:]

    def on_mount(self) -> None:
        """Draw in the colours of the look, now and whenever it changes."""
        self.styles.height = ROWS * len(self.done) + 5
        self.watch(self.app, "theme", self._draw)

    def _draw(self) -> None:
        look = self.app.current_theme
        names = [f"{each.info.key.rsplit('/', 1)[-1]} ({SHORT.get(each.framework, '?')})" for each in self.done]
        took = [(each.time_to_completion_s or 0.0) / MINUTE for each in self.done]
        par = [each.info.par_minutes for each in self.done]
        rows = list(range(1, len(names) + 1))
        plot = self.plt
        plot.clear_figure()
        plot.bar(names, took, orientation="horizontal", width=0.1, marker="━", color=Color.parse(look.primary).rgb)
        plot.scatter(par, rows, marker="◆", color=Color.parse(look.accent or look.primary).rgb)
        longest = max(1, math.ceil(max(*took, *par)))
        plot.xlim(0, longest)
        plot.xticks(list(range(0, longest + 1, math.ceil(longest / TICKS))))
        plot.ylim(0.5, len(names) + 0.5)
        plot.frame(False)
        plot.xlabel("━ your minutes     ◆ par")
        self.refresh()
