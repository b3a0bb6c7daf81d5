"""What a framework says of its own names: found by path, described by kind, signature and docstring.

Runs in a confined run like any other, with nothing of the learner's loaded. A path is a dotted name that may also
hold steps `name()`, "what a call of it returns", and may begin with `?`, "something of the framework's that the
learner did not say": `torch.zeros().view`, `?.backward`.
"""

from __future__ import annotations

import importlib
import inspect
import re
import sys
import types
from typing import Any, NamedTuple, Sequence

from .stubs import typed_in_stub

MAX_DOC = 90_000  # characters; the longest docstring of PyTorch has 20,000
MAX_SIGNATURE = 3_000
_LONG = 400  # characters of a signature with its types
SHORT_NAMES = {
    "tf": "tensorflow", "np": "numpy", "nn": "torch.nn", "F": "torch.nn.functional",
    "be": "neon.backends.gen_backend()",
}  # fmt: skip
ROOTS = {"pytorch": ("torch",), "tensorflow": ("tensorflow", "keras"), "neon": ("neon",)}
# What an object is most likely to be where only its framework is known; the first that has the name is taken.
LIKELY = {
    "pytorch": ("torch.Tensor", "torch.nn.Module", "torch.optim.Optimizer", "torch.optim.lr_scheduler.LRScheduler"),
    "tensorflow": (
        "tensorflow.Tensor", "tensorflow.python.framework.ops.EagerTensor", "tensorflow.Variable",
        "tensorflow.GradientTape", "keras.Model", "keras.Layer", "keras.Optimizer", "tensorflow.data.Dataset",
    ),
    "neon": (
        "neon.backends.backend.Tensor", "neon.backends.nervanacpu.NervanaCPU", "neon.backends.backend.OpTreeNode",
        "neon.models.Model", "neon.layers.layer.Layer",
    ),
}  # fmt: skip
# Factories whose results no annotation tells.
RETURNS = {
    "neon.backends.gen_backend": "neon.backends.nervanacpu.NervanaCPU",
    "neon.backends.generate.gen_backend": "neon.backends.nervanacpu.NervanaCPU",
}
# Public names of classes that a framework keeps in private modules.
_PUBLIC = {
    "tensorflow.python.framework.ops.EagerTensor": "tensorflow.Tensor",
    "tensorflow.python.data.ops.dataset_ops.DatasetV2": "tensorflow.data.Dataset",
}
# A prompt, a fence, a code directive, or in reStructuredText a paragraph that ends in `::` and is no directive.
_EXAMPLE = re.compile(r"^\s*(>>>|```|\.\. (code|code-block|testcode)::|(?!\.\. )[^\n]*::\s*$)", re.MULTILINE)
_OPENING = re.compile(r"\s*([\w.]*\([^\n]*\)(?:\s*->\s*[^\n]+)?)\s*$")


class Found(NamedTuple):
    """What a path leads to: its full name, the object, whether it stands for an instance, whether that was a guess."""

    name: str
    value: Any
    instance: bool = False
    guessed: bool = False


class NotFoundError(LookupError):
    """A path leads nowhere."""


_UNKNOWN: Any = object()  # what a call returned that says nothing of its result


def find(framework: str, path: str) -> Found:
    """Follow a path; raise NotFoundError where it ends early."""
    first, *rest = path.split(".")
    if not all([first, *rest]) or path == "?":
        raise NotFoundError(path)
    if first == "?":
        return _likely(framework, rest)
    name, call = _called(first)
    name = SHORT_NAMES.get(name, name)
    found = Found(name.split(".")[0], _root(framework, name.split(".")[0]))
    for part in [*name.split(".")[1:], *(["()"] if call else []), *rest]:
        found = _step(framework, found, part)
    if found.value is _UNKNOWN:
        raise NotFoundError(path)
    return found


def _root(framework: str, name: str) -> Any:
    if name in ROOTS[framework]:
        return importlib.import_module(name)
    if name in sys.modules and not name.startswith("_"):
        return sys.modules[name]
    raise NotFoundError(name)


def _called(part: str) -> tuple[str, bool]:
    return (part[:-2], True) if part.endswith("()") else (part, False)


def _step(framework: str, found: Found, part: str) -> Found:
    name, call = _called(part)
    if name:
        found = _attribute(framework, found, name)
    return _result(framework, found) if call else found


def _attribute(framework: str, found: Found, name: str) -> Found:
    if found.value is _UNKNOWN:
        return _likely(framework, [name])
    full = "%s.%s" % (_PUBLIC.get(found.name, found.name), name)
    try:
        return Found(full, getattr(found.value, name), guessed=found.guessed)
    except AttributeError:
        pass
    if isinstance(found.value, types.ModuleType) and found.name.split(".")[0] in ROOTS[framework]:
        try:
            return Found(full, importlib.import_module(full))
        except ImportError:
            pass
    raise NotFoundError(full)


