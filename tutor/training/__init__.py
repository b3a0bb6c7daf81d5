"""Long checks: trainings that run in a process of their own and outlive the tutor that began them."""

from tutor.training.folder import Request, Training, all_in, find
from tutor.training.starting import settle, start

__all__ = ["Request", "Training", "all_in", "find", "settle", "start"]
