"""Six lines about two small tensors, predicted; and a function that asks any tensor for its shape and dtype."""

import numpy as np

TURNED = {(3, 2), (2,), (1, 2), (2, 1)}
KEPT = {(1, 3), (1,), (1, 1)}
DROPPED = {(3,), (), (1,)}
DTYPES = {"int32", "int64", "float32", "float64"}
PRODUCT = [[7, 10], [15, 22]]


def predictions(sub, expect):
    """What the learner said and what the lines give, as triples (line, said, truth)."""
    said, truth = sub.get("PREDICTED"), sub.probe("run_the_lines")
    expect.that(isinstance(said, dict), "PREDICTED should stay a dict of six lines, each with its prediction.")
    return [(line, said.get(line), given) for line, given in truth.items()]


def missed(expect, line, said, mistakes):
    """End the step: a prediction does not hold. The truth stays with the check."""
    named = next((name for name, fits in mistakes.items() if fits), None)
    expect.that(False, f"{line} does not give {said!r}.", named)


def whole(shape):
    """Whether a value is a tuple or a list of integers."""
    return isinstance(shape, (tuple, list)) and all(type(n) is int for n in shape)


def check_shapes(sub, expect):
    """The three shapes are as predicted."""
    for line, said, truth in predictions(sub, expect):
        if not line.endswith("shape"):
            continue
        expect.that(whole(said), f"PREDICTED[{line!r}] should be a tuple of integers; it is {said!r}.")
        shape, right = tuple(said), tuple(truth)
        mistakes = {
            "columns_first": shape in TURNED,
            "kept_axis": len(right) < 2 and shape in KEPT,
            "dropped_axis": 1 in right and shape in DROPPED,
        }
        if shape != right:
            missed(expect, line, said, mistakes)


def check_dtypes(sub, expect):
    """The two dtypes are as predicted."""
    for line, said, truth in predictions(sub, expect):
        if line.endswith("dtype"):
            expect.that(isinstance(said, str), f"PREDICTED[{line!r}] should be a name in quotes; it is {said!r}.")
            if said != truth:
                missed(expect, line, said, {"anothers_dtype": said in DTYPES, "full_dtype_name": truth in said})


def check_numbers(sub, expect):
    """The four numbers are as predicted."""
    line, said, truth = predictions(sub, expect)[-1]
    rows = isinstance(said, (tuple, list)) and all(isinstance(row, (tuple, list)) for row in said)
    expect.that(rows, f"PREDICTED[{line!r}] should be a list of rows; it is {said!r}.")
    given = [list(row) for row in said]
    if given != np.asarray(truth.array).tolist():
        missed(expect, line, said, {"matrix_product": given == PRODUCT})


def check_look(sub, expect):
    """look gives shape and dtype of any tensor of two axes."""
    for dtype in sub.rng.permutation(["float32", "float64", "int32"]):
        shape = tuple(int(n) for n in sub.rng.permutation(np.arange(1, 9))[:2])
        got = sub.call("look", sub.rng.normal(0, 9, size=shape).astype(dtype))
        call = f"look(a tensor of {dtype}, {shape})"
        pair = isinstance(got, (tuple, list)) and len(got) == 2
        expect.that(pair, f"{call} should return two things, (shape, dtype); it returned {got!r}.")
        expect.that(whole(got[0]), f"{call}: the shape should be a tuple of integers; it is {got[0]!r}.")
        turned = "columns_first" if tuple(got[0]) == shape[::-1] else None
        expect.that(tuple(got[0]) == shape, f"{call}: the shape is not {got[0]!r}.", turned)
        expect.that(isinstance(got[1], str), f"{call}: the dtype should be its name, a string; it is {got[1]!r}.")
        decorated = "full_dtype_name" if dtype in got[1] else None
        expect.that(got[1] == dtype, f"{call}: the dtype's plain name is not {got[1]!r}.", decorated)
