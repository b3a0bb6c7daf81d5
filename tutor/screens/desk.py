"""Where a lesson's documentation comes from: look-ups, names, links and tutorials, and what is recorded of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tutor.errors import TutorError

if TYPE_CHECKING:
    from tutor.catalog import Task
    from tutor.judge.lookup import Page
    from tutor.screens.documents import Open
    from tutor.screens.session import Session
    from tutor.search import Names

PAGES, TUTORIALS = "Pages for this task", "Tutorials on this skill"


class Link(NamedTuple):
    """A page elsewhere: a page of documentation that the task names, or an official tutorial on its skill."""

    kind: str
    title: str
    url: str
    tutorial: str = ""


class Desk:
    """The documentation of one task in one framework. `look_up` and `names` block; call them in a thread."""

    def __init__(self, session: Session, task: Task, framework: str, title: str) -> None:
        self.session, self.task, self.framework, self.title = session, task, framework, title
        self.links = (*self._pages(), *self._tutorials())

    def _pages(self) -> tuple[Link, ...]:
        return tuple(Link(PAGES, doc.name, doc.url) for doc in self.task.variant(self.framework).docs)

    def _tutorials(self) -> tuple[Link, ...]:
        try:
            found = self.session.tutorials.on(self.task.skill, self.framework)
        except TutorError:  # a list that cannot be read is told on its own screen, not in the middle of a lesson
            return ()
        return tuple(Link(TUTORIALS, each.title, each.url, each.id) for each in found)

    def look_up(self, paths: Sequence[str]) -> Page | None:
        """Return what the framework says of the first path that leads somewhere; raise a TutorError."""
        from tutor.judge.lookup import look_up

        return look_up(self.session.workers(), self.framework, paths)

    def names(self) -> Names:
        """Return the framework's names, to be searched; raise a TutorError."""
        return self.session.names(self.framework)

    def signal(self) -> None:
        """The learner is reading."""
        self.session.signal("docs")

    def read(self, page: Open, seconds: float) -> None:
        """Record that a page was read for so long."""
        self.session.record(
            lambda recorder: recorder.docs_looked_up(
                self.task.id,
                self.framework,
                symbol=page.symbol,
                query=page.query,
                found=page.found,
                origin=page.origin,
                read_s=round(seconds, 1),
            )
        )

    def followed(self, link: Link) -> None:
        """Record that a page elsewhere was opened; for how long it is read, nobody here can tell."""
        self.session.record(
            lambda recorder: recorder.docs_looked_up(
                self.task.id, self.framework, symbol=link.title, query="", found=True, origin="link"
            )
        )
        if not link.tutorial:
            self.session.record(
                lambda recorder: recorder.docs_opened(self.task.id, self.framework, link.title, link.url)
            )
