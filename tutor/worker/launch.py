"""How a worker of one framework is started."""

from __future__ import annotations

from typing import NamedTuple


class Launch(NamedTuple):
    """What to run: `framework` key, the `python` that has it, and extra `paths` for its `sys.path`.

    `gpu` says whether the framework may be asked for a GPU here. `version` is the installed one: a worker
    that runs another has been overtaken by an upgrade and is replaced. `checkout` is the folder of upstream
    neon that is to run instead of the port, if any.
    """

    framework: str
    python: str
    paths: tuple[str, ...] = ()
    gpu: bool = False
    version: str = ""
    checkout: str = ""
