"""What every screen of the tutor shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tutor.screens.actions import Place
from tutor.screens.literal import literal
from tutor.screens.session import Session, Trouble
from tutor.screens.widgets.dialog import Notice

if TYPE_CHECKING:
    from progress.report.findings import Figure
    from tutor.screens.app import TutorApp

WIDE = 110  # columns from which brief, editor and results stand side by side


class TutorScreen(Screen[None]):
    """A screen with a place in the table of actions, and a way to the session."""

    PLACE: ClassVar[Place]
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012  as Textual declares it
    AUTO_FOCUS: ClassVar[str | None] = ""  # each screen says itself what has the focus first

    @property
    def tutor(self) -> TutorApp:
        """The app, as ours."""
        from tutor.screens.app import TutorApp

        assert isinstance(self.app, TutorApp)
        return self.app

    @property
    def session(self) -> Session:
        """The headless core."""
        return self.tutor.session

    def take_shape(self) -> None:
        """Be narrow or wide before the first paint; afterwards Textual's breakpoints see to it."""
        wide = self.app.size.width >= WIDE
        self.set_class(wide, "-wide")
        self.set_class(not wide, "-narrow")

    def explained(self) -> tuple[Figure, ...]:
        """The figures that stand here, for the help screen to explain."""
        return ()

    def leave(self) -> None:
        """Put in safety what must not be lost; called when the app goes."""

    def complain(self, error: Trouble) -> None:
        """Show a failure with its remedy; the screen goes on."""
        self.app.push_screen(Notice(error.title, error.message, error.remedy, trouble=True))

    def tell(self, message: str, *, warning: bool = False) -> None:
        """Say something in passing, in the corner."""
        self.notify(literal(message), severity="warning" if warning else "information", markup=False, timeout=6)


class Heading(Static):
    """The first line of a screen: where we are, and at its right end how things stand."""

    def show(self, path: tuple[str, ...], right: Content | None = None) -> None:
        """Show the path of names, the last one strong, and the text at the right."""
        parts: list[tuple[str, str] | Content] = []
        for name in path[:-1]:
            parts += [(_line(name), "$foreground 65%"), ("  ›  ", "$foreground 35%")]
        parts.append((_line(path[-1]), "bold $primary"))
        left = Content.assemble(*parts)
        self._sides = (left, right or Content(""))
        self._draw()

    _sides: tuple[Content, Content] = (Content(""), Content(""))

    def on_resize(self) -> None:
        """The right end moves."""
        self._draw()

    def _draw(self) -> None:
        left, right = self._sides
        width = self.content_size.width or self.app.size.width - 4  # before the first layout there is no size
        room = width - left.cell_length - right.cell_length
        if room < 2:  # the path gives way, and says so
            keep = max(0, width - right.cell_length - 2)
            left, room = left.truncate(keep, ellipsis=True), 2
        self.update(Content.assemble(left, " " * room, right))


def _line(text: str) -> str:
    return literal(text).replace("\n", " ")
