"""The public names of a framework, gathered once per version for the search."""

from __future__ import annotations

import contextlib
import importlib
import inspect
import re
import types
from typing import Any, Iterator, NamedTuple

from .lookup import ROOTS, docstring, kind

MAX_SUMMARY = 90
MAX_DEPTH = 6  # parts of a module's name
MAX_NAMES = 20_000
_ROLE = re.compile(r":[\w:]+:`~?([^`]*)`")  # :func:`~torch.mean`
_ROOT = {"pytorch": "torch", "tensorflow": "tensorflow", "neon": "neon"}
_SHOWN = {"tensorflow": "tf"}  # how the field writes it
_LEFT_OUT = frozenset(
    [
        "tensorflow.compat", "tensorflow.raw_ops", "tensorflow.python", "tensorflow.core", "tensorflow.tools",
        "tensorflow.lite", "tensorflow.security", "tensorflow.dtensor", "tensorflow.include", "tensorflow.compiler",
        "torch.testing", "torch.utils.model_zoo", "torch.version", "torch.classes", "torch.ops", "torch.contrib",
        "torch.ao", "torch.quantization", "torch.nn.qat", "torch.nn.quantized", "torch.nn.quantizable",
        "torch.nn.intrinsic", "torch.utils.collect_env", "torch.torch_version", "torch.functional", "torch.storage",
        "torch.types", "torch.return_types", "tensorflow.keras.backend",
    ]
)  # fmt: skip
# Packages that `import torch` alone does not bring, or brings under private names.
_MODULES = {
    "pytorch": (
        "torch.nn", "torch.nn.functional", "torch.nn.init", "torch.nn.utils", "torch.nn.utils.rnn", "torch.optim",
        "torch.optim.lr_scheduler", "torch.autograd", "torch.utils.data", "torch.linalg", "torch.fft", "torch.special",
        "torch.func", "torch.distributions", "torch.amp", "torch.cuda", "torch.jit", "torch.fx", "torch.export",
        "torch.compiler", "torch.random", "torch.profiler", "torch.multiprocessing", "torch.utils.checkpoint",
        "torch.library", "torch.backends", "torch.sparse", "torch.nn.attention", "torch.nn.parameter",
    ),
    "tensorflow": (),
    "neon": (
        "neon.backends", "neon.backends.backend", "neon.callbacks.callbacks", "neon.data", "neon.initializers",
        "neon.layers", "neon.models", "neon.optimizers", "neon.transforms", "neon.util.persist",
    ),
}  # fmt: skip
# Classes whose methods learners call by name; the methods of all others are found on their own pages.
_WITH_METHODS = {
    "pytorch": ("torch.Tensor", "torch.nn.Module", "torch.optim.Optimizer"),
    "tensorflow": ("tf.Tensor", "tf.Variable", "tf.GradientTape", "tf.data.Dataset", "tf.keras.Model",
                   "tf.keras.layers.Layer", "tf.keras.optimizers.Optimizer"),
    "neon": ("neon.backends.nervanacpu.NervanaCPU", "neon.backends.backend.Tensor", "neon.models.Model",
             "neon.layers.layer.Layer"),
}  # fmt: skip


class Name(NamedTuple):
    """A public name, what kind of thing it is, and the first sentence of its docstring."""

    name: str
    kind: str
    summary: str


def gather(framework: str) -> list[Name]:
    """All public names of a framework in order, each thing once, under the name that people use."""
    known: dict[int, tuple[str, Any]] = {}
    for name, value in _walk(framework):
        before = known.get(id(value))
        if before is None or _rank(name, value) < _rank(before[0], value):
            known[id(value)] = (name, value)
    found = dict(known.values())
    for owner in _WITH_METHODS[framework]:
        value = found.get(owner) or _at(framework, owner)
        if value is not None:
            found.setdefault(owner, value)
            for name in dir(value):
                if not name.startswith("_"):
                    found.setdefault("%s.%s" % (owner, name), getattr(value, name, None))
    return [Name(name, kind(value), summary(value)) for name, value in sorted(found.items())][:MAX_NAMES]


def summary(value: Any) -> str:
    """The first sentence of a docstring, on one line; signature lines that come before it are passed over."""
    for line in docstring(value).split("\n\n", 3):
        text = _ROLE.sub(r"\1", " ".join(line.split()))
        if text and not text.split("(")[0].replace(".", "").isidentifier() and not text.startswith(".. "):
            sentence = text.split(". ")[0].rstrip(".")
            return sentence if len(sentence) <= MAX_SUMMARY else sentence[: MAX_SUMMARY - 1] + "…"
    return ""


def _rank(name: str, value: Any) -> tuple[bool, bool, int, int, str]:
    """Which of two names for one thing is the better: its own, outside of `experimental`, Keras' in Keras, short."""
    own = name.rpartition(".")[2] == getattr(value, "__name__", "")
    keras = str(getattr(value, "__module__", "")).startswith("keras") and ".keras." not in name
    return (not own or "experimental" in name, keras, name.count("."), len(name), name)


def _at(framework: str, name: str) -> Any:
    from .lookup import first

    found = first(framework, [name])
    return None if found is None else found.value


def _walk(framework: str) -> Iterator[tuple[str, Any]]:
    """Yield every public name below the framework's root that is a class, a function or a value of its own."""
    root = _ROOT[framework]
    shown = _SHOWN.get(framework, root)
    waiting = [(root, importlib.import_module(root))]
    for name in _MODULES[framework]:
        with contextlib.suppress(ImportError):  # another version may not have it
            waiting.append((name, importlib.import_module(name)))
    seen: set[int] = set()
    while waiting:
        path, module = waiting.pop(0)
        if id(module) in seen:
            continue
        seen.add(id(module))
        for name in _public(module):
            full = "%s.%s" % (path, name)
            try:
                value = getattr(module, name)
            except Exception:  # noqa: BLE001  a lazy name may raise whatever its import raises
                continue
            if isinstance(value, types.ModuleType):
                if _ours(framework, value, full) and full.count(".") < MAX_DEPTH:
                    waiting.append((full, value))
            elif _told(framework, value) and not (path == "torch" and _internal(value)):
                yield shown + full[len(root) :], value


def _public(module: types.ModuleType) -> list[str]:
    names = [name for name in getattr(module, "__all__", ()) if isinstance(name, str)]
    if len(names) < 3 or "." not in module.__name__:  # some lists are mere beginnings
        names = dir(module)
    return sorted(name for name in set(names) if not name.startswith("_"))


def _ours(framework: str, module: types.ModuleType, full: str) -> bool:
    parts = module.__name__.split(".")
    if full in _LEFT_OUT or parts[0] not in ROOTS[framework]:
        return False
    if framework == "tensorflow":
        return True  # its public modules are made of private ones
    return module.__name__ == full and not any(part.startswith("_") for part in parts)


def _internal(value: Any) -> bool:
    """Whether a class is one of those that `torch` shows without a word on them."""
    return inspect.isclass(value) and not docstring(value)


def _told(framework: str, value: Any) -> bool:
    """Whether a value is the framework's own and worth a line: classes and functions, not constants."""
    if not callable(value):
        return False
    where = getattr(value, "__module__", None)
    if where is None:
        return inspect.isroutine(value)
    return isinstance(where, str) and where.split(".")[0] in (*ROOTS[framework], "keras", "_torch")