def _result(framework: str, found: Found) -> Found:
    """What a call returns: an instance of the class, of the annotated class, or nobody knows what."""
    if inspect.isclass(found.value):
        return found._replace(instance=True)
    known = RETURNS.get(found.name)
    if known:
        return find(framework, known)._replace(instance=True)
    annotated = None if found.value is _UNKNOWN else _annotated(found.value)
    if annotated is None:
        return Found("?", _UNKNOWN, True, True)
    name = "%s.%s" % (annotated.__module__, annotated.__qualname__)
    return Found(_PUBLIC.get(name, name), annotated, True, found.guessed)


def _annotated(function: Any) -> Any:
    """The class that a function says it returns, if it says one."""
    said = getattr(function, "__annotations__", {}).get("return")
    if isinstance(said, str):
        said = getattr(inspect.unwrap(function), "__globals__", {}).get(said)
    return said if inspect.isclass(said) and said is not type(None) else None


def _likely(framework: str, rest: Sequence[str]) -> Found:
    for owner in LIKELY[framework]:
        try:
            found = find(framework, owner)._replace(instance=True, guessed=True)
            for part in rest:
                found = _step(framework, found, part)
            return found
        except (NotFoundError, ImportError):
            continue
    raise NotFoundError(".".join(["?", *rest]))


def first(framework: str, paths: Sequence[str]) -> Found | None:
    """The first of `paths` that leads somewhere."""
    for path in paths:
        try:
            return find(framework, path)
        except (NotFoundError, ImportError):
            continue
    return None


def describe(found: Found, text: bool = True) -> dict[str, Any]:
    """Plain facts of what was found; without `text`, all but signature and docstring."""
    doc = docstring(found.value)
    return {
        "name": found.name,
        "identity": identity(found),
        "kind": kind(found.value),
        "guessed": found.guessed,
        "documented": bool(doc.strip()),
        "example": bool(_EXAMPLE.search(doc)),
        "typed": typed(found.value),
        "signature": signature(found, doc)[:MAX_SIGNATURE] if text else "",
        "doc": doc[:MAX_DOC] if text else "",
        "cut": len(doc) > MAX_DOC,
    }


def kind(value: Any) -> str:
    """One of module, class, function, method, property, value."""
    if isinstance(value, types.ModuleType):
        return "module"
    if inspect.isclass(value):
        return "class"
    if isinstance(value, property) or inspect.isgetsetdescriptor(value) or inspect.ismemberdescriptor(value):
        return "property"
    if inspect.ismethoddescriptor(value) or inspect.ismethod(value):
        return "method"
    return "function" if callable(value) else "value"


def identity(found: Found) -> str:
    """A name that is the same for whatever names one thing goes by, as `tf.add` and `tf.math.add`."""
    value = found.value
    if isinstance(value, types.ModuleType):
        return value.__name__
    where, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
    if not (isinstance(where, str) and isinstance(name, str)) or "<" in name:
        return found.name
    return "%s.%s" % (where, name)


def docstring(value: Any) -> str:
    """The docstring without its indentation, inherited ones too; none where only Python's own types have one."""
    if not (callable(value) or isinstance(value, (types.ModuleType, property)) or inspect.isdatadescriptor(value)):
        return ""  # a plain value has the docstring of its type, which says nothing of it
    found = inspect.getdoc(value)
    if not isinstance(found, str) or found == inspect.getdoc(object) or found == inspect.getdoc(type):
        return ""
    return "" if found == inspect.getdoc(object.__init__) else found


def signature(found: Found, doc: str) -> str:
    """How it is called, as Python knows it or else as the first line of the docstring says; empty for neither."""
    short = found.name.rpartition(".")[2]
    if callable(found.value):
        try:
            known = inspect.signature(found.value)
            return short + (str(known) if len(str(known)) <= _LONG else str(_bare(known)))
        except (TypeError, ValueError):  # many functions written in C have none
            pass
        opening = _OPENING.match(doc.split("\n", 1)[0])
        return opening.group(1) if opening else ""
    if isinstance(found.value, (str, int, float, bool)):
        return "%s = %.200r" % (short, found.value)
    return ""


def _bare(known: inspect.Signature) -> inspect.Signature:
    """The signature without its types, for where they drown it."""
    parameters = [each.replace(annotation=each.empty) for each in known.parameters.values()]
    return known.replace(parameters=parameters, return_annotation=known.empty)


def typed(value: Any) -> bool:
    """Whether every parameter and the result have a type: in the code, or in a stub that is installed with it."""
    if not callable(value):
        return False
    try:
        known = inspect.signature(value)
    except (TypeError, ValueError):
        return typed_in_stub(value)
    parameters = [p for p in known.parameters.values() if p.name not in ("self", "cls", "_cls")]
    whole = all(p.annotation is not p.empty for p in parameters)
    return whole and (inspect.isclass(value) or known.return_annotation is not known.empty)
