"""What a framework says of a name, to be read: its docstring made plain, headings and code set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from tutor.screens.literal import literal

if TYPE_CHECKING:
    from tutor.judge.lookup import Page

MOST = 1_200  # lines; a longer docstring is cut, and says so
_ROLE = re.compile(r":[\w:+.-]+:`~?([^`<]*?)(?:\s*<[^`>]*>)?`")  # :class:`~torch.nn.Linear`, :ref:`text <where>`
_LINK = re.compile(r"`([^`<]+?)\s*<[^`>]+>`_+|\[([^\]]+)\]\((?:https?:|#|/)[^)]*\)")
_DIRECTIVE = re.compile(r"^(\s*)\.\. ([\w-]+)::\s*(.*)$")
_TARGET = re.compile(r"^\s*\.\. (_|\[|\|)")
_HEADING = re.compile(r"^(Args|Arguments|Parameters|Returns?|Yields|Raises|Examples?|Shape|Notes?|Keyword args|Keyword "
                      r"Arguments|Attributes|Variables|Inputs?|Outputs?|Usage|References?|Call arguments|See also"
                      r"|Warnings?|Methods)(::?|:?$)(.*)$", re.IGNORECASE)  # fmt: skip
_SIGNS = {"\\times": "×", "\\cdot": "·", "\\leq": "≤", "\\geq": "≥", "\\sum": "Σ", "\\alpha": "α", "\\beta": "β",
          "\\epsilon": "ε", "\\gamma": "γ", "\\lambda": "λ", "\\mu": "μ", "\\sigma": "σ", "\\theta": "θ",
          "\\ldots": "…", "\\infty": "∞", "\\in ": "∈ ", "\\left": "",
          "\\right": "", "\\_": "_", "\\,": " "}  # fmt: skip
_QUIET = frozenset({"code", "code-block", "testcode", "testoutput", "math", "doctest", "literalinclude", "image"})


def page_text(page: Page) -> Content:
    """A page as it is read: name, how it is called, and the docstring; all of it literal."""
    parts = [Content.assemble((literal(page.name), "bold $primary"), (f"  {literal(page.kind)}", "$muted"))]
    if page.guessed:
        parts.append(Content.styled("Your code does not say what it belongs to; this is the likeliest.", "$warning"))
    if page.signature:
        parts.append(Content.styled(f"\n{literal(page.signature)}", "$accent"))
    parts.append(Content("\n") + readable(_without(page.doc, page.signature)) if page.doc else _nothing_said())
    if page.cut:
        parts.append(Content.styled("\nThe rest is too long to be shown here.", "$muted"))
    return Content("\n").join(parts)


def _nothing_said() -> Content:
    return Content.styled("\nThe framework says nothing of it.", "$muted")


def _without(doc: str, signature: str) -> str:
    """The docstring without a first line that repeats the signature."""
    first, _, rest = doc.partition("\n")
    return rest.lstrip("\n") if first.strip() == signature else doc


def missing(word: str, title: str) -> Content:
    """That there is no such name."""
    return Content.assemble(
        ("Not found: ", "$warning"),
        (literal(word), "bold"),
        f". {literal(title)} has nothing of that name; type to search.",
    )


def readable(doc: str) -> Content:
    """The docstring as styled text; nothing in it is markup."""
    return Content("\n").join(_lines(literal(doc, rows=MOST)))


def _lines(doc: str) -> Iterator[Content]:
    """Style line by line: fences and prompts as code, sections and directives as headings."""
    fenced = False
    block: int | None = None  # the indentation that a literal block is deeper than
    for line in doc.split("\n"):
        if line.strip().startswith(("```", "~~~")):
            fenced = not fenced
            continue
        indent = len(line) - len(line.lstrip())
        if block is not None and line.strip() and indent <= block:
            block = None
        if fenced or block is not None or line.lstrip().startswith((">>>", "... ")):
            yield Content.styled(line, "$accent")
            continue
        directive = _DIRECTIVE.match(line)
        if directive is not None:
            name, rest = directive[2], directive[3]
            block = indent if name in _QUIET else block
            if name not in _QUIET:
                yield Content.assemble(directive[1], (f"{name.capitalize()}:", "bold $primary"), f" {_plain(rest)}")
            elif rest and name == "math":
                yield Content.styled(f"{directive[1]}{rest}", "$accent")
            continue
        if _TARGET.match(line):
            continue
        heading = _heading(line)
        if line.rstrip().endswith("::"):
            block, line = indent, line.rstrip()[:-1]
        yield heading if heading is not None else Content(_plain(line))


def _heading(line: str) -> Content | None:
    text = line.strip().lstrip("#").strip()
    if line.startswith("#") and text:
        return Content.styled(_plain(text), "bold $primary")
    found = _HEADING.match(text) if len(line) - len(line.lstrip()) <= 4 else None
    if found is None or (not found[2] and found[3]):
        return None
    indent, rest = " " * (len(line) - len(line.lstrip())), _plain(found[3])
    return Content.assemble(indent, (f"{found[1]}:" if rest else found[1], "bold $primary"), rest)


def _plain(text: str) -> str:
    """The line without roles, links and the marks of emphasis around code."""
    text = _LINK.sub(lambda found: found[1] or found[2], _ROLE.sub(r"\1", text))
    text = re.sub(r"``([^`]+)``", r"\1", re.sub(r"(?<!`)`([^`]+)`(?!`)_?", r"\1", text)).replace("**", "")
    return _formula(text) if "\\" in text else text


def _formula(text: str) -> str:
    """The line with the commonest LaTeX as one would type it."""
    text = re.sub(r"\\(?:text|mathcal|mathrm|mathbf|operatorname|mathbb)\{([^{}]*)\}", r"\1", text)
    text = re.sub(r"\\sqrt\{([^{}]*)\}", r"sqrt(\1)", text)
    text = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"\1/\2", text)
    for command, sign in _SIGNS.items():
        text = text.replace(command, sign)
    return text
