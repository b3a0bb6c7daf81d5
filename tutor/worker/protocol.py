"""The wire between judge and worker: length-prefixed frames, a JSON header, then raw array bytes.

Both sides use it; it needs the standard library and NumPy only. No pickle in either direction. What
comes from a worker is untrusted: every size is bounded and every type is checked before it is used.

A frame is `>II` (bytes of the header, number of arrays), the header as UTF-8 JSON, and then the bytes
of each array in C order. The header's `arrays` lists `[dtype, shape]` of each; a value in the header
refers to one as `{"$": "array", "i": 0}`.
"""

from __future__ import annotations

import json
import math
import socket
import struct
import time
from typing import Any

import numpy as np

VERSION = 1
MAX_HEADER = 4 << 20
MAX_ARRAYS = 4096
MAX_BYTES = 1 << 30
MAX_DIMENSIONS = 32
DTYPES = frozenset(
    ["|b1", "|i1", "|u1", "<i2", "<i4", "<i8", "<u2", "<u4", "<u8", "<f2", "<f4", "<f8", "<c8", "<c16"]
)
_PREFIX = struct.Struct(">II")


class ProtocolError(Exception):
    """The other side sent what is not a frame, or broke a bound."""


class Closed(Exception):
    """The other side closed the connection."""


class DeadlinePassed(Exception):
    """The frame was not complete by the deadline."""


def portable(array: np.ndarray) -> np.ndarray:
    """Return `array` in C order, little-endian, with a dtype that may cross; raise TypeError otherwise."""
    array = np.asarray(array)  # a subclass of ndarray stays behind
    if array.dtype.byteorder == ">":
        array = array.astype(array.dtype.newbyteorder("<"))
    if array.dtype.str not in DTYPES:
        raise TypeError("an array of dtype %s cannot cross to the judge" % array.dtype)
    return array if array.flags.c_contiguous else np.array(array, order="C", copy=True)


def send(sock: socket.socket, header: dict[str, Any], arrays: Any = (), deadline: float | None = None) -> None:
    """Send one frame; `deadline` is a time of `time.monotonic()`, None waits for ever."""
    arrays = [portable(a) for a in arrays]
    header = dict(header, arrays=[[a.dtype.str, list(a.shape)] for a in arrays])
    text = json.dumps(header, separators=(",", ":")).encode()
    if len(text) > MAX_HEADER:
        raise ProtocolError("a header of %d bytes is over the limit of %d" % (len(text), MAX_HEADER))
    try:
        _wait_until(sock, deadline)
        sock.sendall(_PREFIX.pack(len(text), len(arrays)) + text)
        for array in arrays:
            _wait_until(sock, deadline)
            sock.sendall(_bytes_of(array))
    except socket.timeout:
        raise DeadlinePassed() from None
    except OSError:
        raise Closed() from None


def receive(
    sock: socket.socket, deadline: float | None = None, max_bytes: int = MAX_BYTES
) -> tuple[dict[str, Any], list[np.ndarray]]:
    """Receive one frame; `deadline` is a time of `time.monotonic()`, None waits for ever."""
    prefix = bytearray(_PREFIX.size)
    _fill(sock, memoryview(prefix), deadline)
    length, count = _PREFIX.unpack(prefix)
    if length > MAX_HEADER or count > MAX_ARRAYS:
        raise ProtocolError("a frame of %d header bytes and %d arrays is over the limits" % (length, count))
    text = bytearray(length)
    _fill(sock, memoryview(text), deadline)
    try:
        header = json.loads(text.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ProtocolError("a header that is not JSON: %s" % error) from None
    if not isinstance(header, dict):
        raise ProtocolError("a header that is not an object")
    described = header.pop("arrays", None)
    if not isinstance(described, list) or len(described) != count:
        raise ProtocolError("a header that does not describe its arrays")
    arrays = []
    room = max_bytes
    for entry in described:
        dtype, shape = _described(entry)
        size = dtype.itemsize * math.prod(shape)
        if size > room:
            raise ProtocolError("arrays of more than %d bytes in one frame" % max_bytes)
        room -= size
        array = np.empty(shape, dtype)
        _fill(sock, _bytes_of(array), deadline)
        arrays.append(array)
    return header, arrays


def _described(entry: Any) -> tuple[np.dtype, tuple[int, ...]]:
    if not (isinstance(entry, list) and len(entry) == 2 and isinstance(entry[0], str) and isinstance(entry[1], list)):
        raise ProtocolError("an array without dtype and shape")
    dtype, shape = entry
    if dtype not in DTYPES:
        raise ProtocolError("an array of a dtype that may not cross: %.40r" % dtype)
    if len(shape) > MAX_DIMENSIONS or not all(type(n) is int and 0 <= n <= MAX_BYTES for n in shape):
        raise ProtocolError("an array of an impossible shape")
    return np.dtype(dtype), tuple(shape)


def _bytes_of(array: np.ndarray) -> memoryview:
    flat: Any = array.reshape(-1).view(np.uint8)
    return memoryview(flat)


def _wait_until(sock: socket.socket, deadline: float | None) -> None:
    """Let the next operation of `sock` last until `deadline` at most."""
    if deadline is None:
        sock.settimeout(None)
        return
    left = deadline - time.monotonic()
    if left <= 0:
        raise DeadlinePassed()
    sock.settimeout(left)


def _fill(sock: socket.socket, view: memoryview, deadline: float | None) -> None:
    """Fill `view` from the socket, or raise Closed or DeadlinePassed."""
    while len(view):
        _wait_until(sock, deadline)
        try:
            got = sock.recv_into(view)
        except socket.timeout:
            raise DeadlinePassed() from None
        except OSError:
            raise Closed() from None
        if got == 0:
            raise Closed()
        view = view[got:]
