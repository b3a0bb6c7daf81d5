"""Landlock rules for a run: read the framework, write the scratch folder, nothing else; no TCP."""

from __future__ import annotations

import os
from typing import Sequence

from . import linux

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _TRUNCATE, _IOCTL = 1, 1 << 1, 1 << 2, 1 << 3, 1 << 14, 1 << 15
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_OF_A_FILE = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL
_NETWORK_BOTH, _SCOPES_BOTH = 3, 3  # bind and connect; abstract sockets and signals


class Rules:
    """Read rules made once for a worker; each run adds its scratch folders and puts itself under them."""

    def __init__(self) -> None:
        self.abi = linux.landlock_abi()
        self._handled = (1 << (16 if self.abi >= 5 else 15 if self.abi >= 3 else 13)) - 1
        self._reads: list[tuple[str, int]] = []

    def read(self, path: str, hidden: Sequence[str] = ()) -> None:
        """Allow reading `path` and what is below it, except what is hidden."""
        below = [h for h in hidden if h == path or h.startswith(path.rstrip("/") + "/")]
        if not below:
            self._reads.append((path, _READ))
        elif path not in below and os.path.isdir(path):
            self._reads.append((path, _READ_DIR))  # importing needs the listing; names below show, contents do not
            for name in os.listdir(path):
                self.read(os.path.join(path, name), below)

    def restrict(self, writable: Sequence[str], devices: Sequence[str]) -> None:
        """Put this process under the rules for good."""
        network = _NETWORK_BOTH if self.abi >= 4 else 0
        scopes = _SCOPES_BOTH if self.abi >= 6 else 0
        ruleset = linux.landlock_ruleset(self._handled, network, scopes, self.abi)
        try:
            for path, rights in self._reads:
                self._allow(ruleset, path, rights)
            for path in writable:
                self._allow(ruleset, path, self._handled)
            for path in devices:
                self._allow(ruleset, path, _READ_FILE | _WRITE_FILE | _READ_DIR | _IOCTL)
            linux.landlock_restrict(ruleset)
        finally:
            os.close(ruleset)

    def _allow(self, ruleset: int, path: str, rights: int) -> None:
        if not os.path.exists(path):
            return
        rights &= self._handled
        linux.landlock_allow(ruleset, path, rights if os.path.isdir(path) else rights & _OF_A_FILE)
