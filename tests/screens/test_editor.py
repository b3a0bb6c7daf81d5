"""The editor as it is typed into, in a real (headless) Textual app."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult

from tutor.screens.widgets.editor import Editor


class Bench(App[None]):
    """An app that holds one editor."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.editor = Editor(text)

    def compose(self) -> ComposeResult:
        yield self.editor


async def test_a_function_is_typed_with_few_keys() -> None:
    app = Bench()
    async with app.run_test() as pilot:
        app.editor.focus()
        await pilot.press(*"def f", "(", *"x", ")", ":", "enter", *"return x", "enter", *"y = [", *"1")
        assert app.editor.text == "def f(x):\n    return x\ny = [1]"
        assert app.editor.cursor_location == (2, 6)


async def test_python_is_highlighted() -> None:
    app = Bench("def f():\n    return 1\n")
    async with app.run_test():
        names = {name for line in app.editor._highlights.values() for _, _, name in line}
        assert "keyword.function" in names
        assert app.editor.is_syntax_aware


async def test_undo_takes_back_what_was_typed() -> None:
    app = Bench("x = 1\n")
    async with app.run_test() as pilot:
        app.editor.focus()
        app.editor.move_cursor((0, 5))
        await pilot.press("0", "0")
        assert app.editor.text == "x = 100\n"
        await pilot.press("ctrl+z")
        assert app.editor.text == "x = 1\n"
        await pilot.press("ctrl+y")
        assert app.editor.text == "x = 100\n"


async def test_home_goes_to_the_first_character_then_to_the_margin() -> None:
    app = Bench("    x = 1")
    async with app.run_test() as pilot:
        app.editor.focus()
        app.editor.move_cursor((0, 9))
        await pilot.press("home")
        assert app.editor.cursor_location == (0, 4)
        await pilot.press("home")
        assert app.editor.cursor_location == (0, 0)


async def test_selected_lines_are_indented_and_dedented_in_one_undo() -> None:
    app = Bench("a\nb\nc")
    async with app.run_test() as pilot:
        app.editor.focus()
        await pilot.press("shift+down", "shift+down", "tab")
        assert app.editor.text == "    a\n    b\nc"
        await pilot.press("shift+tab")
        assert app.editor.text == "a\nb\nc"
        await pilot.press("ctrl+z")
        assert app.editor.text == "    a\n    b\nc"


async def test_tab_without_a_selection_goes_to_the_next_stop() -> None:
    app = Bench("")
    async with app.run_test() as pilot:
        app.editor.focus()
        await pilot.press("tab", "x")
        assert app.editor.text == "    x"


async def test_brackets_surround_a_selection() -> None:
    app = Bench("abc")
    async with app.run_test() as pilot:
        app.editor.focus()
        await pilot.press("shift+end", "(")
        assert app.editor.text == "(abc)"
        assert app.editor.selected_text == "abc"


async def test_backspace_deletes_an_empty_pair_and_an_indent() -> None:
    app = Bench("        x")
    async with app.run_test() as pilot:
        app.editor.focus()
        app.editor.move_cursor((0, 8))
        await pilot.press("backspace")
        assert app.editor.text == "    x"
        await pilot.press("end", "(", "backspace")
        assert app.editor.text == "    x"


async def test_the_mark_follows_its_line_and_goes_when_the_line_is_edited() -> None:
    app = Bench("a\nb\nc\n")
    async with app.run_test() as pilot:
        app.editor.focus()
        app.editor.mark(2)
        assert (app.editor.marked_line, app.editor.cursor_location) == (2, (1, 0))
        app.editor.move_cursor((0, 1))
        await pilot.press("enter")
        assert app.editor.marked_line == 3
        app.editor.move_cursor((2, 1))
        await pilot.press("x")
        assert app.editor.marked_line is None


async def test_a_mark_outside_the_text_marks_nothing() -> None:
    app = Bench("a")
    async with app.run_test():
        app.editor.mark(7)
        assert app.editor.marked_line is None


async def test_a_text_from_outside_is_not_typing_and_keeps_a_valid_cursor() -> None:
    app = Bench("a")
    async with app.run_test():
        app.editor.show("one\ntwo", (9, 9))
        assert (app.editor.text, app.editor.cursor_location) == ("one\ntwo", (1, 3))
        app.editor.swap("three")
        app.editor.undo()
        assert app.editor.text == "one\ntwo"


async def test_the_editors_own_keys_keep_their_order_with_typed_letters() -> None:
    app = Bench("old text")
    async with app.run_test() as pilot:
        app.editor.focus()
        await pilot.pause()
        keys = [events.Key("f7", None), events.Key("delete", None), *(events.Key(letter, letter) for letter in "new")]
        for key in (*keys, events.Key("home", None), events.Key("x", "x")):
            app.post_message(key)  # all at once, as a fast terminal delivers them
        await pilot.pause()
        assert app.editor.text == "xnew"
