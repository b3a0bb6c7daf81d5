"""The page: one file, nothing from elsewhere, the same in light and dark, with words for every drawing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from progress.clock import ManualClock
from progress.report.findings import Analysis
from progress.report.html import page
from progress.report.wording import EMPTY
from progress.store import Log

from .conftest import NOON
from .learners import FRAMEWORKS, HOSTILE, Invented, Learner, curriculum, info

VOID = {"meta", "br", "link", "img", "hr", "input"}
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here to open the page in")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    tasks = curriculum(30)
    with Log.open(tmp_path_factory.mktemp("full") / "progress.sqlite3") as log:
        return Invented(ManualClock(NOON)).work(tasks[:28], FRAMEWORKS).analysis(log, tasks)


@pytest.fixture(scope="module")
def written(full: Analysis) -> str:
    return page(full)


class Reader(HTMLParser):
    """Reads a page as a strict reader would: every tag closed, in order; no id twice."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.said = ""
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self.handle_startendtag(tag, attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id" and value]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.said += data


def test_the_page_is_whole_and_takes_nothing_from_elsewhere(written: str) -> None:
    read = Reader(written)
    assert len(read.ids) == len(set(read.ids))
    assert not {tag for tag, _ in read.tags} & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
    for tag, attributes in read.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "srcset", "action")], tag
        for name in ("href", "xlink:href"):
            assert (attributes.get(name) or "#").startswith("#")
    for target in re.findall(r"url\(([^)]*)\)", written):
        assert target.startswith("#")
        assert target[1:] in read.ids
    assert re.findall(r"https?://[^\"' ]*", written) == re.findall(r"(?<=xmlns=\")[^\"]*|(?<=xlink=\")[^\"]*", written)
    assert "@import" not in written


def test_every_drawing_has_a_title_and_a_description(written: str) -> None:
    read = Reader(written)
    drawings = [attributes for tag, attributes in read.tags if tag == "svg"]
    assert len(drawings) == 5
    for attributes in drawings:
        assert attributes["role"] == "img"
        assert all(name in read.ids for name in (attributes["aria-labelledby"] or "").split())
    descriptions = re.findall(r"<desc id=[^>]*>([^<]*)</desc>", written)
    assert "a doubling of practice leaves" in descriptions[0]
    assert "three quarters by" in descriptions[1]
    assert all(len(description) > 20 for description in descriptions)


def test_the_colours_are_the_pages_own_in_both_looks(written: str) -> None:
    drawings = "".join(re.findall(r"<svg.*?</svg>", written, flags=re.DOTALL))
    assert set(re.findall(r"(?:fill|stroke): ([^;\"]+)", drawings)) <= {
        "none", "var(--ink)", "var(--faint)", *(f"var(--series-{place})" for place in range(1, 7)),
    }  # fmt: skip
    light, dark = (set(re.findall(r"(--[a-z0-9-]+):", part)) for part in split_looks(written))
    assert light == dark
    assert {"--ink", "--paper", "--series-6"} <= light


@pytest.mark.parametrize("look", [0, 1])
def test_writing_and_lines_stand_out_from_the_paper(written: str, look: int) -> None:
    part = split_looks(written)[look]
    colors = dict(re.findall(r"(--[a-z0-9-]+): (#[0-9a-f]{6})", part))
    paper = colors.pop("--paper")
    for name in ("--ink", "--faint", *(f"--series-{place}" for place in range(1, 7))):
        assert contrast(colors[name], paper) >= 4.5, name  # WCAG 2.2, AA for text


def split_looks(written: str) -> tuple[str, str]:
    light, dark = re.findall(r":root \{(.*?)\}", written, flags=re.DOTALL)[:2]
    return light.replace("color-scheme: light dark;", ""), dark


def contrast(one: str, other: str) -> float:
    def light(color: str) -> float:
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_it_says_what_the_terminal_says(full: Analysis, written: str) -> None:
    said = " ".join(Reader(written).said.split())
    for figure in full.figures.values():
        assert figure.key == "overview" or not figure.n or figure.what in said
    for pair in full.pairs:
        assert pair.ratio.caveat in said
        assert pair.ratio.order in said
    for curve in full.curves:
        assert curve.rate.value.caveat in said
    assert "2.6.0 bundled port" in said


def test_an_empty_page_needs_no_drawing(log: Log, clock: ManualClock) -> None:
    read = Reader(page(Invented(clock).analysis(log, curriculum(3))))
    assert EMPTY in read.said
    assert "svg" not in {tag for tag, _ in read.tags}


