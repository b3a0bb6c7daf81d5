"""From process start to first paint: `dltutor start` against a bare Textual app that holds one TextArea.

Both run in a pseudo-terminal of the same size, in turns, from the same warm file cache. "Painted" is the moment
at which the name of the program (the text of the area) has arrived at the terminal. Printed as a ratio of medians
with the quartiles of each; goal: at most 1.6.

    python benchmarks/start_up.py [--quick] [--json]
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time

SIZE = (40, 120)  # rows, columns
PATIENCE = 30.0  # seconds after which a start counts as failed
BARE = """
from textual.app import App
from textual.widgets import TextArea

class Bare(App):
    def compose(self):
        yield TextArea("{mark}")

Bare().run()
"""
MARK = "bare-area-painted"
CONTENDERS = {
    "dltutor start": ([os.path.join(os.path.dirname(sys.executable), "dltutor"), "start"], b"deep learning by doing"),
    "bare TextArea": (
        [sys.executable, "-c", BARE.format(mark=MARK)],
        MARK[1:].encode(),
    ),  # the cursor sits on the first
}
GOAL = 1.6


def first_paint(command: list[str], mark: bytes, environment: dict[str, str]) -> float:
    """Seconds from fork to the arrival of `mark` at the terminal; the program is killed then."""
    began = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(command[0], command, environment)
    try:
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
        seen = b""
        while mark not in seen:
            if time.perf_counter() - began > PATIENCE or not select.select([terminal], [], [], PATIENCE)[0]:
                raise RuntimeError(f"{command} painted nothing in {PATIENCE} s: {seen[-500:]!r}")
            try:
                seen += os.read(terminal, 65536)
            except OSError:
                raise RuntimeError(f"{command} ended: {seen[-2000:].decode(errors='replace')}") from None
        return time.perf_counter() - began
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


def measure(repeats: int) -> dict[str, list[float]]:
    """Seconds of each contender, taken in turns so that the machine's moods hit both; the first round is dropped."""
    times: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "DLTUTOR_HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        for turn in range(repeats + 1):
            for name, (command, mark) in CONTENDERS.items():
                seconds = first_paint(command, mark, environment)
                if turn:
                    times[name].append(seconds)
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="5 starts each instead of 30")
    parser.add_argument("--json", action="store_true", help="print the numbers as JSON")
    arguments = parser.parse_args()
    times = measure(5 if arguments.quick else 30)
    middle = {name: statistics.median(seconds) for name, seconds in times.items()}
    ratio = middle["dltutor start"] / middle["bare TextArea"]
    if arguments.json:
        print(json.dumps({"seconds": times, "median_s": middle, "ratio": ratio, "goal": GOAL, "met": ratio <= GOAL}))
        return
    for name, seconds in times.items():
        low, _, high = statistics.quantiles(seconds, n=4)
        spread = f"quartiles {low * 1000:.0f} to {high * 1000:.0f}, n = {len(seconds)}"
        print(f"{name:<16} {middle[name] * 1000:7.0f} ms   {spread}")
    print(f"ratio            {ratio:7.2f}      goal: at most {GOAL}")


if __name__ == "__main__":
    main()
