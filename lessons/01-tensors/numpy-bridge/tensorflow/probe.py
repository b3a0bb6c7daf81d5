"""Parameters, devices and shared memory, in TensorFlow."""

import numpy as np
import tensorflow as tf


def _device():
    return "/GPU:0" if tf.config.list_physical_devices("GPU") else "/CPU:0"


def parameter_to_numpy(module, array):
    """to_numpy of a variable."""
    return module.to_numpy(tf.Variable(array))


def bring(module, array):
    """from_numpy to the device in use."""
    return module.from_numpy(array, _device())


def bring_elsewhere(module, array):
    """from_numpy to the CPU where a GPU would be the default; None without one."""
    if _device() == "/CPU:0":
        return None
    arrived = module.from_numpy(array, "/CPU:0").device
    return "there" if "CPU" in arrived else arrived


def run_the_lines(module):
    """Run each line, write into NumPy's array, and see whether the other side changed."""
    truth = {}
    for line in ("t = tf.constant(a)", "t = tf.Variable(a)", "b = np.asarray(a)"):
        names = {"tf": tf, "np": np, "a": np.zeros(3, "float32")}
        exec(line, names)
        names["a"][0] = 7
        truth[line] = bool(np.asarray(names[line[0]])[0] == 7)
    return truth
