"""Where things lie: the learner's data folder and the lessons. Nothing here creates anything."""

from __future__ import annotations

import os
from pathlib import Path

HOME_VARIABLE = "DLTUTOR_HOME"


def home() -> Path:
    """Return the data folder: $DLTUTOR_HOME, or the platform's user data folder."""
    named = os.environ.get(HOME_VARIABLE, "").strip()
    if named:
        return Path(named).expanduser().absolute()
    import platformdirs  # here, because most test runs and scripts name the folder themselves

    return platformdirs.user_data_path("dltutor", appauthor=False)


def database() -> Path:
    """Return the path of the progress log."""
    return home() / "progress.sqlite3"


def settings_file() -> Path:
    """Return the path of the user's settings, which need not exist."""
    return home() / "settings.toml"


def trusted() -> Path:
    """Return the list of the packs of lessons whose checks the user agreed to run."""
    return home() / "trusted.json"


def cache() -> Path:
    """Return the folder of what can be gathered again: the names of each framework's version."""
    return home() / "cache"


def trainings(home: Path) -> Path:
    """Return the folder below a data folder of the trainings that go on in the background, a subfolder each."""
    return home / "trainings"


def environments() -> Path:
    """Return the folder of the frameworks' managed environments, one subfolder per framework."""
    return home() / "environments"


def lessons() -> Path:
    """Return the folder of lessons that came with the tutor: `lessons`, beside the package."""
    return Path(__file__).resolve().parent.parent / "lessons"
