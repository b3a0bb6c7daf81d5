"""The curves of a training, live or finished. Importing this module imports the plotting library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.color import Color
from textual_plotext import PlotextPlot

from progress.report.charts import WINDOW, moving_mean

Curves = Mapping[str, Sequence[tuple[float, float]]]
LOWEST, HIGHEST = 7, 13  # rows: frame, ticks and what is left to draw in


class TrainingChart(PlotextPlot):  # type: ignore[misc]  # the library has no types
    """Each curve by name against environment steps; a single one with its moving mean."""

    def __init__(self, curves: Curves) -> None:
        super().__init__(classes="training-chart")
        self._curves = curves

    def on_mount(self) -> None:
        """Draw; anew in another look."""
        self.styles.height = "1fr"
        self.styles.min_height, self.styles.max_height = LOWEST, HIGHEST
        self.watch(self.app, "theme", self._draw)

    def show(self, curves: Curves) -> None:
        """Draw other curves."""
        self._curves = curves
        self._draw()

    def _draw(self) -> None:
        variables = self.app.current_theme.variables
        muted = Color.parse(variables["muted"]).rgb
        palette = [Color.parse(self.app.theme_variables[name]).rgb for name in ("primary", "accent", "success")]
        plt = self.plt
        plt.clear_figure()
        plt.xlabel("environment steps")
        curves = [(name, points) for name, points in self._curves.items() if points]
        for (name, points), color in zip(curves, palette * len(curves), strict=False):
            x, y = [point[0] for point in points], [point[1] for point in points]
            if len(curves) == 1:
                plt.scatter(x, y, color=muted, marker="dot", label="episode")
                plt.plot(x, moving_mean(y, WINDOW), color=color, marker="braille", label=f"mean of {WINDOW}")
            else:
                plt.plot(x, y, color=color, marker="braille", label=name.replace("_", " "))
        if len(curves) == 1:
            plt.title(curves[0][0].replace("_", " "))
        self.refresh()
