"""The border to NumPy: exact round trips, the right device, and what shares memory."""

import numpy as np
from tutor.judge import raw


def draw(rng, dtype):
    """A small matrix of a dtype."""
    shape = tuple(int(v) for v in rng.integers(2, 6, size=2))
    return (rng.normal(0, 100, size=shape) * np.pi).astype(dtype)


def check_to_numpy(sub, expect):
    """to_numpy gives a NumPy array with the same numbers and dtype."""
    for dtype in ("float32", "float64", "int32"):
        x = draw(sub.rng, dtype)
        got = sub.call("to_numpy", x)
        expect.that(
            getattr(got, "kind", None) == "numpy",
            f"to_numpy should return a NumPy array; it returned {type(got).__name__.lower()} of the framework's or nothing.",
        )
        expect(got, f"to_numpy({dtype})", mistakes={"float32_lost": lambda v, want=dtype: v.dtype != want}).shape(
            x.shape
        ).dtype(dtype).equal(x)


def check_to_numpy_of_a_parameter(sub, expect):
    """A tensor that training follows can cross, too."""
    x = draw(sub.rng, "float32")
    got = sub.probe("parameter_to_numpy", raw(x))
    expect(got, "to_numpy(a parameter)").shape(x.shape).dtype("float32").equal(x)


def check_from_numpy(sub, expect):
    """from_numpy gives a tensor with the same numbers and dtype on the device asked for."""
    for dtype in ("float32", "float64", "int32"):
        x = draw(sub.rng, dtype)
        got = sub.probe("bring", raw(x))
        mistakes = {"float32_lost": lambda v, want=dtype: getattr(v, "dtype", want) != want}
        expect(got, f"from_numpy({dtype})", mistakes=mistakes).tensor().shape(x.shape).dtype(dtype).equal(x)
        expect(got, f"from_numpy({dtype})", mistakes={"left_on_cpu": lambda v: True}).on_device()


def check_from_numpy_obeys_the_device(sub, expect):
    """Told another device, from_numpy goes there."""
    arrived = sub.probe("bring_elsewhere", raw(draw(sub.rng, "float32")))
    if arrived is not None:
        expect.that(
            arrived == "there", f"The tensor should be {'there'}; it is on {arrived}.", mistake="left_on_cpu"
        )


def check_predictions(sub, expect):
    """Each prediction of SHARES holds when its line is run."""
    said, truth = sub.get("SHARES"), sub.probe("run_the_lines")
    expect.that(isinstance(said, dict), "SHARES should stay a dict of three lines, each with True or False.")
    for line, shared in truth.items():
        guess = said.get(line)
        expect.that(isinstance(guess, bool), f"SHARES[{line!r}] should be True or False; it is {guess!r}.")
    wrong = [line for line, shared in truth.items() if said[line] is not shared]
    expect.that(not wrong, f"{len(wrong)} of {len(truth)} predictions do not hold when run.", mistake="wrong_guess")
