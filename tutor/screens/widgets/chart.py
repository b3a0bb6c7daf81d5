"""Time by task as bars. Importing this module imports the plotting library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual_plotext import PlotextPlot

if TYPE_CHECKING:
    from progress.report.model import TaskProgress

NEWEST = 12  # bars that a terminal has room for
SHORT = {"pytorch": "P", "tensorflow": "T", "neon": "n"}


class TimeChart(PlotextPlot):  # type: ignore[misc]  # the library has no types
    """Minutes of work against par, for the tasks completed last."""

    def __init__(self, done: Sequence[TaskProgress]) -> None:
        super().__init__(id="chart")
        self.done = list(done)[-NEWEST:]

    def on_mount(self) -> None:
        """Draw once, and again in the colours of a new look."""
        self.watch(self.app, "theme", self._draw)

    def _draw(self) -> None:
        colours = self.app.theme_variables
        plot = self.plt
        plot.clear_figure()
        names = [f"{each.info.key.rsplit('/', 1)[-1]} {SHORT.get(each.framework, '')}" for each in self.done]
        took = [(each.time_to_completion_s or 0.0) / 60 for each in self.done]
        par = [each.info.par_minutes for each in self.done]
        plot.multiple_bar(names, [took, par], labels=["yours", "par"], width=0.6)
        plot.ylabel("minutes")
        del colours
        self.refresh()
