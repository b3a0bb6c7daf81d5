"""Setting a framework up: an environment of its own, made by venv and pip, measured, used only once it is whole."""

from tutor.environments.beginning import set_up
from tutor.environments.measured import PHASES, Measured, Outcome, Phase, Progress
from tutor.environments.recording import Record, set_up_recorded
from tutor.environments.removing import Removed, remove
from tutor.environments.wanted import INSTALLABLE, Wanted, want

__all__ = [
    "INSTALLABLE",
    "PHASES",
    "Measured",
    "Outcome",
    "Phase",
    "Progress",
    "Record",
    "Removed",
    "Wanted",
    "remove",
    "set_up",
    "set_up_recorded",
    "want",
]
