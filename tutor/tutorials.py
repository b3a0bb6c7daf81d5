"""The official tutorials of each framework, set against the skills that the lessons teach."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from tutor import paths
from tutor.catalog import FRAMEWORKS, Catalog, strict_yaml
from tutor.decoding import decode
from tutor.errors import LessonError, UsageError, unknown

FILE = "tutorials.yaml"
_Line = Annotated[str, Meta(min_length=1, max_length=300)]
_Skill = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
_Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class Listed(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A tutorial as the file has it. `seen` is the day on which evidence of the address was last seen."""

    id: _Id
    title: Annotated[str, Meta(min_length=1, max_length=120)]
    url: Annotated[str, Meta(pattern=r"^https://\S+$")]
    skills: Annotated[tuple[_Skill, ...], Meta(min_length=1)]
    seen: datetime.date
    runs_on: _Line


class Listing(Struct, frozen=True, forbid_unknown_fields=True):
    """What one framework has: where the list is from, and its tutorials."""

    source: _Line
    tutorials: tuple[Listed, ...]


class Frameworks(Struct, frozen=True, forbid_unknown_fields=True):
    """The key `frameworks` of the file."""

    pytorch: Listing
    tensorflow: Listing
    neon: Listing


class TutorialsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole tutorials.yaml. `beyond` are skills that tutorials teach and the lessons do not (yet)."""

    frameworks: Frameworks
    beyond: tuple[_Skill, ...] = ()


class Tutorial(Struct, frozen=True, kw_only=True):
    """One official tutorial of a framework: the skills it teaches, when it was last seen, and what it runs on."""

    id: str
    framework: str
    title: str
    url: str
    skills: tuple[str, ...]
    seen: datetime.date
    runs_on: str


class Row(Struct, frozen=True, kw_only=True):
    """One skill: the tutorials on it in each framework. `taught` says whether the lessons teach it."""

    skill: str
    taught: bool
    tutorials: dict[str, tuple[Tutorial, ...]]


class Breadth(Struct, frozen=True, kw_only=True):
    """How many of the `taught` skills of the lessons a framework has a tutorial on, and which it has none on."""

    framework: str
    tutorials: int
    covered: int
    taught: int
    gaps: tuple[str, ...]


class Matrix(Struct, frozen=True, kw_only=True):
    """Skills × frameworks: a row for each skill, those of the lessons first and in their order."""

    rows: tuple[Row, ...]
    breadth: dict[str, Breadth]
    sources: dict[str, str]


class Tutorials(Struct, frozen=True, kw_only=True):
    """All tutorials, in the order of the file, and where each framework's list is from."""

    all: tuple[Tutorial, ...]
    sources: dict[str, str]
    beyond: tuple[str, ...] = ()

    def find(self, name: str, framework: str | None = None) -> Tutorial:
        """Return the tutorial with this id; raise UsageError, with the nearest ones, if there is none."""
        known = {each.id: each for each in self.all if framework in (None, each.framework)}
        if name not in known:
            raise unknown("tutorial", name, known, "'dltutor tutorials' lists them.")
        return known[name]

    def on(self, skill: str, framework: str) -> tuple[Tutorial, ...]:
        """Return the tutorials of a framework on a skill."""
        return tuple(each for each in self.all if each.framework == framework and skill in each.skills)


def load(root: Path | None = None) -> Tutorials:
    """Read tutorials.yaml in `root` (default: the lessons that came with the tutor); raise LessonError."""
    file = (root or paths.lessons()) / FILE
    content = decode(strict_yaml.read(file), TutorialsFile, file=file)
    found: list[Tutorial] = []
    sources: dict[str, str] = {}
    for key in FRAMEWORKS:
        listing: Listing = getattr(content.frameworks, key)
        sources[key] = listing.source
        found += [_tutorial(key, each) for each in listing.tutorials]
    for what in ("id", "url"):
        values = [getattr(each, what) for each in found]
        if twice := next((value for value in values if values.count(value) > 1), None):
            raise LessonError(f"{file}: key '{what}': {twice} stands there twice.", "Take one out.")
    return Tutorials(all=tuple(found), sources=sources, beyond=content.beyond)


def skills(catalog: Catalog) -> tuple[str, ...]:
    """Return the skills that the lessons teach, in the order in which they come up."""
    return tuple(dict.fromkeys(task.skill for task in catalog.tasks))


def check_skills(tutorials: Tutorials, taught: Sequence[str]) -> None:
    """Raise UsageError for a skill that neither the lessons teach nor `beyond` lists."""
    known = {*taught, *tutorials.beyond}
    for each in tutorials.all:
        for skill in each.skills:
            if skill not in known:
                raise UsageError(
                    f"The tutorial {each.id} names the skill '{skill}', which no lesson teaches.",
                    f"Correct it in {FILE}, or list it there under 'beyond'.",
                )


def matrix(tutorials: Tutorials, taught: Sequence[str], frameworks: Iterable[str] = FRAMEWORKS) -> Matrix:
    """Set the tutorials against the `taught` skills (see `skills`), and against those beyond that they teach."""
    keys = tuple(frameworks)
    beyond = dict.fromkeys(skill for each in tutorials.all for skill in each.skills if skill not in set(taught))
    rows = tuple(
        Row(skill=skill, taught=skill in set(taught), tutorials={key: tutorials.on(skill, key) for key in keys})
        for skill in (*taught, *beyond)
    )
    breadth = {key: _breadth(key, tutorials, rows) for key in keys}
    return Matrix(rows=rows, breadth=breadth, sources={key: tutorials.sources[key] for key in keys})


def _breadth(key: str, tutorials: Tutorials, rows: Sequence[Row]) -> Breadth:
    gaps = tuple(row.skill for row in rows if row.taught and not row.tutorials[key])
    taught = sum(row.taught for row in rows)
    count = sum(each.framework == key for each in tutorials.all)
    return Breadth(framework=key, tutorials=count, covered=taught - len(gaps), taught=taught, gaps=gaps)


def _tutorial(framework: str, each: Listed) -> Tutorial:
    return Tutorial(
        id=each.id, framework=framework, title=each.title, url=each.url, skills=each.skills, seen=each.seen,
        runs_on=each.runs_on,
    )  # fmt: skip
