"""The tree of the tutor's own failures, and the words for a name that does not exist."""

from __future__ import annotations

from collections.abc import Iterable


class TutorError(Exception):
    """A failure of the tutor or of its surroundings, told in three parts.

    `title` says what kind of trouble it is, `message` what happened and where, `remedy` what to do about it
    (empty where there is nothing to be done). `exit_code` is what the command line ends with. A failure of
    the learner's code is never one of these: it is a verdict.
    """

    title = "Something went wrong"
    exit_code = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class UsageError(TutorError):
    """The user asked for something that does not exist or cannot be read."""

    title = "That cannot be done"
    exit_code = 2


class LessonError(TutorError):
    """A lesson on disk breaks the rules; the message names the file, the key and what was expected."""

    title = "A lesson is broken"
    exit_code = 2


class EnvironmentProblem(TutorError):
    """A framework, an interpreter or this machine lacks what a check needs."""

    title = "The environment is not ready"
    exit_code = 3


class DataProblem(TutorError):
    """The data folder cannot be read or written."""

    title = "The data folder cannot be used"
    exit_code = 4


def nearest(name: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """Return the names of `known` that look most like `name`, best first; none if nothing is close."""
    import difflib  # only ever needed when something is wrong

    by_lower = {candidate.lower(): candidate for candidate in known}
    close = difflib.get_close_matches(name.lower(), by_lower, n=limit, cutoff=0.5)
    return [by_lower[candidate] for candidate in close]


def unknown(kind: str, name: str, known: Iterable[str], listing: str = "") -> UsageError:
    """Build the error for a `kind` of thing called `name` that does not exist.

    The remedy suggests the nearest names; where none is near it gives `listing`, or else every known name.
    """
    names = list(known)
    close = nearest(name, names)
    remedy = f"Did you mean {' or '.join(close)}?" if close else listing or f"Known: {', '.join(names)}."
    return UsageError(f"There is no {kind} called '{name}'.", remedy)
