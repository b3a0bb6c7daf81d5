"""`gen_backend` and `cleanup_backend`: make and drop the global backend."""

import difflib
import importlib.util

import numpy as np

from neon.backends.nervanacpu import NervanaCPU
from neon.base import NervanaObject
from neon.traps import warn

CHOICES = ("cpu", "gpu", "mkl")


def gen_backend(
    backend="cpu",
    rng_seed=None,
    datatype=np.float32,
    batch_size=0,
    stochastic_round=False,
    device_id=0,
    max_devices=0,
    compat_mode=None,
    deterministic_update=None,
    deterministic=None,
):
    """Make the backend and set it for every layer, cost, metric, optimizer and iterator made afterwards.

    Args:
        backend: 'cpu' (NumPy); 'gpu' (CuPy, where it is installed and finds a device).
        rng_seed: seed of `be.rng`, from which initializers and dropout draw; None for a random one.
        datatype: np.float16, np.float32 or np.float64, the default type of tensors.
        batch_size: examples in a minibatch (`be.bsz`). Buffers have this many columns, so give it.
        compat_mode: None, or 'caffe' (pooling rounds output sizes up, dropout scales while training).
        stochastic_round, device_id, max_devices, deterministic_update, deterministic: accepted and not used
            on the CPU; device_id chooses the GPU.

    Returns:
        The backend. It is also `NervanaObject.be`.

    Raises:
        ValueError: unknown backend or datatype, or a backend that cannot run here.
    """
    cleanup_backend()
    NervanaObject.be = _make(backend, rng_seed, datatype, stochastic_round, device_id, max_devices, compat_mode)
    if isinstance(batch_size, bool) or int(batch_size) != batch_size or batch_size < 0:
        NervanaObject.be = None
        raise ValueError(f"batch_size must be a whole number of examples, got {batch_size!r}")
    NervanaObject.be.bsz = int(batch_size)
    if deterministic is not None or deterministic_update is not None:
        warn("deterministic and deterministic_update are deprecated and do nothing on the CPU")
    return NervanaObject.be


def _make(name, rng_seed, datatype, stochastic_round, device_id, max_devices, compat_mode):
    options = {
        "rng_seed": rng_seed,
        "default_dtype": datatype,
        "stochastic_round": stochastic_round,
        "device_id": device_id,
        "num_devices": max_devices,
        "compat_mode": compat_mode,
    }
    if name == "cpu":
        return NervanaCPU(**options)
    if name == "gpu":
        if importlib.util.find_spec("cupy") is None:
            raise ValueError(
                "backend 'gpu' needs the package cupy, which is not installed here. "
                "Write gen_backend('cpu', batch_size=…); the same program runs on the CPU."
            )
        from neon.backends.nervanagpu import NervanaGPU

        return NervanaGPU(**options)
    if name == "mkl":
        raise ValueError(
            "backend 'mkl' needs Intel's compiled mklEngine.so of upstream neon, which this port does not have. "
            "Write gen_backend('cpu', batch_size=…): its matrix products already run on NumPy's fast BLAS."
        )
    near = difflib.get_close_matches(str(name).lower(), CHOICES, 1, 0.3)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise ValueError(f"backend must be one of {CHOICES}, got {name!r}{hint}")


def cleanup_backend():
    """Drop the global backend; `NervanaObject.be` is None afterwards."""
    if NervanaObject.be is not None:
        NervanaObject.be.cleanup_backend()
    NervanaObject.be = None
