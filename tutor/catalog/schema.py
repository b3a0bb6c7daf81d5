"""The shape of what lessons keep on disk: `curriculum.yaml` and each `task.yaml`."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

FRAMEWORKS = ("pytorch", "tensorflow", "neon")

Line = Annotated[str, Meta(min_length=1)]
Title = Annotated[str, Meta(min_length=1, max_length=80)]
FolderName = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
MistakeName = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
Positive = Annotated[float, Meta(gt=0)]


class Doc(Struct, frozen=True, forbid_unknown_fields=True):
    """A page of documentation: the `name` resolves in the installed framework, the `url` is what F1 opens."""

    name: Annotated[str, Meta(pattern=r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$")]
    url: Annotated[str, Meta(pattern=r"^https?://\S+$")]


class Variant(Struct, frozen=True, forbid_unknown_fields=True):
    """A task in one framework: its documentation, and its hints from a nudge to almost the code."""

    docs: Annotated[tuple[Doc, ...], Meta(min_length=1)]
    hints: Annotated[tuple[Line, ...], Meta(min_length=3)]


class Tolerance(Struct, frozen=True, forbid_unknown_fields=True):
    """How far t a result may be from the reference, |got - want| <= t + t * |want|, per device."""

    cpu: Positive = 1e-5
    gpu: Positive = 1e-4


class Variants(Struct, frozen=True, forbid_unknown_fields=True):
    """The key `frameworks` of a task.yaml: a variant for each framework that has such a thing."""

    pytorch: Variant | None = None
    tensorflow: Variant | None = None
    neon: Variant | None = None


class LeftOut(Struct, frozen=True, forbid_unknown_fields=True):
    """The key `left_out` of a task.yaml: why a framework has no variant."""

    pytorch: Line | None = None
    tensorflow: Line | None = None
    neon: Line | None = None


class TaskFile(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A whole task.yaml. `par_minutes` is a competent user's time; `time_limit_s` excludes imports.

    `builds_on` names earlier tasks of the same unit, whose code this one imports from the unit's project.
    """

    id: UUID
    title: Title
    skill: Annotated[str, Meta(pattern=r"^[a-z0-9]+([ -][a-z0-9]+)*$")]
    level: Annotated[int, Meta(ge=1, le=5)]
    par_minutes: Annotated[float, Meta(gt=0, le=240)]
    time_limit_s: Annotated[float, Meta(gt=0, le=3600)]
    tolerance: Tolerance = Tolerance()
    frameworks: Variants
    mistakes: dict[MistakeName, Line] = {}
    left_out: LeftOut = LeftOut()
    builds_on: tuple[FolderName, ...] = ()


class UnitEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """One unit in curriculum.yaml: its folder, its title and the folders of its tasks in order.

    The tasks of a unit with a `project` are its stages: code that passes becomes a module of the package of
    that name, which the stages that build on it import.
    """

    folder: FolderName
    title: Title
    tasks: tuple[FolderName, ...]
    project: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")] | None = None


class CurriculumFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole curriculum.yaml: the units in order."""

    units: tuple[UnitEntry, ...]
