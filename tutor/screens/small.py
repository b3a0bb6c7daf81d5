"""What a terminal shows that is too small for the tutor."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

SMALLEST = Size(60, 16)


def fits(size: Size) -> bool:
    """Whether the tutor can be used at this size."""
    return size.width >= SMALLEST.width and size.height >= SMALLEST.height


class TooSmall(ModalScreen[None]):
    """Covers everything until the terminal has grown; the work underneath stays as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "app.quit", "Quit", show=False)]

    def compose(self) -> ComposeResult:
        """One message."""
        yield Static(id="too-small")

    def on_resize(self) -> None:
        """Say how much is missing."""
        size = self.app.size
        self.query_one("#too-small", Static).update(
            Content.assemble(
                ("This terminal is too small\n", "bold $warning"),
                f"It has {size.width} × {size.height} cells.\n",
                f"Make it {SMALLEST.width} × {SMALLEST.height} or larger.\n",
                ("Ctrl+Q leaves.", "$muted"),
            )
        )
