"""What the learner's code prints, read while it runs and capped."""

from __future__ import annotations

import os
import threading

LIMIT = 1 << 20


class Output:
    """The read end of a pipe; a thread empties it to the end and keeps the first `limit` bytes."""

    def __init__(self, limit: int = LIMIT) -> None:
        self.limit = limit
        self.cut = False
        self._kept = bytearray()
        self._read, self.write_end = os.pipe()
        self._thread = threading.Thread(target=self._drain, name="output", daemon=True)
        self._thread.start()

    def text(self) -> str:
        """What was kept so far, as text."""
        return bytes(self._kept).decode("utf-8", errors="replace")

    def close_write_end(self) -> None:
        """Give up our copy of the write end once the run has its own."""
        if self.write_end >= 0:
            os.close(self.write_end)
            self.write_end = -1

    def finish(self, timeout: float = 1.0) -> None:
        """Wait for the pipe to run dry; after `timeout` seconds what is left is given up."""
        self.close_write_end()
        self._thread.join(timeout)

    def _drain(self) -> None:
        try:
            while chunk := os.read(self._read, 65536):
                room = self.limit - len(self._kept)
                self._kept += chunk[:room]
                self.cut = self.cut or len(chunk) > room
        finally:
            os.close(self._read)
