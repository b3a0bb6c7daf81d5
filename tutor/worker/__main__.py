"""Started as a file by the framework's interpreter, which need not have the tutor installed.

The package is loaded under a name of its own from beside this file, so that nothing else of the
tutor's environment becomes importable in the worker.
"""

import importlib.util
import os
import sys

NAME = "dltutor_worker"


def bootstrap() -> None:
    """Load this folder as the package `dltutor_worker` and hand over to its zygote."""
    folder = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [p for p in sys.path if p and os.path.abspath(p) != folder]
    spec = importlib.util.spec_from_file_location(
        NAME, os.path.join(folder, "__init__.py"), submodule_search_locations=[folder]
    )
    assert spec is not None
    assert spec.loader is not None
    package = importlib.util.module_from_spec(spec)
    sys.modules[NAME] = package
    spec.loader.exec_module(package)
    zygote = importlib.import_module(NAME + ".zygote")
    zygote.main(sys.argv[1:])


if __name__ == "__main__":
    bootstrap()
