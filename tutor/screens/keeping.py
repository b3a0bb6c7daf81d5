"""Keeps the learner's code while a lesson is open: saves it as typed, and minds other programs."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from tutor.errors import DataProblem, UsageError
from tutor.screens.drafts import OpenDraft
from tutor.screens.widgets.dialog import Question

if TYPE_CHECKING:
    from tutor.screens.lesson import LessonScreen


class Keeper:
    """Between the editor of a lesson and its file. `failed` is true while the text is not safe on the disk."""

    def __init__(self, screen: LessonScreen, draft: OpenDraft) -> None:
        self.screen = screen
        self.draft = draft
        self.failed = False
        self._asking = False

    def open(self) -> None:
        """Bring back what was saved, and the cursor."""
        editor, saved = self.screen.editor, self.draft.saved
        editor.show(saved.source, saved.cursor)
        # The editor knows one kind of line end: what it makes of the text is no change of the learner's.
        self.draft.accept(editor.text, editor.cursor_location)

    def look(self) -> None:
        """Save what was typed; take in, or ask about, what another program wrote."""
        if self._asking or not self.screen.is_mounted:
            return
        try:
            outside = self.draft.changed_outside()
        except UsageError as error:
            self.screen.complain(error)
            return
        if outside is None:
            self.save()
        elif self.draft.dirty(self.screen.editor.text):
            self.screen.run_worker(self._ask_which(outside), group="conflict", exclusive=True)
        else:
            self._take_in(outside)

    def save(self) -> bool:
        """Write the text and the cursor if they changed; whether they are safe. A failure is told once."""
        editor = self.screen.editor
        failed = self.failed
        try:
            self.draft.save(editor.text, editor.cursor_location)
        except DataProblem as error:
            self.failed = True
            if not failed:
                self.screen.complain(error)
        else:
            self.failed = False
            if failed:
                self.screen.tell("Your code is saved again.")
        if failed != self.failed:
            self.screen.draw_heading()
        return not self.failed

    def settle(self) -> None:
        """Save for the last time; what another program wrote meanwhile goes to the history."""
        with contextlib.suppress(DataProblem, UsageError):  # the plain save says what is wrong
            if self.draft.dirty(self.screen.editor.text) and self.draft.changed_outside() is not None:
                self.draft.keep_as_history(self.screen.editor.text)
        self.save()

    def _take_in(self, text: str) -> None:
        self.screen.editor.swap(text)
        self.draft.accept(self.screen.editor.text, self.screen.editor.cursor_location)
        self.screen.signal("save")
        self.screen.tell("Another program changed the file: loaded. Ctrl+Z takes it back.")
        self.screen.checking.saved()

    async def _ask_which(self, outside: str) -> None:
        self._asking = True
        question = Question(
            "The file was changed by another program",
            "You have typed here, and meanwhile another program wrote the same file. "
            "Which of the two do you want to go on with? The other is kept: theirs in the history, yours by Ctrl+Z.",
            yes="Load theirs",
            no="Keep mine",
        )
        theirs = await self.screen.app.push_screen_wait(question)
        self._asking = False
        if theirs:
            self._take_in(outside)
            return
        try:
            self.draft.keep_as_history(self.screen.editor.text)
        except DataProblem as error:
            self.screen.complain(error)