def test_one_task_is_drawn(learner: Learner) -> None:
    written = page(learner.work("a", "neon", "failed", "passed").analysis())
    read = Reader(written)
    assert "too little data (1 of 20) for a learning rate" in read.said
    assert [tag for tag, _ in read.tags].count("svg") == 4
    assert "var(--series-3)" in written  # neon keeps its colour when it is alone


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_text_is_shown_as_it_is(learner: Learner, text: str) -> None:
    harmless = written_with(learner, "harmless")
    read = written_with(learner, text)
    for tag in ("b", "script", "td", "svg", "h2"):
        assert [each for each, _ in read.tags].count(tag) == [each for each, _ in harmless.tags].count(tag), tag
    for hidden in ("\x07", "\x1b", "\u202e"):
        assert hidden not in read.said
    if text.isprintable():
        assert read.said.count(text) >= 8


def written_with(learner: Learner, text: str) -> Reader:
    learner.facts = {"framework_version": text, "error_class": text, "mistake": text, "implementation": text}
    learner.work(text, "neon", "failed", "passed").work(text + "b", "neon", "failed")
    hostile = msgspec.structs.replace(info(text, text), key=text, unit=text, skill=text)
    return Reader(page(learner.analysis((hostile, msgspec.structs.replace(hostile, id=text + "b")))))


def test_ten_thousand_attempts_make_a_page(log: Log, clock: ManualClock) -> None:
    tasks = curriculum(60)
    found = Invented(clock).work(tasks, FRAMEWORKS, (40, 55, 70)).analysis(log, tasks)
    assert sum(row.attempts for row in found.tasks) > 10_000
    written = page(found)
    assert len(written) < 500_000
    assert "more, " in Reader(written).said  # of many verdicts the last are shown


def test_without_matplotlib_it_says_what_to_install(learner: Learner) -> None:
    learner.work("a", "neon", "passed")
    learner.recorder.close()
    script = f"""if True:
        import sys
        sys.modules["matplotlib"] = None
        from pathlib import Path
        from progress.report.analysis import read
        from progress.report.html import page
        from progress.report.model import TaskInfo
        from progress.report.svg import NeedsExtra
        from progress.store import Log
        task = TaskInfo(id="a", key="k", title="t", unit="u", skill="s", level=1, par_minutes=2)
        try:
            page(read(Log.open(Path({str(learner.log.path)!r})), [task], ("neon",)))
        except NeedsExtra as error:
            print(error.exit_code, error.remedy)"""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.startswith("3 Install the extra `report`: pip install 'dltutor[report]'")


# In a real browser


class Shown(NamedTuple):
    """What Chromium wrote to its console, and the picture as (height, width, 3) numbers from 0 to 1."""

    console: list[str]
    picture: object


def opened(file: Path, *, dark: bool) -> Shown:
    from matplotlib.image import imread

    assert CHROMIUM is not None
    picture = file.with_suffix(".dark.png" if dark else ".png")
    look = "--blink-settings=preferredColorScheme=0" if dark else "--blink-settings=preferredColorScheme=1"
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--enable-logging=stderr",
        "--disable-dev-shm-usage", f"--user-data-dir={file.parent / 'profile'}", "--window-size=1000,4200", look,
        f"--screenshot={picture}", file.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return Shown([line for line in done.stderr.splitlines() if "CONSOLE" in line], imread(picture)[:, :, :3])


@needs_chromium
@pytest.mark.parametrize("dark", [False, True])
def test_chromium_shows_it_without_a_complaint(written: str, tmp_path: Path, dark: bool) -> None:
    file = tmp_path / "report.html"
    file.write_text(written, encoding="utf-8")
    shown = opened(file, dark=dark)
    assert shown.console == []
    picture = shown.picture
    paper = picture[5, 5]
    assert bool(paper.mean() < 0.2) is dark
    light, night = (dict(re.findall(r"(--[a-z0-9-]+): (#[0-9a-f]{6})", part)) for part in split_looks(written))
    for place in (1, 2, 3):  # each framework's points and lines are there, in the colour of this look
        color = (night if dark else light)[f"--series-{place}"]
        wanted = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        assert (abs(picture - wanted).max(axis=2) < 0.02).sum() > 100, place


@needs_chromium
def test_a_complaint_would_be_noticed(written: str, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(written.replace("</main>", "</main><script>alert(1)</script><img src='file:///x.png'>"))
    assert len(opened(file, dark=False).console) >= 2  # the page's own policy refuses both
