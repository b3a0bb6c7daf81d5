"""A tutor without a screen, for tests to kill: appends events and prints each sequence number once it is safe.

Arguments: the log, how many events, the session's name.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from progress.clock import SystemClock
from progress.events import Event
from progress.store import Log


def main(path: str, count: str, session: str) -> None:
    clock, log = SystemClock(), Log.open(Path(path))
    for number in range(int(count)):
        event = Event(**clock.now()._asdict(), session=session, type="signal", payload={"n": number})
        print(log.append(event)[0].seq, flush=True)


main(*sys.argv[1:])
