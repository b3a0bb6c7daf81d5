"""The frameworks as they are published, whoever learns them: what of the scorecard is not in the learner's log."""

from __future__ import annotations

from pathlib import Path

from progress.scorecard import Coverage, Scorecard, gather
from progress.store import Log
from tutor import documentation, frameworks, paths, tutorials
from tutor.catalog import FRAMEWORKS, Catalog
from tutor.curriculum import task_infos


def published(catalog: Catalog) -> dict[str, Coverage]:
    """Return, for each framework, its documentation and tutorials against the lessons. Raises LessonError."""
    shipped = documentation.shipped()
    matrix = tutorials.matrix(tutorials.load(), tutorials.skills(catalog))
    found = {}
    for key in FRAMEWORKS:
        breadth = matrix.breadth[key]
        names = shipped.frameworks.get(key) if shipped is not None else None
        found[key] = Coverage(
            version=f"{names.version} {names.implementation}".strip() if names else "",
            documented=_pair(names.documented) if names else (0, 0),
            examples=_pair(names.example) if names else (0, 0),
            typed=_pair(names.typed) if names else (0, 0),
            tutorials=breadth.tutorials,
            skills=breadth.taught,
            covered=breadth.covered,
            bundled=frameworks.ALL[key].extra is None,
        )
    return found


def _pair(share: documentation.Share) -> tuple[int, int]:
    return share.count, share.n


def scorecard(catalog: Catalog, database: Path | None = None) -> Scorecard:
    """Return the scorecard of a log (default: the learner's). Raises LessonError and ProgressError."""
    with Log.open(database or paths.database()) as log:
        return gather(log, task_infos(catalog.tasks), FRAMEWORKS, published(catalog))
