"""A set-up and its two events in the progress log, for both faces."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from tutor.environments import choosing
from tutor.environments.beginning import set_up
from tutor.environments.measured import Outcome, Progress

if TYPE_CHECKING:
    from progress.recorder import Recorder

Record = Callable[[Callable[["Recorder"], object]], None]


def set_up_recorded(
    framework: str,
    device: str,
    record: Record,
    *,
    on_progress: Callable[[Progress], None] = lambda _: None,
    stop: threading.Event | None = None,
    cpu_index: str = choosing.CPU_INDEX,
) -> Outcome:
    """Set a framework up as `set_up` does, and let `record` write that it began and what was measured.

    `record` gets functions of a Recorder and is called from this thread.
    """
    run_id = uuid.uuid4().hex
    outcome = set_up(
        framework,
        device,
        on_progress=on_progress,
        stop=stop,
        on_begin=lambda: record(lambda recorder: recorder.install_started(framework, run_id)),
        cpu_index=cpu_index,
    )
    if outcome.began:
        payload = msgspec.to_builtins(outcome.measured)
        record(lambda recorder: recorder.install_finished(framework, run_id, payload))
    return outcome
