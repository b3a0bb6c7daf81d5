"""The frameworks as they are published, whoever learns them: what of the scorecard is not in the learner's log."""

from __future__ import annotations

from pathlib import Path

from progress.scorecard import Coverage, Scorecard, gather
from progress.store import Log
from tutor import frameworks, paths, tutorials
from tutor.catalog import FRAMEWORKS, Catalog
from tutor.curriculum import task_infos


def published(catalog: Catalog) -> dict[str, Coverage]:
    """Return, for each framework, its documentation and tutorials against the lessons. Raises LessonError."""
    matrix = tutorials.matrix(tutorials.load(), tutorials.skills(catalog))
    found = {}
    for key in FRAMEWORKS:
        breadth = matrix.breadth[key]
        found[key] = Coverage(
            tutorials=breadth.tutorials,
            skills=breadth.taught,
            covered=breadth.covered,
            bundled=frameworks.ALL[key].extra is None,
        )
    return found


def scorecard(catalog: Catalog, database: Path | None = None) -> Scorecard:
    """Return the scorecard of a log (default: the learner's). Raises LessonError and ProgressError."""
    with Log.open(database or paths.database()) as log:
        return gather(log, task_infos(catalog.tasks), FRAMEWORKS, published(catalog))
