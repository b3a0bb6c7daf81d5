"""Workers as the user's settings want them: where frameworks are, what a run may use, how it must be confined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor import frameworks, paths

if TYPE_CHECKING:
    from pathlib import Path

    from tutor.judge import Workers
    from tutor.settings import Settings


def open_workers(settings: Settings, home: Path | None = None) -> Workers:
    """Return workers under `settings` that see nothing of `home` (default: the data folder). Imports NumPy."""
    from tutor.judge import Workers
    from tutor.judge.run import Limits

    return Workers(
        lambda framework: frameworks.launch(framework, settings),
        limits=Limits(memory_bytes=int(settings.memory_gib * (1 << 30))),
        require=settings.confinement,
        hide=[home or paths.home()],
    )
