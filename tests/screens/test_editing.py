"""Typing Python: what a key puts into the text."""

from __future__ import annotations

import pytest

from tutor.screens.widgets import editing


def typed(character: str, line: str) -> str:
    """The line, its cursor shown as |, after the key."""
    before, after = line.split("|")
    result = editing.typed(character, before, after)
    if result.skip:
        return before + after[: result.skip] + "|" + after[result.skip :]
    return before + result.before + "|" + result.after + after


def entered(line: str) -> str:
    before, after = line.split("|")
    result = editing.newline(before, after)
    return before + result.before + "|" + result.after + after


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("def f(x):|", "def f(x):\n    |"),
        ("    if x:  # a: b|", "    if x:  # a: b\n        |"),
        ("    return x|", "    return x\n|"),
        ("        pass|", "        pass\n    |"),
        ("    return (x,|", "    return (x,\n    |"),
        ("    returned = 3|", "    returned = 3\n    |"),
        ("    x = {|}", "    x = {\n        |\n    }"),
        ("    x = f(|", "    x = f(\n        |"),
        ("    s = 'a:'|", "    s = 'a:'\n    |"),
        ("# note:|", "# note:\n|"),
        ("x = 1|", "x = 1\n|"),
        ("|", "\n|"),
    ],
)
def test_enter_goes_to_the_column_where_python_continues(line: str, expected: str) -> None:
    assert entered(line) == expected


@pytest.mark.parametrize(
    ("key", "line", "expected"),
    [
        ("(", "print|", "print(|)"),
        ("(", "|name", "(|name"),
        ("[", "f(|)", "f([|])"),
        (")", "f(x|)", "f(x)|"),
        (")", "f(g(x|)", "f(g(x)|)"),
        ('"', "x = |", 'x = "|"'),
        ('"', 'x = "a|"', 'x = "a"|'),
        ("'", "# don|", "# don'|"),
        ("'", 'x = "don|"', 'x = "don\'|"'),
        ("'", "x = f|", "x = f'|'"),
        ("'", "x = self|", "x = self'|"),
        ('"', 'x = ""|', 'x = """|"""'),
        ("{", "x = |", "x = {|}"),
    ],
)
def test_brackets_and_quotes_close_themselves_and_are_typed_over(key: str, line: str, expected: str) -> None:
    assert typed(key, line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("f(|)", (1, 1)),
        ('"|"', (1, 1)),
        ("        |x", (4, 0)),
        ("      |x", (2, 0)),
        ("abc|", (1, 0)),
        ("a |b", (1, 0)),
    ],
)
def test_backspace_takes_a_pair_or_an_indent(line: str, expected: tuple[int, int]) -> None:
    assert editing.backspace(*line.split("|")) == expected


def test_lines_go_in_and_out_by_one_level() -> None:
    lines = ["if x:", "", "    y = 1"]
    deeper = editing.indent_lines(lines)
    assert deeper == ["    if x:", "", "        y = 1"]
    assert editing.dedent_lines(deeper) == lines
    assert editing.dedent_lines(["  a", "\tb", "c"]) == ["a", "b", "c"]


def test_comments_are_put_on_and_taken_off() -> None:
    lines = ["    a = 1", "", "        b = 2"]
    commented = editing.toggle_comment(lines)
    assert commented == ["    # a = 1", "", "    #     b = 2"]
    assert editing.toggle_comment(commented) == lines
