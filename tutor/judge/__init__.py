"""The judge: draws inputs, holds the reference, compares. Runs in the tutor's process; imports no framework."""

from tutor.judge.check import check, source_hash
from tutor.judge.control import Control
from tutor.judge.episodes import Trained, greedy_returns
from tutor.judge.run import LearnerRaised
from tutor.judge.training import Progress
from tutor.judge.values import Handle, Opaque, Tensor, batch, labels, raw
from tutor.judge.verdict import NOT_ATTEMPTS, Comparison, Frame, Raised, Step, Verdict
from tutor.judge.workers import Mode, Workers

__all__ = [
    "NOT_ATTEMPTS",
    "Comparison",
    "Control",
    "Frame",
    "Handle",
    "LearnerRaised",
    "Mode",
    "Opaque",
    "Progress",
    "Raised",
    "Step",
    "Tensor",
    "Trained",
    "Verdict",
    "Workers",
    "batch",
    "check",
    "greedy_returns",
    "labels",
    "raw",
    "source_hash",
]
