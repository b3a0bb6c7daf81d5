"""First contact: what is installed, and that a tensor goes in and a tensor comes out."""

import numpy as np


def public(version):
    """The version without the build's local label: "2.4.0+cpu" is "2.4.0"."""
    return str(version).strip().split("+")[0]


def check_reports_the_installed_version(sub, expect):
    """The first string is the version that is installed."""
    got = sub.call("environment")
    expect.that(
        isinstance(got, (tuple, list)) and len(got) == 2,
        f"environment() should return two things, (version, device); it returned {got!r}.",
    )
    version = got[0]
    expect.that(isinstance(version, str), f"The version should be a string; it is {version!r}.")
    expect.that(
        public(version) == public(sub.framework_version),
        f"The version installed is {public(sub.framework_version)!r}; environment() says {version!r}.",
    )


def check_names_the_device_in_use(sub, expect):
    """The second string is the kind of device in use, "cpu" or "gpu"."""
    got = sub.call("environment")
    expect.that(isinstance(got, (tuple, list)) and len(got) == 2, "environment() should return (version, device).")
    device = got[1]
    expect.that(isinstance(device, str), f"The device should be a string, \"cpu\" or \"gpu\"; it is {device!r}.")
    if device not in ("cpu", "gpu"):
        kind = device.lower()
        path = ":" in kind and any(word in kind for word in ("cpu", "gpu", "cuda"))
        expect.that(
            False,
            f"The device should be exactly \"cpu\" or \"gpu\"; it is {device!r}.",
            mistake="device_path" if path else None,
        )
    expect.that(
        device == sub.device,
        f"This check runs on the {sub.device}; environment() says {device!r}.",
        mistake="wrong_device",
    )


def check_doubles_a_tensor(sub, expect):
    """twice(x) is a tensor of the shape of x with every element doubled."""
    rows, columns = sub.rng.integers(2, 9, size=2)
    x = sub.rng.normal(0, 4, size=(rows, columns)).astype("float32")
    got = sub.call("twice", x)
    expect(got, "twice(x)").tensor().shape((rows, columns)).dtype("float32").close(np.float32(2) * x)


def check_leaves_its_argument_alone(sub, expect):
    """x is afterwards what it was before."""
    x = sub.rng.normal(0, 4, size=(3, 4)).astype("float32")
    expect(sub.probe("x_after_twice", x), "x after twice(x)", mistakes={"in_place": lambda value: True}).close(x)
