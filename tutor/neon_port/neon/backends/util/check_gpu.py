"""Which GPUs there are."""


def get_device_count(verbose=False):
    """Number of GPUs that CuPy finds; 0 without CuPy."""
    try:
        import cupy

        return int(cupy.cuda.runtime.getDeviceCount())
    except (ImportError, RuntimeError):
        return 0


def get_compute_capability(device_id=None, verbose=False):
    """Compute capability of a GPU, for instance 7.0; 0 without one."""
    if not get_device_count(verbose):
        return 0
    import cupy

    return int(cupy.cuda.Device(device_id or 0).compute_capability) / 10.0


def get_compatible_gpus(verbose=False):
    """Numbers of the GPUs."""
    return list(range(get_device_count(verbose)))


def ensure_gpu_capability(device_id):
    """Raise a RuntimeError if there is no such GPU."""
    if device_id not in get_compatible_gpus():
        raise RuntimeError(f"there is no GPU {device_id} here")
