"""The line on home that says which skill is due for review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.events import Click
from textual.widgets import Static

from progress.report.wording import title_of
from tutor.screens.literal import literal

if TYPE_CHECKING:
    from progress.review import Scheduled


class Due(Static, can_focus=True):
    """The skill most likely lost, and the task to take again for it; hidden while nothing is due."""

    def __init__(self) -> None:
        super().__init__(id="due")
        self.target: Scheduled | None = None
        self.display = False

    def show(self, due: tuple[Scheduled, ...]) -> None:
        """Name the first, and how many more there are."""
        self.target = due[0] if due else None
        self.display = bool(due)
        if self.target is not None:
            more = f", and {len(due) - 1} more" if len(due) > 1 else ""
            skill = literal(self.target.skill).replace("\n", " ")
            self.update(
                Content.assemble(
                    ("↻ Due for review  ", "bold $accent"),
                    (skill, "bold"),
                    (f"  in {title_of(self.target.framework)}{more}", "$muted"),
                )
            )

    async def on_click(self, event: Click) -> None:
        """Take it again."""
        event.stop()
        await self.screen.run_action("retake")
