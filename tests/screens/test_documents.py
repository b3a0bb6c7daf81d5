"""F1: the name under the cursor out of the installed framework, a search over its names, linked pages."""

from __future__ import annotations

import pytest
from textual.widgets import Input, OptionList

from progress.lookups import Lookup, read
from progress.store import Log
from tutor import paths
from tutor.catalog import Task
from tutor.screens.docstring import readable
from tutor.screens.documents import DocumentsScreen
from tutor.screens.lesson import LessonScreen

from .conftest import NARROW, WIDE

SOURCE = "from neon.backends import gen_backend\nfrom neon.layers import Affine\nbe = gen_backend()\ny = be.dot(a, b)\n"


def looked_up() -> list[Lookup]:
    with Log.open(paths.database()) as log:
        return list(read(log)[0])


async def ask(driver, task: Task, row: int, column: int, source: str = SOURCE) -> LessonScreen:
    """Open the lesson, put the cursor somewhere in a source, and press F1."""
    lesson = await driver.open_lesson(task)
    lesson.show_pane("code")
    lesson.editor.swap(source)
    lesson.editor.move_cursor((row, column))
    await driver.press("f1")
    await driver.until(lambda: isinstance(driver.app.screen, DocumentsScreen), "documents")
    return lesson


async def test_the_name_under_the_cursor_is_shown_and_how_long_it_was_read_recorded(running, hello: Task, size) -> None:
    async with running(size) as driver:
        lesson = await ask(driver, hello, 3, 8)
        await driver.sees("dot(self, a, b, out=None)")
        await driver.sees("Matrix product")
        assert looked_up() == []
        await driver.press("escape")
        await driver.until(lambda: driver.app.screen is lesson)
    (found,) = looked_up()
    assert (found.symbol, found.found, found.origin) == ("neon.backends.nervanacpu.NervanaCPU.dot", True, "cursor")
    assert found.task == hello.id
    assert found.read_s is not None
    assert found.read_s >= 0


async def test_a_name_is_found_by_typing_and_opened(running, hello: Task, size) -> None:
    async with running(size) as driver:
        await ask(driver, hello, 2, 0, "x = 1\n\n\n")
        await driver.press(*"afine")
        await driver.sees("neon.layers.Affine")
        await driver.press("enter")
        await driver.sees("Affine(nout, init")
        await driver.press("ctrl+q")
    (found,) = looked_up()
    assert (found.symbol, found.query, found.origin) == ("neon.layers.Affine", "afine", "search")


async def test_one_page_after_the_other_is_one_look_up_each(running, hello: Task) -> None:
    async with running(WIDE) as driver:
        await ask(driver, hello, 1, 25)
        await driver.sees("Affine(nout, init")
        await driver.press(*"conv")
        await driver.sees("neon.layers.Conv")
        await driver.press("enter")
        await driver.until(lambda: len(looked_up()) == 1, "the first is recorded")
        await driver.until(lambda: driver.app.screen.reading, "the second is open")
        await driver.press("escape")
    assert [each.symbol for each in looked_up()] == ["neon.layers.Affine", "neon.layers.Conv"]


async def test_a_name_that_is_not_there_says_so_and_counts_as_not_found(running, hello: Task, size) -> None:
    async with running(size) as driver:
        await ask(driver, hello, 1, 12, "import neon\nx = neon.nothing_of_that_kind(3)")
        await driver.sees("Not found: neon.nothing_of_that_kind")
        await driver.press("escape")
    (found,) = looked_up()
    assert (found.symbol, found.found) == ("neon.nothing_of_that_kind", False)


async def test_what_nobody_said_is_guessed_and_says_so(running, hello: Task) -> None:
    async with running(WIDE) as driver:
        await ask(driver, hello, 1, 13, "def f(x):\n    return x.transpose()")
        await driver.sees("this is the likeliest")
        await driver.sees("neon.backends.backend.Tensor.transpose")


async def test_the_arrows_read_and_tab_goes_to_the_list(running, hello: Task) -> None:
    async with running(NARROW) as driver:
        await ask(driver, hello, 1, 25)
        await driver.sees("Affine(nout, init")
        screen = driver.app.screen
        assert not screen.query_one(OptionList).display
        await driver.press("down", "pagedown", "pageup", "up", "enter")
        assert isinstance(driver.app.screen, DocumentsScreen)
        await driver.press("tab")
        await driver.until(lambda: screen.query_one(OptionList).display)
        await driver.sees(hello.frameworks["neon"].docs[0].name)
        first = screen.query_one(OptionList).highlighted
        await driver.press("down")
        assert screen.query_one(OptionList).highlighted != first
        assert driver.app.focused is screen.query_one(Input)


async def test_a_tutorial_on_the_skill_is_offered_and_its_opening_recorded(running, lessons, monkeypatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    task = lessons.find("mlp")
    async with running(WIDE) as driver:
        lesson = await driver.open_lesson(task)
        lesson.show_pane("brief")
        await driver.press("f1")
        await driver.sees("Tutorials on this skill")
        await driver.press(*["down"] * len(task.frameworks["neon"].docs), "enter")
        await driver.until(lambda: driver.app.screen is lesson)
        await driver.until(lambda: driver.app.clipboard.endswith("mnist.rst"), "the address is copied")
    (found,) = looked_up()
    assert (found.origin, found.found, found.read_s) == ("link", True, None)
    assert found.symbol == "Tutorial 1: MNIST with a multi-layer perceptron"


async def test_reading_counts_as_time_on_the_task(running, hello: Task) -> None:
    async with running(WIDE) as driver:
        await ask(driver, hello, 1, 25)
        await driver.sees("Affine(nout, init")
        await driver.press("down")
    with Log.open(paths.database()) as log:
        assert "docs" in {event.payload["kind"] for event in log.events() if event.type == "signal"}


RST = """Applies a transformation: :math:`y = xA^T + b`.

.. note::
    See :class:`~torch.nn.Bilinear` and :ref:`this page <somewhere>`.

.. _label:

Args:
    size (int): the size, :math:`\\text{in}`

Shape: :math:`(N, *)`

Examples::

    >>> m = Linear(3)
    m.weight

After.
"""
MARKDOWN = """Computes `x`, see [the guide](https://example.org/x).

#### Raises:

```python
y = f(x)[0]
```

Returns:
  A `Tensor`.
"""


@pytest.mark.parametrize(
    ("doc", "lines"),
    [
        (RST, ["Applies a transformation: y = xA^T + b.", "Note: ", "    See torch.nn.Bilinear and this page.", "Args",
               "    size (int): the size, in", "Shape: (N, *)", "Examples", "    >>> m = Linear(3)", "    m.weight",
               "After."]),
        (MARKDOWN, ["Computes x, see the guide.", "Raises:", "y = f(x)[0]", "Returns", "  A Tensor."]),
        ("[red]x[/red] :math:`[0]`", ["[red]x[/red] [0]"]),
        ("", []),
    ],
)  # fmt: skip
def test_a_docstring_reads_as_plain_text(doc: str, lines: list[str]) -> None:
    shown = readable(doc)
    assert [line for line in shown.plain.split("\n") if line.strip()] == lines


def test_code_and_headings_are_set_apart() -> None:
    shown = readable(RST)
    styled = {shown.plain[span.start : span.end]: str(span.style) for span in shown.spans}
    assert styled["    >>> m = Linear(3)"] == "$accent"
    assert styled["    m.weight"] == "$accent"
    assert styled["Args"] == "bold $primary"
    assert "After." not in styled
