"""Killed at any moment, the log has every event it acknowledged, and its chain holds."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from progress.store import Log

WRITER = Path(__file__).with_name("writer.py")


def test_every_acknowledged_event_survives_kill_9(log: Log) -> None:
    chance, acknowledged, killed_early = random.Random(20), {}, 0
    for round_ in range(50):
        session = f"s{round_}"
        with subprocess.Popen(
            [sys.executable, WRITER, log.path, "1000000", session], stdout=subprocess.PIPE, text=True
        ) as writer:
            # Killed after so many lines, at whatever instruction it has reached by then; at 0, while it starts.
            wanted = chance.choice((0, 1, 2, 3, 5, 8, 17))
            lines = [writer.stdout.readline() for _ in range(wanted)]
            writer.kill()
            lines += writer.stdout.readlines()
        killed_early += writer.returncode == -9
        acknowledged |= {int(line): session for line in lines if line.endswith("\n")}
    found = {kept.seq: kept.session for kept in log.events()}
    assert killed_early == 50
    assert len(acknowledged) >= 100
    assert acknowledged.items() <= found.items()
    assert log.verify().ok
