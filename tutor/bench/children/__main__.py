"""Started as a file by a framework's interpreter, which need not have the tutor installed.

This folder is loaded as the package `dltutor_bench`, so that its files named like frameworks hide none of them.
"""

import importlib
import importlib.util
import os
import sys

NAME, WORKER = "dltutor_bench", "dltutor_worker"


def load(name, folder):
    """Load the folder as a package called `name`."""
    spec = importlib.util.spec_from_file_location(
        name, os.path.join(folder, "__init__.py"), submodule_search_locations=[folder]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules[name] = package
    spec.loader.exec_module(package)


if __name__ == "__main__":
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [p for p in sys.path if p and os.path.abspath(p) != here]
    load(NAME, here)
    load(WORKER, os.path.join(os.path.dirname(os.path.dirname(here)), "worker"))  # for the shim of upstream neon
    importlib.import_module(NAME + ".serve").main(sys.argv[1:])
