"""Serves one run: loads the learner's file and does what the judge asks of it, call by call."""

from __future__ import annotations

import builtins
import contextlib
import difflib
import os
import sys
import time
import traceback
import types
from typing import Any, Callable

import numpy as np

from . import lookup, names, protocol
from .adapters.base import Adapter
from .values import Decoder, Encoder, Objects, opaque, resolve

MODULE = "submission"
_HERE = os.path.dirname(os.path.abspath(__file__))
_MAX_FRAMES = 40


class Server:
    """Answers frames on `conn` until it is closed. Whatever the learner's code raises is an answer too."""

    def __init__(self, conn: Any, adapter: Adapter, scratch: str) -> None:
        self.conn, self.adapter, self.scratch = conn, adapter, scratch
        self.objects = Objects()
        self.module: Any = None
        self.probe: Any = None
        self.file = ""
        # Bound now, so that a learner's file that patches the modules does not change what answers.
        self._send, self._receive = protocol.send, protocol.receive

    def hello(self, facts: dict[str, Any]) -> None:
        """Send the first frame: what this run is like, before any of the learner's code."""
        self._send(self.conn, {"id": 0, "ok": True, "value": {"$": "dict", "items": facts}})

    def serve(self) -> None:
        """Answer requests in turn; return when the judge has closed the connection."""
        while True:
            try:
                request, arrays = self._receive(self.conn)
            except protocol.Closed:
                return
            answer: dict[str, Any] = {"id": request["id"]}
            found: list[np.ndarray] = []
            try:
                answer["value"], found = self._do(request, arrays)
                answer["ok"] = True
            except BaseException as error:  # noqa: BLE001  SystemExit and KeyboardInterrupt are the learner's too
                answer.update(ok=False, error=self.describe(error))
                found = []
            flush()
            self._send(self.conn, answer, found)

    def _do(self, request: dict[str, Any], arrays: list[np.ndarray]) -> tuple[Any, list[np.ndarray]]:
        decode = Decoder(self.adapter, self.objects, self.module, arrays).decode
        encoder = Encoder(self.adapter, request.get("returns"))
        op: Callable[..., Any] = getattr(self, "op_" + request["op"])
        value = op(request, decode, encoder)
        return value, encoder.arrays

    # Each op takes the request, a decoder for its trees and an encoder for its answer.

    def op_load(self, request: dict[str, Any], _decode: Any, _encoder: Encoder) -> Any:
        """Write the learner's file into the scratch folder and run it as the module `submission`."""
        self.file = os.path.join(self.scratch, request["name"] + ".py")
        with open(self.file, "w", encoding="utf-8") as file:
            file.write(request["source"])
        for path, source in request.get("package", {}).items():
            place = os.path.join(self.scratch, path)
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(place, "w", encoding="utf-8") as file:
                file.write(source)
        self.module = self._module(MODULE, self.file, request["source"])
        return None

    def op_probe(self, request: dict[str, Any], decode: Any, encoder: Encoder) -> Any:
        """Call a function of the task's probe with the learner's module first."""
        if self.probe is None:
            self.probe = self._module("dltutor_probe", os.path.join(_HERE, "probe.py"), request["source"])
        function = resolve(self.probe, request["name"])
        return encoder.encode(function(self.module, *[decode(a) for a in request["args"]]))

    def op_has(self, request: dict[str, Any], _decode: Any, _encoder: Encoder) -> bool:
        """Say whether the learner's file has a name."""
        return hasattr(self.module, request["name"])

    def op_call(self, request: dict[str, Any], decode: Any, encoder: Encoder) -> Any:
        """Call a target, or read it where no arguments are given at all; keep or encode the result."""
        value = decode(request["target"])
        if request["args"] is not None:
            args = [decode(a) for a in request["args"]]
            value = value(*args, **{k: decode(v) for k, v in request["kwargs"].items()})
        return self.objects.keep(value) if request["keep"] else encoder.encode(value)

    def op_iterate(self, request: dict[str, Any], decode: Any, encoder: Encoder) -> Any:
        """Iterate over a target's result, encoding each item before the next is asked for."""
        value = decode(request["target"])
        if request["args"] is not None:
            value = value(*[decode(a) for a in request["args"]])
        items = []
        for item in value:
            items.append(encoder.encode(item))
            if len(items) >= request["limit"]:
                break
        return items

    def op_iterator(self, request: dict[str, Any], decode: Any, _encoder: Encoder) -> Any:
        """Call a target and keep an iterator over its result."""
        return self.objects.keep(iter(decode(request["target"])(*[decode(a) for a in request["args"]])))

    def op_next(self, request: dict[str, Any], decode: Any, encoder: Encoder) -> Any:
        """Take items from an iterator for about `seconds`, `limit` at most; say too whether it has ended."""
        iterator, ended = decode(request["target"]), False
        items: list[Any] = []
        until = time.monotonic() + request["seconds"]
        while len(items) < request["limit"] and (not items or time.monotonic() < until):
            try:
                items.append(next(iterator))
            except StopIteration:
                ended = True
                break
        return encoder.encode({"items": items, "ended": ended})

    def op_environment(self, request: dict[str, Any], _decode: Any, _encoder: Encoder) -> Any:
        """Make an environment with a budget of steps, and keep it."""
        from .environments import Budgeted

        return self.objects.keep(Budgeted(request["name"], request["budget"], request["seed"]))

    def op_forward(self, request: dict[str, Any], decode: Any, encoder: Encoder) -> Any:
        """Run a model forward in the mode asked for."""
        inputs = [decode(a) for a in request["args"]]
        return encoder.encode(self.adapter.forward(decode(request["target"]), inputs, request["training"]))

    def op_vjp(self, request: dict[str, Any], decode: Any, encoder: Encoder) -> Any:
        """Gradients with respect to inputs."""
        inputs = [decode(a) for a in request["args"]]
        cotangent = decode(request["cotangent"])
        grads = self.adapter.vjp(decode(request["target"]), inputs, cotangent)
        return encoder.encode(list(grads))

    def op_parameters(self, request: dict[str, Any], decode: Any, encoder: Encoder) -> Any:
        """Parameters by name."""
        return encoder.encode(dict(self.adapter.parameters(decode(request["target"]))))

    def op_parameter_gradients(self, request: dict[str, Any], decode: Any, encoder: Encoder) -> Any:
        """Gradients of the parameters by name."""
        inputs = [decode(a) for a in request["args"]]
        cotangent = decode(request["cotangent"])
        found = self.adapter.parameter_gradients(decode(request["target"]), inputs, cotangent, request["training"])
        return encoder.encode(dict(found))

    def op_set_parameters(self, request: dict[str, Any], decode: Any, _encoder: Encoder) -> Any:
        """Overwrite parameters by name."""
        self.adapter.set_parameters(decode(request["target"]), decode(request["values"]))
        return None

    def op_docs(self, request: dict[str, Any], _decode: Any, encoder: Encoder) -> Any:
        """Describe names of the framework: for each list of paths the first that leads somewhere, or None."""
        found = [lookup.first(self.adapter.name, paths) for paths in request["symbols"]]
        return encoder.encode([None if one is None else lookup.describe(one, request["text"]) for one in found])

    def op_names(self, _request: dict[str, Any], _decode: Any, encoder: Encoder) -> Any:
        """Tell all public names of the framework."""
        return encoder.encode([list(name) for name in names.gather(self.adapter.name)])

    def _module(self, name: str, file: str, source: str) -> types.ModuleType:
        module = types.ModuleType(name)
        module.__file__ = file
        sys.modules[name] = module
        exec(compile(source, file, "exec", dont_inherit=True), module.__dict__)
        return module

    def describe(self, error: BaseException) -> dict[str, Any]:
        """Tell an exception by type, message and frames, the tutor's own frames left out."""
        frames = []
        line = None
        for frame in traceback.extract_tb(error.__traceback__):
            if os.path.dirname(os.path.abspath(frame.filename)).startswith(_HERE):
                continue
            own = frame.filename == self.file
            line = frame.lineno if own else line
            frames.append([frame.filename[-200:], frame.lineno or 0, frame.name[:200], (frame.line or "")[:300], own])
        if isinstance(error, SyntaxError) and error.filename == self.file:
            line = error.lineno
            frames.append([self.file, line or 0, "<module>", (error.text or "").strip()[:300], True])
        try:
            message = str(error.msg if isinstance(error, SyntaxError) else error)
        except BaseException:  # noqa: BLE001  a learner's __str__ may raise anything
            message = opaque(error)["text"]
        if len(frames) > _MAX_FRAMES:
            frames = frames[: _MAX_FRAMES // 2] + frames[-_MAX_FRAMES // 2 :]
        kinds = [k.__name__ for k in type(error).__mro__ if k.__module__ == "builtins"]
        return {
            "type": type(error).__name__[:200],
            "kinds": kinds[:10],
            "message": message[:5000],
            "frames": frames,
            "line": line,
            "file": self.file,
            "nearest": nearest(error),
        }


def nearest(error: BaseException) -> list[str]:
    """Real names close to the one that an AttributeError or a NameError did not find."""
    name = getattr(error, "name", None)  # Python 3.10 tells it
    try:
        if isinstance(error, AttributeError):
            known = dir(error.obj)
        elif isinstance(error, NameError) and error.__traceback__ is not None:
            last = error.__traceback__
            while last.tb_next is not None:
                last = last.tb_next
            known = [*last.tb_frame.f_locals, *last.tb_frame.f_globals, *dir(builtins)]
        else:
            return []
        public = [k for k in known if isinstance(k, str) and (not k.startswith("_") or str(name).startswith("_"))]
        return difflib.get_close_matches(str(name), public, n=3, cutoff=0.7) if name else []
    except BaseException:  # noqa: BLE001  a learner's __dir__ may raise anything
        return []


def flush() -> None:
    """Push out what the learner's code printed, so that it stands before the answer."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):  # closed or replaced by the learner's code
            stream.flush()
