"""pip's last words, turned into what went wrong and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tutor import paths


class Reason(NamedTuple):
    """What went wrong: a few words without names of files or hosts, a sentence, and what to do."""

    error: str
    message: str
    remedy: str


_UNREACHABLE = re.compile(
    "NewConnectionError|ConnectTimeout|NameResolutionError|Failed to establish|Network is unreachable|Max retries"
    "|Temporary failure in name resolution|ProxyError|ReadTimeoutError|Read timed out|Connection refused"
)
_CUT = re.compile(
    "IncompleteRead|incomplete-download|[Ii]ncomplete download|failed because not enough bytes"
    "|ChunkedEncodingError|Connection broken|ConnectionResetError|RemoteDisconnected|ProtocolError"
)
_FULL = re.compile(r"No space left on device|Errno 28\b|Disk quota exceeded|File too large|Errno 27\b")
_REFUSED = re.compile(r"\b(40[13]|407|451) (?:Client Error|.*(?:Forbidden|Unauthorized|Authentication))")
_TAMPERED = re.compile("DO NOT MATCH THE HASHES|Hash mismatch|HashMismatch")
_CERTIFICATE = re.compile("CERTIFICATE_VERIFY_FAILED|SSLError|SSL: ")
_NOT_FOUND = re.compile("No matching distribution found for ([^\\s\\[;<>=!~]+)")
_NO_VENV = re.compile("ensurepip is not|No module named (?:'?ensurepip|'?venv)|python3[\\d.]*-venv")
_BROKEN_WHEEL = re.compile("[Ii]nvalid wheel|is invalid|BadZipFile|Wheel .* is invalid|not a supported wheel")
AGAIN = "Run the same command again: what arrived whole is kept."
CUT = Reason("connection cut", "The network broke off in the middle of a download.", AGAIN)


def explain(lines: Sequence[str], title: str, python_version: str) -> Reason:
    """Say why a program that printed these lines failed while `title` was set up.

    The order matters: pip tells a dead network as a package that does not exist.
    """
    text = "\n".join(lines)
    where = paths.environments()
    if _FULL.search(text):
        return Reason("disk full", f"The disk that {where} is on is full.", f"Free some space. {AGAIN}")
    if _NO_VENV.search(text):
        message = "This Python cannot make environments: it has no venv or no ensurepip."
        return Reason("no venv", message, "Install them (Debian and Ubuntu: the package python3-venv), then again.")
    if _TAMPERED.search(text):
        message = "A package that arrived is not the one that the index promised."
        return Reason("hash mismatch", message, "Run it again; if that stays, ask who runs your package index.")
    if _CERTIFICATE.search(text):
        message = "The package index's certificate is not trusted here."
        return Reason("certificate", message, "Name your certificates: pip config set global.cert FILE.")
    if _REFUSED.search(text):
        message = f"The package index refused the download: {_last(lines)}"
        return Reason("refused", message, "See the index and its password in your pip configuration: pip config list.")
    if _CUT.search(text):
        return CUT
    if _UNREACHABLE.search(text):
        message = "No package index can be reached from here."
        return Reason("offline", message, f"Go online, or see what pip uses: pip config list. {AGAIN}")
    if found := _NOT_FOUND.search(text):
        message = f"Your package indexes have no {found[1]} that {title} can use with Python {python_version} here."
        return Reason("not found", message, "Run dltutor with a Python that has one, or name another index to pip.")
    if _BROKEN_WHEEL.search(text):
        message = f"A package is damaged: {_last(lines)}"
        return Reason("broken package", message, "Run it again; if that stays, pip cache purge.")
    return Reason("failed", _last(lines), "The log has all that was printed.")


def _last(lines: Sequence[str]) -> str:
    """The last line that pip calls an error, else the last one at all."""
    told = [line for line in lines if line.lower().startswith("error:")]
    if told:
        return told[-1].split(":", 1)[1].strip()
    return next((line.strip() for line in reversed(lines) if line.strip()), "it printed nothing")
