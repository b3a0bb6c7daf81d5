"""Four ways to make a tensor, each with the dtype asked for."""

import numpy as np


def is_dtype(*names):
    """A test for a value's dtype."""
    return lambda value: getattr(value, "dtype", None) in names


FLOAT_MISTAKES = {
    "float64": is_dtype("float64"),
    "integer": is_dtype("int8", "int16", "int32", "int64", "uint8"),
}


def check_makes_a_tensor_from_a_list(sub, expect):
    """from_list gives a float32 tensor, from whole numbers as well."""
    whole = [int(v) for v in sub.rng.integers(-99, 99, size=sub.rng.integers(3, 9))]
    got = sub.call("from_list", whole, returns="vector")
    expect(got, "from_list(whole numbers)", mistakes=FLOAT_MISTAKES).tensor().shape((len(whole),)).dtype(
        "float32"
    ).close(whole)
    real = [float(v) for v in sub.rng.normal(0, 9, size=sub.rng.integers(3, 9))]
    got = sub.call("from_list", real, returns="vector")
    expect(got, "from_list(fractions)", mistakes=FLOAT_MISTAKES).tensor().shape((len(real),)).dtype(
        "float32"
    ).close(real)


def check_spaces_steps_evenly(sub, expect):
    """steps gives evenly spaced points with both ends."""
    start, stop, count = int(sub.rng.integers(-5, 1)), int(sub.rng.integers(2, 9)), int(sub.rng.integers(4, 12))
    want = np.linspace(start, stop, count)
    short = np.linspace(start, stop, count, endpoint=False)
    wide = np.arange(start, stop, (stop - start) / (count - 1))[: count - 1]
    got = sub.call("steps", start, stop, count, returns="vector")
    mistakes = {"end_left_out": short, **FLOAT_MISTAKES}
    expect(got, f"steps({start}, {stop}, {count})", mistakes={"end_left_out": wide, **mistakes}).tensor().shape(
        (count,)
    ).close(want, mistakes={"end_left_out": short}).dtype("float32")


def check_counts_in_whole_numbers(sub, expect):
    """counter gives 0 to n - 1 as int32."""
    n = int(sub.rng.integers(3, 40))
    got = sub.call("counter", n, returns="vector")
    mistakes = {"wide_integer": is_dtype("int64"), "float_counter": is_dtype("float32", "float64")}
    expect(got, f"counter({n})", mistakes=mistakes).tensor().shape((n,)).dtype("int32").equal(
        np.arange(n, dtype="int32")
    )


def check_fills_with_a_constant(sub, expect):
    """constant gives a float32 matrix with one value everywhere."""
    rows, columns, value = (int(v) for v in sub.rng.integers(2, 9, size=3))
    got = sub.call("constant", rows, columns, value)
    expect(got, f"constant({rows}, {columns}, {value})", mistakes=FLOAT_MISTAKES).tensor().shape(
        (rows, columns)
    ).dtype("float32").close(np.full((rows, columns), value))
