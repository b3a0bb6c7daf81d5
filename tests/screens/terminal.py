"""A real terminal for the tests: tmux, driven by keys and read like a person would."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path

PATIENCE = 120.0  # seconds; a hang fails, slowness does not
TMUX = shutil.which("tmux")


class Terminal:
    """One tmux server with one window that runs `dltutor start`."""

    def __init__(self, home: Path, columns: int = 100, rows: int = 32) -> None:
        assert TMUX is not None
        self.home = home
        self.name = f"dltutor-test-{uuid.uuid4().hex}"
        program = (
            f"{shlex.quote(sys.executable)} -c 'from tutor.cli import main; main()' start; echo left with $?; exec cat"
        )
        environment = {**os.environ, "DLTUTOR_HOME": str(home), "TERM": "xterm-256color"}
        environment.pop("TMUX", None)
        size = ["-x", str(columns), "-y", str(rows)]
        command = [TMUX, "-L", self.name, "-f", "/dev/null", "new-session", "-d", *size, program]
        subprocess.run(command, env=environment, check=True, capture_output=True)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run([str(TMUX), "-L", self.name, "kill-server"], check=False, capture_output=True)

    def tmux(self, *arguments: str) -> str:
        """Run one tmux command; its output."""
        done = subprocess.run([str(TMUX), "-L", self.name, *arguments], capture_output=True, text=True, check=True)
        return done.stdout

    def keys(self, *keys: str) -> None:
        """Press keys by their tmux names: F5, Enter, C-t."""
        self.tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type text literally."""
        self.tmux("send-keys", "-l", text)

    @property
    def screen(self) -> str:
        """What can be read now."""
        return self.tmux("capture-pane", "-p")

    def until(self, condition: Callable[[], object] | str) -> None:
        """Wait until the screen shows these words, or until the condition holds."""
        end = time.monotonic() + PATIENCE
        holds = (lambda: condition in self.screen) if isinstance(condition, str) else condition
        while not holds():
            assert time.monotonic() < end, f"never: {condition}; the terminal shows\n{self.screen}"
            time.sleep(0.02)  # between two looks; nothing depends on it

    def process(self) -> int:
        """The id of the tutor's process."""
        shell = self.tmux("list-panes", "-F", "#{pane_pid}").strip()
        children = Path(f"/proc/{shell}/task/{shell}/children").read_text().split()
        return int(children[0])
