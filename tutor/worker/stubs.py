"""Types that a package gives its compiled functions in stub files beside them."""

from __future__ import annotations

import ast
import functools
import os
import sys
from typing import Any

# Classes of functions that PyTorch binds from C, and the stubs that are installed for them.
_STUBS = {
    "torch": (("_C/_VariableFunctions.pyi", ""), ("_C/_nn.pyi", ""), ("_C/__init__.pyi", "")),
    "TensorBase": (("_C/__init__.pyi", "TensorBase"),),
    "Tensor": (("_C/__init__.pyi", "TensorBase"),),
}


def typed_in_stub(value: Any) -> bool:
    """Whether the function or method has a wholly typed signature in an installed stub."""
    name = getattr(value, "__name__", "")
    owner = getattr(getattr(value, "__objclass__", None), "__name__", "")
    if not owner and (getattr(value, "__module__", None) or "").split(".")[0] not in ("torch", ""):
        return False
    torch = sys.modules.get("torch")
    if torch is None or not name:
        return False
    folder = os.path.dirname(str(torch.__file__))
    return any(
        name in _typed(os.path.join(folder, *file.split("/")), of) for file, of in _STUBS.get(owner or "torch", ())
    )


@functools.lru_cache(maxsize=None)
def _typed(file: str, owner: str) -> frozenset[str]:
    """The functions of a stub, or the methods of its class `owner`, whose signatures are wholly typed."""
    try:
        with open(file, encoding="utf-8") as stream:
            body = ast.parse(stream.read()).body
    except (OSError, SyntaxError):  # a stub may use syntax that is newer than this Python
        return frozenset()
    if owner:
        classes = [node for node in body if isinstance(node, ast.ClassDef) and node.name == owner]
        body = classes[0].body if classes else []
    return frozenset(node.name for node in body if isinstance(node, ast.FunctionDef) and _whole(node))


def _whole(node: ast.FunctionDef) -> bool:
    given = node.args
    parameters = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    parameters += [star for star in (given.vararg, given.kwarg) if star is not None]
    return node.returns is not None and all(p.annotation or p.arg in ("self", "cls") for p in parameters)
