"""Turn text of learners and frameworks into text that a terminal shows as it is.

Nothing that a program printed may move the cursor, change a colour or be read as markup. Control characters
become their visible pictures, so that a stray escape can be seen and copied.
"""

from __future__ import annotations

import unicodedata

from textual.content import Content

TAB = 4
LONGEST_LINE = 2_000  # characters; past it nobody reads, and wrapping costs time
LONGEST_TEXT = 40_000  # characters of one block on the screen
FEW = 20  # lines of a message or a value
MANY = 400  # lines of what a program printed: more than that is in the way, and slow to lay out
_BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(character: str) -> str:
    """One character that a terminal draws in one cell instead of obeying it; most stay what they are."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0x80 <= code < 0xA0 or character in _BIDIRECTIONAL or 0xD800 <= code < 0xE000:
        return "\ufffd"
    return "\u2424" if unicodedata.category(character) in ("Zl", "Zp") else character


def literal_line(line: str) -> str:
    """The line with every control character made visible; as many characters as before.

    Tabs stay, for the editor to expand.
    """
    if line.isascii() and line.isprintable():
        return line
    return "".join(character if character == "\t" else visible(character) for character in line)


def literal(text: str, rows: int = FEW) -> str:
    """The text as it may be shown: lines kept, tabs expanded, controls visible, far too long parts left out.

    Of more than `rows` lines the first quarter and the last three are kept. A carriage return inside a line
    starts it over, as it does in a terminal: a progress line that a program redraws a thousand times is shown
    as it ended.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    if len(lines) > rows:
        first, last = rows // 4, rows - rows // 4
        lines[first:-last] = [f"… {len(lines) - rows:,} lines left out …"]
    shown = "\n".join(_shown(line) for line in lines)
    if len(shown) <= LONGEST_TEXT:
        return shown
    return f"{shown[:LONGEST_TEXT]}\n… {len(shown) - LONGEST_TEXT:,} more characters"


def _shown(line: str) -> str:
    if "\r" in line:
        line = next((part for part in reversed(line.split("\r")) if part), "")
    line = line.expandtabs(TAB)
    if len(line) > LONGEST_LINE:
        line = f"{line[:LONGEST_LINE]}… {len(line) - LONGEST_LINE:,} more"
    return literal_line(line)


def content(text: str, style: str = "", rows: int = FEW) -> Content:
    """The text as a Textual content, never parsed as markup; of more than `rows` lines the middle is left out."""
    return Content.styled(literal(text, rows), style) if style else Content(literal(text, rows))
