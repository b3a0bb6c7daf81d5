"""The bundled neon on the path of this process, and a fresh backend for every test."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

PORT = Path(__file__).resolve().parents[2] / "tutor" / "neon_port"
if str(PORT) not in sys.path:
    sys.path.insert(0, str(PORT))


@pytest.fixture
def be():
    """A float32 backend with batches of 4."""
    from neon.backends import cleanup_backend, gen_backend

    yield gen_backend(batch_size=4, rng_seed=0)
    cleanup_backend()


@pytest.fixture
def be64():
    """A float64 backend with batches of 3, for numeric gradients."""
    from neon.backends import cleanup_backend, gen_backend

    yield gen_backend(batch_size=3, rng_seed=0, datatype=np.float64)
    cleanup_backend()
