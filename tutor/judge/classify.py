"""Error classes by rule: what kind of trouble an exception of the learner's is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tutor.judge.verdict import ErrorClass

# In order: the first rule whose pattern is found in the message names the class.
_RULES: tuple[tuple[ErrorClass, str], ...] = (
    (
        "api_misuse",
        r"unexpected keyword|positional argument|missing \d+ required|not callable|has no attribute|"
        r"got multiple values|is not iterable|not subscriptable|no such parameter|requires? grad|"
        r"backward through the graph|leaf variable|gen_backend\(\)",
    ),
    ("memory", r"out of memory|can't allocate memory|OOM when allocating|unable to allocate"),
    ("device", r"same device|on device|cuda|device type|no gpu"),
    (
        "dtype",
        r"dtype|scalar type|data type|same type|not implemented for '|cannot be cast|should be .*(int|float|long)|"
        r"expected .*(float|double|int|long|half).* but (got|found)|as input #\d+.*was expected to be|"
        r"tensor is a (float|double|int|half)",
    ),
    (
        "shape",
        r"shape|size of tensor|sizes? mismatch|must match|dimension|dim \d|broadcast|mat1 and mat2|rank|"
        r"incompatible|inconsistent|invalid for input of size|axis|batch of \d+ examples|number of elements",
    ),
    ("not_finite", r"\bnan\b|\binf\b|not finite|overflow|divide by zero"),
    ("api_misuse", r"unsupported operand|in-?place|gradient|gen_backend"),
)
_BY_MESSAGE = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _RULES)


def classify(kinds: Sequence[str], message: str) -> ErrorClass:
    """Class of an exception from the names of its built-in base classes and its message."""
    if "SyntaxError" in kinds:
        return "syntax"
    if "MemoryError" in kinds:
        return "memory"
    if "NameError" in kinds or "ImportError" in kinds:
        return "name"
    if "AttributeError" in kinds:
        return "api_misuse"
    for name, pattern in _BY_MESSAGE:
        if pattern.search(message):
            return name
    return "api_misuse" if "TypeError" in kinds or "NotImplementedError" in kinds else "other"
