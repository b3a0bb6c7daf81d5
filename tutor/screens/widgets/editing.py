"""What the editor does when Python is typed: pure functions from text to text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

INDENT = 4
Rewrite = Callable[[list[str]], list[str]]
CLOSER_OF = {"(": ")", "[": "]", "{": "}"}
CLOSERS = frozenset(CLOSER_OF.values())
QUOTES = frozenset("\"'")
_LEAVES_BLOCK = re.compile(r"\s*(return|pass|break|continue|raise)\b")
_STRING_PREFIX = re.compile(r"(?:^|[^\w])(?:[rbfu]|rb|br|rf|fr)$", re.IGNORECASE)


class Typed(NamedTuple):
    """What one key puts into the text: `before` and `after` the cursor; `skip` steps over what is there."""

    before: str = ""
    after: str = ""
    skip: int = 0


def code_of(line: str) -> str:
    """The line without its comment and with the insides of its strings blanked out; same positions."""
    out: list[str] = []
    quote = ""
    position = 0
    while position < len(line):
        character = line[position]
        if quote:
            if character == "\\":
                out.append("  "[: len(line) - position])
                position += 2
                continue
            if line.startswith(quote, position):
                out.append(quote)
                position += len(quote)
                quote = ""
                continue
            out.append(" ")
        elif character == "#":
            break
        else:
            if character in QUOTES:
                quote = character * 3 if line.startswith(character * 3, position) else character
                out.append(quote)
                position += len(quote)
                continue
            out.append(character)
        position += 1
    return "".join(out)


def indentation(line: str) -> str:
    """The white space that the line begins with."""
    return line[: len(line) - len(line.lstrip(" \t"))]


def newline(before: str, after: str) -> Typed:
    """Enter between `before` and `after` on a line: deeper after a colon or an open bracket.

    After a statement that leaves its block (return, pass, …) the next line is one level out. Between a pair
    of brackets the closing one gets a line of its own.
    """
    indent = indentation(before)
    code = code_of(before).rstrip()
    if code and code[-1] in CLOSER_OF:
        deeper = indent + " " * INDENT
        if after.startswith(CLOSER_OF[code[-1]]):
            return Typed("\n" + deeper, "\n" + indent)
        return Typed("\n" + deeper)
    if code.endswith(":"):
        return Typed("\n" + indent + " " * INDENT)
    if _LEAVES_BLOCK.match(code) and _balanced(code):
        return Typed("\n" + indent[: max(0, len(indent) - INDENT)])
    return Typed("\n" + indent)


def _balanced(code: str) -> bool:
    return all(code.count(opener) <= code.count(closer) for opener, closer in CLOSER_OF.items())


def typed(character: str, before: str, after: str) -> Typed:
    """What typing one character does, `before` and `after` it being the rest of the line."""
    following = after[:1]
    if character in CLOSER_OF:
        if not following or following.isspace() or following in CLOSERS or following in ",:":
            return Typed(character, CLOSER_OF[character])
    elif character in CLOSERS:
        if following == character and _surplus(character, before + after):
            return Typed(skip=1)
    elif character in QUOTES:
        return _quote(character, before, after)
    return Typed(character)


def _surplus(closer: str, line: str) -> bool:
    """Whether the line has no opening bracket left that one more of this closer would close."""
    opener = next(opener for opener, its in CLOSER_OF.items() if its == closer)
    return line.count(opener) <= line.count(closer)


def _quote(quote: str, before: str, after: str) -> Typed:
    following = after[:1]
    if following == quote:
        return Typed(skip=1)
    if before.endswith(quote * 2) and not before.endswith(quote * 3):
        return Typed(quote, quote * 3)
    inside = code_of(before + "x")[-1:] != "x"  # the cursor stands in a string or a comment
    previous = before[-1:]
    joins = previous == quote or ((previous.isalnum() or previous == "_") and not _STRING_PREFIX.search(before))
    if inside or joins or (following and not following.isspace() and following not in ")]},:"):
        return Typed(quote)
    return Typed(quote, quote)


def backspace(before: str, after: str) -> tuple[int, int]:
    """How many characters to delete before and after the cursor: an empty pair, an indent, or one."""
    previous, following = before[-1:], after[:1]
    pair = CLOSER_OF.get(previous, previous if previous in QUOTES else None)
    if pair and following == pair:
        return 1, 1
    if before and not before.strip(" "):
        return (len(before) - 1) % INDENT + 1, 0
    return 1, 0


def indent_lines(lines: list[str]) -> list[str]:
    """Every line that is not blank one level deeper."""
    return [" " * INDENT + line if line.strip() else line for line in lines]


def dedent_lines(lines: list[str]) -> list[str]:
    """Every line one level out, as far as it has white space to give."""
    out = []
    for line in lines:
        if line.startswith("\t"):
            out.append(line[1:])
        else:
            out.append(line[min(INDENT, len(line) - len(line.lstrip(" "))) :])
    return out


def toggle_comment(lines: list[str]) -> list[str]:
    """Comment every line that is not blank; if all of them are comments, take the marks away."""
    marked = [line for line in lines if line.strip()]
    if marked and all(line.lstrip().startswith("#") for line in marked):
        return [re.sub(r"^(\s*)# ?", r"\1", line) for line in lines]
    margin = min((len(indentation(line)) for line in marked), default=0)
    return [line[:margin] + "# " + line[margin:] if line.strip() else line for line in lines]
