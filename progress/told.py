"""Whether to ask how the learner set a framework up by themselves: once for each framework, and never again."""

from __future__ import annotations

from progress.store import Log


def setup_asked(log: Log, framework: str) -> bool:
    """Whether there is nothing left to ask: it was told or declined, or an environment was made and measured here."""
    with log.reader() as connection:
        if connection is None:
            return False
        known = connection.execute(
            "SELECT 1 FROM events WHERE framework = ? AND (type = 'setup_told' OR (type = 'install_finished'"
            " AND json_extract(payload, '$.outcome') = 'done')) LIMIT 1",
            (framework,),
        )
        return known.fetchone() is not None
