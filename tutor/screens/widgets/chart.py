"""The charts of the progress screen. Importing this module imports the plotting library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.color import Color
from textual.content import Content
from textual_plotext import PlotextPlot

from progress.report.charts import draw_learning, draw_solved, draw_trainings
from tutor.screens.theme import framework_colors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from progress.report.findings import LearningCurve, Side
    from progress.report.projects import Points

RGB = tuple[int, int, int]


class _Chart(PlotextPlot):  # type: ignore[misc]  # the library has no types
    """A chart in the colours of the look, now and whenever that changes."""

    def on_mount(self) -> None:
        """Draw; anew in another look."""
        self.watch(self.app, "theme", self._draw)

    def _draw(self) -> None:
        look = self.app.current_theme
        self.plt.clear_figure()
        muted = Color.parse(look.variables["muted"]).rgb
        self.draw_on({key: Color.parse(color).rgb for key, color in framework_colors(look).items()}, muted)
        self.refresh()

    def draw_on(self, colors: dict[str, RGB], muted: RGB) -> None:
        """Draw on `self.plt`."""
        raise NotImplementedError


class LearningChart(_Chart):
    """Time over par against practice, both axes logarithmic: every point, and fits with their bands."""

    def __init__(self, curves: tuple[LearningCurve, ...]) -> None:
        super().__init__(id="learning-chart", classes="chart")
        self.curves = curves

    def draw_on(self, colors: dict[str, RGB], muted: RGB) -> None:
        """Points in the framework's colour, the ends of a band in grey."""
        draw_learning(self.plt, self.curves, colors, edges=muted)


class SolvedChart(_Chart):
    """The share of the tasks begun that was solved by each multiple of par."""

    def __init__(self, sides: tuple[Side, ...]) -> None:
        super().__init__(id="solved-chart", classes="chart")
        self.sides = sides

    def draw_on(self, colors: dict[str, RGB], muted: RGB) -> None:  # noqa: ARG002  no bands here
        """A step for each task."""
        draw_solved(self.plt, self.sides, colors)


class ProjectChart(_Chart):
    """A curve of the trainings of a project, framework beside framework."""

    def __init__(self, title: str, curves: Mapping[str, Points]) -> None:
        super().__init__(classes="chart")
        self.border_title = Content(title)
        self.curves = curves

    def draw_on(self, colors: dict[str, RGB], muted: RGB) -> None:  # noqa: ARG002  no bands here
        """A line for each framework."""
        draw_trainings(self.plt, self.curves, colors)
