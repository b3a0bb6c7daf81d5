"""neon: discontinued and on no package index, so a port of it comes with the tutor.

Upstream's own distribution is called `nervananeon`. The package that indexes carry as `neon` is
something else; it is harmless, because the port's folder comes first in the worker's search path, but
whoever installed it probably meant to have the framework, so it is worth a word.
"""

from __future__ import annotations

import re
from pathlib import Path

from tutor.frameworks.base import Framework

PORT = Path(__file__).resolve().parent.parent / "neon_port"

NEON = Framework(
    key="neon",
    title="neon",
    module="neon",
    distributions=("nervananeon",),
    extra=None,
    website="https://github.com/NervanaSystems/neon",
    paths=(PORT,),
)

UNRELATED = "neon"
UNRELATED_NOTE = "The installed package 'neon' is not the framework (an unrelated project); the bundled port runs."

_VERSION = re.compile(r"""^(?:__version__|VERSION)\s*(?::\s*\w+\s*)?=\s*["']([^"']+)["']""", re.MULTILINE)


def port_version(port: Path = PORT) -> str | None:
    """Read the version of the port in the folder `port` from its source; None if it is not there."""
    for file in (port / "neon" / "__init__.py", port / "neon" / "version.py"):
        if file.is_file() and (stated := _VERSION.search(file.read_text(encoding="utf-8"))):
            return stated[1]
    return None
