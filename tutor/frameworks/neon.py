"""neon: discontinued and on no package index, so a port of it comes with the tutor.

Who has a checkout of upstream may run that instead. Upstream's own distribution is called `nervananeon`.
The package that indexes carry as `neon` is something else; it is harmless, because the port's folder comes
first in the worker's search path, but whoever installed it probably meant to have the framework, so it is
worth a word.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from tutor.frameworks import installed
from tutor.frameworks.base import Found, Framework, Missing
from tutor.worker.checkout import DISTRIBUTIONS, checkout_version, problem

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


def upstream(found: Found, checkout: Path) -> Found | Missing:
    """Answer for the user's own checkout of upstream, to be run by the interpreter in which the port was found."""
    if wrong := problem(checkout):
        return Missing(NEON.key, f"{wrong}.", "dltutor setup neon --from PATH, or --port for the bundled port")
    needs = installed.ask(found.python, DISTRIBUTIONS)
    lacking = [name for name in DISTRIBUTIONS if needs.versions[name] is None]
    if lacking:
        what = f"Upstream neon needs {', '.join(lacking)}, which {found.python} lacks."
        return Missing(NEON.key, what, f"{found.python} -m pip install {' '.join(lacking)}")
    version = checkout_version(checkout)
    return replace(found, version=version, origin="upstream", note="", checkout=checkout)
