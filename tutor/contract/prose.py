"""The words of a task, measured: how long a brief is and how hard its sentences, how many hints and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.catalog import Task

WORDS = (120, 350)  # of a brief in one framework, code not counted
SENTENCE = 24.0  # words at most in a sentence, on average
HINTS, DOCS = (3, 5), (2, 4)


def prose(task: Task) -> Iterator[str]:
    """Yield what is too long, too short or too hard to read in a task."""
    for framework, variant in task.frameworks.items():
        text = _prose_of(task.brief(framework))
        counts = (
            ("words in the brief", len(text.split()), WORDS),
            ("hints", len(variant.hints), HINTS),
            ("pages of documentation", len(variant.docs), DOCS),
        )
        for what, count, (low, high) in counts:
            if not low <= count <= high:
                yield f"{task.key} {framework}: {count} {what}; {low} to {high} are right."
        length = sentence_length(text)
        if length > SENTENCE:
            yield f"{task.key} {framework}: {length:.0f} words a sentence in the brief; {SENTENCE:.0f} are enough."


def sentence_length(text: str) -> float:
    """The mean number of words in the sentences of `text`; a list item or a heading ends one too."""
    sentences = [s for s in re.split(r"[.!?:;](?:\s|$)|\n\s*\n|\n\s*(?:[-*]|\d+\.)\s", text) if len(s.split()) > 1]
    return sum(len(s.split()) for s in sentences) / max(1, len(sentences))


def _prose_of(markdown: str) -> str:
    """Markdown without its code blocks and tables."""
    without = re.sub(r"```.*?```", "\n\n", markdown, flags=re.DOTALL)
    return "\n".join(line for line in without.splitlines() if not line.lstrip().startswith("|"))
