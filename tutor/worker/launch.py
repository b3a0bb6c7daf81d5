"""How a worker of one framework is started."""

from typing import NamedTuple, Tuple


class Launch(NamedTuple):
    """What to run: `framework` key, the `python` that has it, and extra `paths` for its `sys.path`."""

    framework: str
    python: str
    paths: Tuple[str, ...] = ()
