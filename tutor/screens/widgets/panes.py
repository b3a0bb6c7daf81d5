"""The three panes of a lesson beside the editor: its tabs, the brief with hints, the results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from tutor.screens.widgets.reading import Reading
from tutor.screens.widgets.verdict import Blocks, laid_out

if TYPE_CHECKING:
    from textual.widgets import Markdown

Pane = Literal["brief", "code", "results"]
Curves = Mapping[str, Sequence[tuple[float, float]]]
PANES: tuple[Pane, ...] = ("brief", "code", "results")


class PaneTab(Static):
    """The name of one pane; a click goes there."""

    @dataclass
    class Clicked(Message):
        """The learner wants this pane."""

        pane: Pane

    def __init__(self, pane: Pane) -> None:
        super().__init__(Content(pane.capitalize()), id=f"tab-{pane}", classes="pane-tab")
        self.pane = pane

    def on_click(self, event: Click) -> None:
        """Go there."""
        event.stop()
        self.post_message(self.Clicked(self.pane))


class PaneTabs(Horizontal):
    """The line of tabs that a narrow terminal shows instead of three panes at once."""

    def compose(self) -> ComposeResult:
        """One tab for each pane."""
        for pane in PANES:
            yield PaneTab(pane)
        yield Static(Content.styled("Ctrl+T turns", "$muted"), classes="pane-note")

    def show(self, pane: Pane) -> None:
        """Light up the tab of this pane."""
        for tab in self.query(PaneTab):
            tab.set_class(tab.pane == pane, "-current")


class Brief(Reading):
    """The task in Markdown, and below it the hints that were asked for."""

    def __init__(self, text: str) -> None:
        super().__init__(id="brief")
        self._text = text
        self.border_title = Content("Brief")

    def compose(self) -> ComposeResult:
        """Markdown is imported here: no screen before a lesson needs it."""
        yield _markdown(self._text)

    async def show_hints(self, hints: Sequence[str], levels: int) -> None:
        """Show these hints below the task, the last of them in view."""
        await self.query(".hint").remove()
        for number, hint in enumerate(hints, 1):
            title = Static(Content.styled(f"Hint {number} of {levels}", "bold $accent"), classes="hint hint-title")
            await self.mount(title, _markdown(hint, "hint"))
        if hints:
            self.call_after_refresh(self.scroll_end, animate=False)


def _markdown(text: str, classes: str | None = None) -> Markdown:
    from textual.widgets import Markdown

    return Markdown(text, classes=classes, open_links=False)


class Results(VerticalScroll, can_focus=True):
    """The running check or its verdict."""

    def __init__(self) -> None:
        super().__init__(id="results")
        self.border_title = Content("Results")
        self.blocks: Blocks = []

    def compose(self) -> ComposeResult:
        """One text: steps, verdict, output."""
        yield Static(Content.styled("F5 runs your code and checks it.", "$muted"), id="results-text")

    def show(self, blocks: Blocks, *, top: bool = True, curves: Curves | None = None) -> None:
        """Replace what is shown, with the curves of a training below; `top` scrolls to its start."""
        self.blocks = blocks
        self._plot(curves or {})
        self.set_class(bool(blocks), "-filled")
        self._draw()
        if top:
            self.scroll_home(animate=False)

    def _plot(self, curves: Curves) -> None:
        """Draw curves below the text; the plotting library is imported for the first one."""
        charts = self.query(".training-chart")
        if not curves:
            charts.remove()
            return
        from tutor.screens.widgets.training_chart import TrainingChart

        if not charts:
            self.mount(TrainingChart(curves))
        for chart in charts.results(TrainingChart):
            chart.show(curves)

    @property
    def plain(self) -> str:
        """What is shown, as plain text without line breaks of its own."""
        return "\n".join(" " * block.indent + block.content.plain for block in self.blocks)

    def on_resize(self) -> None:
        """The lines break elsewhere."""
        self._draw()

    def _draw(self) -> None:
        if self.blocks:
            width = self.scrollable_content_region.width or self.app.size.width - 4
            for text in self.query("#results-text").results(Static):  # none yet before the first resize, which draws
                text.update(laid_out(self.blocks, width))
