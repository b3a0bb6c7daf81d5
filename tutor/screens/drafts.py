"""The learner's file while it is open: saved as typed, and watched for other editors."""

from __future__ import annotations

from pathlib import Path

from tutor.catalog import Task
from tutor.errors import UsageError
from tutor.workspace import Draft, Workspace, read_source

Signature = tuple[int, int, int]


class OpenDraft:
    """One task's file in one framework, from the time it is opened in the editor to the time it is left.

    Nothing is written before the learner changes something: reading a task leaves no file behind.
    """

    def __init__(self, workspace: Workspace, task: Task, framework: str) -> None:
        """Read what was saved last, or the starter; raise UsageError if the file is not a text."""
        self.task = task
        self.framework = framework
        self.starter = task.starter(framework)
        self._workspace = workspace
        self._signature = self._look()
        self._draft = workspace.read(task, framework, self.starter)

    @property
    def path(self) -> Path:
        """The file, which need not exist yet."""
        return self._workspace.path(self.task, self.framework)

    @property
    def saved(self) -> Draft:
        """The text and the cursor as they were last read or written."""
        return self._draft

    def dirty(self, text: str) -> bool:
        """Whether the text differs from what was last read or written."""
        return text != self._draft.source

    def save(self, text: str, cursor: tuple[int, int]) -> bool:
        """Write the text and the cursor if either changed; whether it did. Raises DataProblem."""
        draft = Draft(text, cursor)
        if draft == self._draft or (self._signature is None and text == self._draft.source):
            return False
        self._workspace.save(self.task, self.framework, text, cursor)
        self._remember(draft)
        return True

    def reset(self) -> Draft:
        """Put the starter back, keeping the old text in the history. Raises DataProblem."""
        self.keep_as_history(self.starter)
        return self._draft

    def keep_as_history(self, text: str) -> None:
        """Set what is on the disk aside in the history and write `text` in its place. Raises DataProblem."""
        self._workspace.reset(self.task, self.framework, text)
        self._remember(Draft(text))

    def changed_outside(self) -> str | None:
        """The text that another program has put there since we last looked; None if there is none.

        Raises UsageError if what it put there is not a text.
        """
        signature = self._look()
        if signature == self._signature or signature is None:
            return None
        self._signature = signature
        try:
            text = read_source(self.path)
        except UsageError:
            if not self.path.exists():
                return None  # taken away between the two looks; the next save puts it back
            raise
        return text if text != self._draft.source else None

    def accept(self, text: str, cursor: tuple[int, int]) -> None:
        """Take what the editor made of the text on the disk as the saved one."""
        self._draft = Draft(text, cursor)

    def _remember(self, draft: Draft) -> None:
        self._draft = draft
        self._signature = self._look()

    def _look(self) -> Signature | None:
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino
