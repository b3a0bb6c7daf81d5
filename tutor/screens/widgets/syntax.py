"""The colours of Python code, in the dark and in the light; backgrounds come from the stylesheet."""

from __future__ import annotations

from rich.style import Style
from textual.widgets.text_area import TextAreaTheme

_DARK = {
    "keyword": "#c594d6",
    "function": "#82b4ea",
    "call": "#a9c7ea",
    "type": "#e3c07f",
    "constant": "#d99a72",
    "string": "#9ac58f",
    "comment": "#727d8e",
    "parameter": "#d5dae3",
    "operator": "#a4b0c0",
}
_LIGHT = {
    "keyword": "#8b3fa3",
    "function": "#1f5fa8",
    "call": "#2b6cb0",
    "type": "#8a5a00",
    "constant": "#a5481c",
    "string": "#2c7a35",
    "comment": "#77808c",
    "parameter": "#22272e",
    "operator": "#566070",
}
_ROLES = {
    "keyword": (
        "keyword", "keyword.function", "keyword.return", "keyword.operator", "conditional", "repeat", "exception",
        "include", "variable.builtin", "attribute", "attribute.builtin",
    ),
    "function": ("function",),
    "call": ("function.call", "method.call", "method", "function.builtin"),
    "type": ("type", "type.builtin", "type.definition", "class", "constructor"),
    "constant": ("number", "float", "boolean", "constant", "constant.builtin"),
    "string": ("string", "string.documentation", "string.escape", "string.special"),
    "comment": ("comment",),
    "parameter": ("parameter", "variable.parameter"),
    "operator": ("operator", "punctuation.bracket", "punctuation.delimiter", "punctuation.special"),
}  # fmt: skip


def _theme(name: str, colours: dict[str, str]) -> TextAreaTheme:
    styles = {
        capture: Style(color=colours[role], italic=True if role == "comment" else None)
        for role, captures in _ROLES.items()
        for capture in captures
    }
    return TextAreaTheme(name=name, syntax_styles=styles)


def themes() -> tuple[TextAreaTheme, TextAreaTheme]:
    """The editor's themes, `tutor-dark` and `tutor-light`."""
    return _theme("tutor-dark", _DARK), _theme("tutor-light", _LIGHT)
