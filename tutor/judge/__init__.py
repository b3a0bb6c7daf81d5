"""The judge: draws inputs, holds the reference, compares. Runs in the tutor's process; imports no framework."""

from tutor.judge.check import Cancel, check, source_hash
from tutor.judge.run import LearnerRaised
from tutor.judge.values import Handle, Opaque, Tensor, batch, labels, raw
from tutor.judge.verdict import NOT_ATTEMPTS, Comparison, Frame, Raised, Step, Verdict
from tutor.judge.workers import Mode, Workers

__all__ = [
    "NOT_ATTEMPTS",
    "Cancel",
    "Comparison",
    "Frame",
    "Handle",
    "LearnerRaised",
    "Mode",
    "Opaque",
    "Raised",
    "Step",
    "Tensor",
    "Verdict",
    "Workers",
    "batch",
    "check",
    "labels",
    "raw",
    "source_hash",
]
