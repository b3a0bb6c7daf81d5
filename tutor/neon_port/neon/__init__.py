"""The bundled neon: neon 2.6's public interface on NumPy, written anew from its documentation.

Arrays are **(features, batch)**: a column is one example. Start with ::

    from neon.backends import gen_backend
    be = gen_backend(batch_size=32, rng_seed=0)

Importing this package runs no operation, starts no thread, prints nothing and leaves the root logger alone.
"""

from neon.base import NervanaObject
from neon.log import DISPLAY_LEVEL_NUM, logger
from neon.traps import NoBackendError, TrapWarning
from neon.version import VERSION as __version__

__all__ = ["DISPLAY_LEVEL_NUM", "NervanaObject", "NoBackendError", "TrapWarning", "__version__", "logger"]
