"""What the contract check found of one case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from tutor.judge.verdict import Verdict


class Finding(Struct, frozen=True, kw_only=True):
    """One case of one task, whether the contract holds there, and if not, why.

    `framework` is empty for what concerns all of them. `verdict` is the one that broke the contract.
    """

    task: str
    framework: str = ""
    case: str
    holds: bool
    message: str = ""
    seconds: float = 0.0
    verdict: Verdict | None = None
