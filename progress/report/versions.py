"""Which versions of a framework judged the attempts: a curve is of the framework that ran."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from progress.projections import Attempt
from progress.report.findings import Ran
from progress.store import Log

_RAN = """SELECT e.framework, coalesce(e.payload ->> '$.framework_version', ''),
    coalesce(e.payload ->> '$.implementation', ''), count(*)
    FROM json_each(?) j JOIN events e ON e.seq = j.value GROUP BY 1, 2, 3 ORDER BY min(e.seq)"""


def versions(log: Log, attempts: Sequence[Attempt]) -> dict[str, tuple[Ran, ...]]:
    """Return, for each framework, the versions that judged `attempts`, in the order in which they first ran."""
    found: dict[str, tuple[Ran, ...]] = {}
    seqs = msgspec.json.encode([attempt.seq for attempt in attempts]).decode()
    with log.reader() as connection:
        if connection is None or not attempts:
            return {}
        for framework, version, implementation, count in connection.execute(_RAN, (seqs,)):
            ran = Ran(version=str(version), implementation=str(implementation), attempts=count)
            found[framework] = (*found.get(framework, ()), ran)
    return found
