"""A layer with a learned scale and shift: it begins neutral, learns, passes gradients on, and can be saved."""

import numpy as np
from tutor.judge import batch

BATCH = 32


def values_of(parameters):
    """Plain arrays by name."""
    return {name: np.array(value.array) for name, value in parameters.items()}


def build(sub, expect):
    """A layer with as many registered numbers as it should have; a batch, and the parameters at the start."""
    features = int(sub.rng.integers(4, 12))
    layer = sub.build("make_layer", features)
    x = sub.rng.normal(size=(BATCH, features)).astype("float32")
    expect(sub.forward(layer, batch(x)), "the output").tensor().shape((BATCH, features)).finite()
    start = values_of(sub.parameters(layer))
    count = sum(value.size for value in start.values())
    named = {0: "constant_not_parameter", features: "constant_not_parameter", 2: "one_for_all", 1: "one_for_all"}
    expect.that(
        count == 2 * features,
        f"make_layer({features}) should own {2 * features} trainable numbers; the framework finds {count}.",
        mistake=named.get(count),
    )
    return layer, x, start


def fill(sub, layer, start):
    """Move all parameters; the scales and shifts after it. A scale is what began at one."""
    moved = {name: value + sub.rng.normal(size=value.shape).astype("float32") for name, value in start.items()}
    sub.set_parameters(layer, moved)
    scale = np.concatenate([moved[name][np.isclose(start[name], 1)] for name in start])
    shift = np.concatenate([moved[name][np.isclose(start[name], 0)] for name in start])
    return scale.astype(float), shift.astype(float)


def check_begins_neutral(sub, expect):
    """A fresh layer passes its input through."""
    layer, x, _ = build(sub, expect)
    got = sub.forward(layer, batch(x))
    expect(got, "the output of a fresh layer").close(x, mistakes={"starts_at_zero": np.zeros_like(x)})


def check_scales_and_shifts(sub, expect):
    """With other parameters the output is x times scale plus shift, feature by feature."""
    layer, x, start = build(sub, expect)
    scale, shift = fill(sub, layer, start)
    ones = f"Of {2 * x.shape[1]} numbers, {len(scale)} began at 1 and {len(shift)} at 0; half and half were asked for."
    expect.that(len(scale) == len(shift) == x.shape[1], ones)
    expect(sub.forward(layer, batch(x)), "the output").close(x * scale + shift)


def check_learns(sub, expect):
    """The gradients of scale and shift are right."""
    layer, x, _ = build(sub, expect)
    cotangent = sub.rng.normal(size=x.shape).astype("float32")
    got = sub.parameter_gradients(layer, [batch(x)], cotangent)
    missing = [name for name, value in got.items() if value is None]
    expect.that(not missing, f"No gradient reaches {', '.join(missing)}.")
    want = np.sort(np.concatenate([(x * cotangent).sum(0, dtype=float), cotangent.sum(0, dtype=float)]))
    found = np.sort(np.concatenate([np.ravel(value.array) for value in got.values()]))
    expect(found, "the gradients of scale and shift, sorted").close(want)


def check_in_a_model(sub, expect):
    """In a model it is counted, and the gradient reaches the layer before it."""
    inputs, hidden, classes = 6 + int(sub.rng.integers(0, 6)), 14 + int(sub.rng.integers(0, 6)), 3
    model = sub.build("make_model", inputs, hidden, classes)
    x = sub.rng.normal(size=(BATCH, inputs)).astype("float32")
    expect(sub.forward(model, batch(x)), "the model's output").tensor().shape((BATCH, classes)).finite()
    start = values_of(sub.parameters(model))
    count, want = sum(v.size for v in start.values()), inputs * hidden + hidden * 3 + hidden * classes + classes
    expect.that(
        count == want,
        f"make_model({inputs}, {hidden}, {classes}) should have {want} parameters; the framework finds {count}.",
        mistake="constant_not_parameter" if count == want - 2 * hidden else None,
    )
    moved = {name: stirred(sub.rng, value) for name, value in start.items()}
    cotangent = sub.rng.normal(size=(BATCH, classes)).astype("float32")
    sub.set_parameters(model, moved)
    sub.parameter_gradients(model, [batch(x)], cotangent)  # what a step before leaves behind must not count
    gradients = sub.parameter_gradients(model, [batch(x)], cotangent)
    for name, value in moved.items():
        expect.that(gradients[name] is not None, f"No gradient reaches {name}.")
        slope = np.asarray(gradients[name].array, dtype=float)
        size = np.linalg.norm(slope)
        expect.that(size > 1e-4, f"The gradient of {name} is zero.")
        measured = measure(sub, model, x, cotangent, moved, name, (slope / size).astype("float32"))
        expect.that(
            abs(measured - size) < 0.03 * size + 0.01,
            f"Along its gradient, {name} should change the output by {size:.4g}; measured: {measured:.4g}.",
            mistake="gradient_not_scaled" if value.size in (inputs * hidden, hidden) else None,
        )


def check_in_branches(sub, expect):
    """Where two such layers share an input, their gradients by it add up."""
    _, x, _ = build(sub, expect)
    cotangent = sub.rng.normal(size=x.shape).astype("float32")
    got = sub.probe("in_two_branches", x.shape[1], batch(x), batch(cotangent), returns="batch")
    expect(got, "the gradient of 2 a(x) + b(x) by x").close(3 * cotangent)


def stirred(rng, values):
    """Parameters moved a little; the scales, which began at one, a lot and to both signs."""
    scales = rng.choice([-1.0, 1.0], size=values.shape) * rng.uniform(0.4, 1.8, size=values.shape)
    moved = np.where(np.isclose(values, 1), scales, values + 0.4 * rng.normal(size=values.shape))
    return moved.astype("float32")


def measure(sub, model, x, cotangent, values, name, direction, step=0.01):
    """The slope of the weighted output along a direction of one parameter, by a central difference."""
    sums = []
    for sign in (1, -1):
        sub.set_parameters(model, {name: values[name] + sign * step * direction})
        sums.append(np.sum(np.asarray(sub.forward(model, batch(x)).array, dtype=float) * cotangent))
    sub.set_parameters(model, {name: values[name]})
    return (sums[0] - sums[1]) / (2 * step)


def check_can_be_saved(sub, expect):
    """Saved and loaded into a fresh layer, it computes the same."""
    layer, x, start = build(sub, expect)
    fill(sub, layer, start)
    want = np.array(sub.forward(layer, batch(x)).array)
    got = sub.probe("after_loading", layer, batch(x), returns="batch")
    expect(got, "the output of a fresh layer that has loaded the saved one").close(want)
