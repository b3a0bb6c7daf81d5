"""The pages of documentation that a task needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tutor.screens.literal import literal

if TYPE_CHECKING:
    from tutor.catalog import Doc


class DocumentsScreen(ModalScreen["Doc | None"]):
    """Choose a page: Enter opens it. The address is shown, so that it can be typed elsewhere."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1", "dismiss(None)", "Close", show=False)]
    AUTO_FOCUS = "OptionList"

    def __init__(self, docs: Sequence[Doc]) -> None:
        super().__init__(classes="dialog")
        self.docs = tuple(docs)

    def compose(self) -> ComposeResult:
        """One entry for each page."""
        with Vertical(classes="dialog-box documents-box"):
            yield Static(Content("Documentation"), classes="dialog-title")
            yield OptionList(*(Option(_entry(doc)) for doc in self.docs), markup=False)
            yield Static(Content.styled("Enter opens the page, Esc goes back.", "$muted"), classes="dialog-foot")

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self.docs[event.option_index])


def _entry(doc: Doc) -> Content:
    return Content.assemble((literal(doc.name), "bold"), "\n", (literal(doc.url), "$muted"))
