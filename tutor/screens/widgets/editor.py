"""The code editor: Textual's text area, taught Python's typing habits and to mark a line."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.document._document import EditResult, Selection
from textual.document._edit import Edit
from textual.strip import Strip
from textual.widgets import TextArea

from tutor.screens.literal import literal_line
from tutor.screens.widgets import editing
from tutor.screens.widgets.syntax import themes

Cursor = tuple[int, int]
MARK_DARK = "#57262f"
MARK_LIGHT = "#f9d4d6"


class Editor(TextArea):
    """A Python editor. `marked_line` counts from 1, as tracebacks do, and follows its line through edits."""

    DEFAULT_CSS = """
    Editor {
        border: none;
        padding: 0;
        background: $surface;
        scrollbar-size: 1 1;
        &:focus { border: none; }
        & .text-area--cursor-line { background: $foreground 5%; }
        & .text-area--cursor-gutter { background: $foreground 5%; color: $foreground 80%; text-style: none; }
        & .text-area--gutter { color: $foreground 30%; }
        & .text-area--selection { background: $primary 30%; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+tab", "dedent", "Dedent", show=False),
        Binding("ctrl+underscore,ctrl+slash", "toggle_comment", "Comment", show=False),
    ]

    def __init__(self, text: str = "", *, read_only: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(
            encodable(text),
            language="python",
            soft_wrap=False,
            tab_behavior="indent",
            read_only=read_only,
            show_line_numbers=True,
            max_checkpoints=500,
            id=id,
        )
        self._marked: int | None = None
        for theme in themes():
            self.register_theme(theme)

    def on_mount(self) -> None:
        """Follow the app from dark to light and back."""
        self.watch(self.app, "theme", self._follow_theme)

    def _follow_theme(self) -> None:
        self.theme = "tutor-dark" if self.app.current_theme.dark else "tutor-light"

    # --- the marked line -------------------------------------------------------------------------------------

    @property
    def marked_line(self) -> int | None:
        """The marked line, counted from 1, or None."""
        return None if self._marked is None else self._marked + 1

    def mark(self, line: int | None, *, reveal: bool = True) -> None:
        """Mark this line (from 1) as where the trouble is, and bring it into view; None takes the mark away.

        A line that the text does not have marks nothing.
        """
        inside = line is not None and 1 <= line <= self.document.line_count
        self._marked = line - 1 if line is not None and inside else None
        if reveal and self._marked is not None:
            self.move_cursor((self._marked, len(editing.indentation(self.document[self._marked]))), center=True)
        self._line_cache.clear()
        self.refresh()

    def get_line(self, line_index: int) -> Text:
        """The line as Rich text, control characters visible."""
        return Text(literal_line(self.document.get_line(line_index)), end="", no_wrap=True)

    def _render_line(self, y: int) -> Strip:
        """One row; that of the marked line gets its own background and a cross in the gutter."""
        strip = super()._render_line(y)
        if y + self.scroll_offset.y != self._marked:  # rows are lines, because nothing wraps here
            return strip
        ground = Style(bgcolor=MARK_DARK if self.app.current_theme.dark else MARK_LIGHT)
        styles = (self._theme.cursor_style, self._theme.selection_style)
        above = {style.bgcolor for style in styles if style is not None}  # cursor and selection stay visible
        segments = []
        for number, (text, style, _) in enumerate(strip):
            shown = f"{text[: self.gutter_width - 2]}✗ " if number == 0 and self.show_line_numbers else text
            segments.append(Segment(shown, style if style and style.bgcolor in above else (style or Style()) + ground))
        return Strip(segments, strip.cell_length)

    def edit(self, edit: Edit) -> EditResult:
        """Do the edit, and move the mark with its line; an edit of the marked line itself takes it away."""
        lines = self.document.line_count
        edit.text = encodable(edit.text)
        result = super().edit(edit)
        if self._marked is not None:
            top, bottom = edit.top[0], edit.bottom[0]
            if top <= self._marked <= bottom:
                self._marked = None
            elif bottom < self._marked:
                self._marked += self.document.line_count - lines
            self._line_cache.clear()
        return result

    # --- whole texts -----------------------------------------------------------------------------------------

    def show(self, text: str, cursor: Cursor = (0, 0)) -> None:
        """Put in a text from outside, with its cursor; undo starts anew and no change is announced as typing."""
        with self.prevent(TextArea.Changed):
            self.load_text(encodable(text))
        self._marked = None
        self.move_cursor(self._within(cursor))

    def swap(self, text: str) -> None:
        """Replace the whole text as one edit that undo takes back, the cursor staying where it can."""
        cursor = self.cursor_location
        self.history.checkpoint()
        self.replace(text, (0, 0), self.document.end, maintain_selection_offset=False)
        self.history.checkpoint()
        self.move_cursor(self._within(cursor))

    def _within(self, cursor: Cursor) -> Cursor:
        row = max(0, min(cursor[0], self.document.line_count - 1))
        return row, max(0, min(cursor[1], len(self.document[row])))

    # --- typing ----------------------------------------------------------------------------------------------

    async def _on_key(self, event: events.Key) -> None:
        if await self._own_key(event):
            return
        if self.read_only or not self._typing(event):
            await super()._on_key(event)
            return
        self._restart_blink()
        event.stop()
        event.prevent_default()

    async def _own_key(self, event: events.Key) -> bool:
        """Do at once what the editor's own keys do, and say whether it was one of them.

        By itself Textual lets such a key travel up to the app first, while letters typed after it are put in:
        fast typists and slow connections would find "delete all, then type" done in the other order.
        """
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if await self.app.run_action(binding.action, self):
                event.stop()
                event.prevent_default()
                return True
        return False

    def _typing(self, event: events.Key) -> bool:
        """Whether the key is one of those that Python makes special, having done what it does."""
        if event.key == "escape":
            return False
        if event.key == "tab":
            return self._indent_selection()
        if event.key == "enter":
            self._insert(editing.newline(*self._around_selection()))
            return True
        character = event.character or ""
        special = character in editing.CLOSER_OF or character in editing.CLOSERS or character in editing.QUOTES
        if not event.is_printable or not special:
            return False
        if not self.selection.is_empty:
            return self._wrap_selection(character)
        self._insert(editing.typed(character, *self._around_selection()))
        return True

    def _around_selection(self) -> tuple[str, str]:
        """The text of the line before the selection and that of its last line after it."""
        (top, left), (bottom, right) = sorted(self.selection)
        return self.document[top][:left], self.document[bottom][right:]

    def _insert(self, typed: editing.Typed) -> None:
        start, end = sorted(self.selection)
        if typed.skip:
            self.move_cursor((end[0], end[1] + typed.skip))
            return
        self.replace(typed.before + typed.after, start, end, maintain_selection_offset=False)
        if typed.after:
            self.selection = Selection.cursor(_advance(start, typed.before))
            self.record_cursor_width()
        self.scroll_cursor_visible()

    def _wrap_selection(self, character: str) -> bool:
        closer = editing.CLOSER_OF.get(character, character)
        if character in editing.CLOSERS:
            return False
        start, end = sorted(self.selection)
        inside = self.selected_text
        self.replace(character + inside + closer, start, end, maintain_selection_offset=False)
        self.selection = Selection(_advance(start, character), _advance(start, character + inside))
        return True

    def action_delete_left(self) -> None:
        """Backspace: an empty pair goes together, white space before code goes by the indent."""
        if self.read_only or not self.selection.is_empty:
            super().action_delete_left()
            return
        row, column = self.cursor_location
        line = self.document[row]
        left, right = editing.backspace(line[:column], line[column:])
        if column and (left, right) != (1, 0):
            self._delete_via_keyboard((row, column - left), (row, column + right))
        else:
            super().action_delete_left()

    # --- lines -----------------------------------------------------------------------------------------------

    def _indent_selection(self) -> bool:
        if self.selection.start[0] == self.selection.end[0]:
            return False
        self._rewrite_lines(editing.indent_lines)
        return True

    def action_dedent(self) -> None:
        """Shift+Tab: the selected lines, or this one, one level out."""
        if not self.read_only:
            self._rewrite_lines(editing.dedent_lines)

    def action_toggle_comment(self) -> None:
        """Ctrl+/: comment the selected lines out, or back in."""
        if not self.read_only:
            self._rewrite_lines(editing.toggle_comment)

    def _rewrite_lines(self, rewrite: editing.Rewrite) -> None:
        top, bottom = sorted((self.selection.start[0], self.selection.end[0]))
        if bottom > top and max(self.selection)[1] == 0:
            bottom -= 1  # a selection that ends before a line does not mean that line
        old = [self.document[row] for row in range(top, bottom + 1)]
        new = rewrite(old)
        if new == old:
            return
        moved = {
            top + offset: len(after) - len(before) for offset, (before, after) in enumerate(zip(old, new, strict=True))
        }
        start, end = ((row, max(0, column + moved.get(row, 0))) for row, column in self.selection)
        self.history.checkpoint()
        self.replace("\n".join(new), (top, 0), (bottom, len(old[-1])), maintain_selection_offset=False)
        self.history.checkpoint()
        self.selection = Selection(start, end)


def _advance(start: Cursor, text: str) -> Cursor:
    """Where a cursor at `start` stands once the text is inserted there."""
    lines = text.split("\n")
    if len(lines) == 1:
        return start[0], start[1] + len(text)
    return start[0] + len(lines) - 1, len(lines[-1])


def encodable(text: str) -> str:
    """The text without lone surrogates, which no file and no parser can hold."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
