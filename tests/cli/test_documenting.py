"""docs, tutorials, rate --tutorial, dev doc-coverage."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from click.testing import Result

from progress.lookups import Lookup, read
from progress.recorder import Recorder
from progress.store import Log
from progress.tutorials import TutorialRating, tutorial_ratings
from tutor import catalog, documentation, frameworks, paths, tutorials
from tutor.catalog import FRAMEWORKS, Task
from tutor.contract.coverage import measure, touched
from tutor.documentation import CoveredName, DocCoverage, FrameworkCoverage
from tutor.errors import LessonError

Run = Callable[..., Result]


def looked_up() -> list[Lookup]:
    with Log.open(paths.database()) as log:
        return list(read(log)[0])


def test_docs_prints_signature_and_docstring_and_is_recorded(dltutor: Run, hello: Task) -> None:
    done = dltutor("docs", "neon.layers.Affine", "-f", "neon", "--task", "hello")
    assert done.exit_code == 0
    first, _, signature, *rest = done.stdout.split("\n")
    assert first == "neon.layers.Affine  class"
    assert signature.startswith("Affine(nout, init")
    assert any("Linear" in line for line in rest)
    (found,) = looked_up()
    assert (found.task, found.symbol, found.query, found.origin) == (
        hello.id, "neon.layers.Affine", "neon.layers.Affine", "search",
    )  # fmt: skip
    assert (found.found, found.read_s) == (True, None)


def test_docs_finds_a_name_by_its_last_part_and_suggests_the_nearest(dltutor: Run, home: Path) -> None:
    told = json.loads(dltutor("docs", "affine", "-f", "neon", "--json").stdout)
    assert (told["schema"], told["page"]["name"]) == ("dltutor.docs/1", "neon.layers.Affine")
    missing = dltutor("docs", "Afine", "-f", "neon")
    assert missing.exit_code == 2
    assert "Did you mean neon.layers.Affine" in missing.stderr
    assert [each.found for each in looked_up()] == [True, False]
    assert [file.name for file in (home / "cache").iterdir()] == ["names-neon-own.json"]


def test_docs_counts_for_the_task_that_the_learner_is_at(dltutor: Run, hello: Task) -> None:
    dltutor("docs", "neon.layers.Affine", "-f", "neon")
    with Log.open(paths.database()) as log, Recorder(log, interface="cli") as recorder:
        recorder.open_task(hello.id, "neon")
    dltutor("docs", "neon.layers.Affine", "-f", "neon")
    assert [each.task for each in looked_up()] == [None, hello.id]


def test_tutorials_prints_the_matrix_with_its_gaps(dltutor: Run, home: Path) -> None:
    done = dltutor("tutorials")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    (row,) = [line.split() for line in lines if line.startswith("gradient-checking ")]
    assert row[1:] == ["2", "·", "·"]
    assert any(line.startswith("neon: ") and "skills of the lessons" in line for line in lines)
    assert not home.exists()


def test_tutorials_lists_those_of_a_framework_or_on_a_skill(dltutor: Run) -> None:
    done = dltutor("tutorials", "-f", "pytorch", "--skill", "jacobians").stdout
    assert "https://pytorch.org/tutorials/intermediate/jacobians_hessians.html" in done
    assert "tensorflow.org" not in done
    assert dltutor("tutorials", "--skill", "jacobian").exit_code == 2
    told = json.loads(dltutor("tutorials", "--json").stdout)
    assert told["schema"] == "dltutor.tutorials/1"
    assert len(told["tutorials"]) == len(tutorials.load().all)
    assert set(told["breadth"]) == set(FRAMEWORKS)


def test_a_tutorial_is_rated(dltutor: Run) -> None:
    rate = ("rate", "-f", "neon", "--tutorial", "neon-mnist-tutorial", "--rating")
    assert dltutor(*rate, "3").exit_code == 0
    assert dltutor(*rate, "6", "--minutes", "40").exit_code == 0
    with Log.open(paths.database()) as log:
        assert tutorial_ratings(log) == (TutorialRating("neon", "neon-mnist-tutorial", 6, 40.0),)
    assert "you: 6 of 7" in dltutor("tutorials", "-f", "neon").stdout


@pytest.mark.parametrize(
    "arguments",
    [["--tutorial", "neon-mnist-tutorial"], ["--rating", "3"], ["--minutes", "3"],
     ["--tutorial", "neon-mnist-tutorial", "--rating", "8"], ["--tutorial", "nothing", "--rating", "3"],
     ["--tutorial", "pytorch-tensors", "--rating", "3"],
     ["--tutorial", "neon-mnist-tutorial", "--rating", "3", "--answers", "1"],
     ["--tutorial", "neon-mnist-tutorial", "--rating", "3", "--minutes", "0"]],
)  # fmt: skip
def test_other_ratings_are_refused(dltutor: Run, home: Path, arguments: list[str]) -> None:
    assert dltutor("rate", "-f", "neon", *arguments).exit_code == 2
    assert not paths.database().exists()


def test_shares_count_what_they_say() -> None:
    names = (
        CoveredName(name="a", kind="function", documented=True, example=True, typed=True),
        CoveredName(name="b", kind="class", documented=True, example=False, typed=False),
        CoveredName(name="c", kind="property", documented=False, example=False, typed=False),
    )
    found = FrameworkCoverage(framework="neon", version="1", implementation="port", names=names)
    shares = (found.documented, found.example, found.typed)
    assert [(share.count, share.n) for share in shares] == [(2, 3), (1, 3), (1, 2)]
    empty = FrameworkCoverage(framework="neon", version="1", implementation="", names=())
    assert empty.typed.share is None


def test_coverage_counts_each_name_that_the_lessons_touch_once(hello: Task) -> None:
    tasks = catalog.load().tasks
    found = measure(tasks, {"neon": frameworks.launch("neon")}).frameworks["neon"]
    names = [each.name for each in found.names]
    assert len(names) == len(set(names)) > 50
    assert "neon.layers.Affine" in names
    assert not any(part.startswith("_") for name in names for part in name.split("."))
    assert found.unresolved == ()
    assert found.implementation == "port"


def test_what_the_lessons_touch_is_documented_or_used(hello: Task) -> None:
    paths_of = touched([hello], "pytorch")
    assert {doc.name for doc in hello.frameworks["pytorch"].docs} <= set(paths_of)
    assert all(path.split(".")[0] in ("torch", "?") for path in paths_of)


def test_the_shipped_figures_can_be_made_again(dltutor: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = documentation.shipped()
    assert kept is not None
    assert set(kept.frameworks) == set(FRAMEWORKS)
    told = dltutor("dev", "doc-coverage", "-f", "neon", "--json")
    again = msgspec.json.decode(told.stdout, type=DocCoverage)
    assert again.schema == kept.schema
    assert {each.name for each in kept.frameworks["neon"].names} & {
        each.name for each in again.frameworks["neon"].names
    }
    (tmp_path / documentation.FILE).write_bytes(documentation.encode(again))
    assert documentation.shipped(tmp_path) == again


def test_figures_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    assert documentation.shipped(tmp_path) is None
    (tmp_path / documentation.FILE).write_text("{}")
    with pytest.raises(LessonError, match=r"doc_coverage.json") as told:
        documentation.shipped(tmp_path)
    assert "doc-coverage --write" in told.value.remedy
