"""A dense layer: its parameters as the framework finds them, its output, its gradients, its beginning."""

import numpy as np
from tutor.judge import batch

BATCH = 32


def build(sub, expect):
    """A layer of random sizes whose parameters are all registered; the layer, its sizes and a batch."""
    inputs = int(sub.rng.integers(4, 12))
    units = inputs + int(sub.rng.integers(2, 6))
    layer = sub.build("make_dense", inputs, units)
    x = sub.rng.normal(size=(BATCH, inputs)).astype("float32")
    out = sub.forward(layer, batch(x))
    expect(out, f"the output of make_dense({inputs}, {units})").tensor().shape((BATCH, units)).finite()
    sizes = sorted(value.array.size for value in sub.parameters(layer).values())
    wanted = sorted([inputs * units, units])
    named = {0: "unregistered", inputs * units: "bias_missing", units: "unregistered"}
    expect.that(
        sum(sizes) == sum(wanted),
        f"make_dense({inputs}, {units}) should have {sum(wanted)} parameters; the framework finds {sum(sizes)} in it.",
        mistake=named.get(sum(sizes)),
    )
    expect.that(sizes == wanted, f"The parameters should be of sizes {wanted}; they are of sizes {sizes}.")
    return layer, x


def split(values, inputs):
    """Weights as (inputs, units) and bias as (units,) out of arrays in the framework's own shapes."""
    weights, bias = sorted((np.array(v, dtype=float) for v in values), key=np.size, reverse=True)
    weights = weights if weights.shape[0] == inputs else weights.T
    return weights, bias.ravel()


def fill(sub, layer):
    """Write random numbers into the parameters; what they are, by name."""
    shapes = {name: value.shape for name, value in sub.parameters(layer).items()}
    values = {name: sub.rng.normal(size=shape).astype("float32") for name, shape in shapes.items()}
    sub.set_parameters(layer, values)
    return values


def check_parameters_are_registered(sub, expect):
    """The framework finds the weights and the bias among the layer's parameters."""
    build(sub, expect)


def check_output(sub, expect):
    """The output is x times the weights, plus the bias."""
    layer, x = build(sub, expect)
    weights, bias = split(fill(sub, layer).values(), x.shape[1])
    got = sub.forward(layer, batch(x))
    expect(got, "the output").close(x @ weights + bias, mistakes={"bias_unused": x @ weights})


def check_gradients(sub, expect):
    """The gradients of weights and bias are right."""
    layer, x = build(sub, expect)
    fill(sub, layer)
    units = sub.forward(layer, batch(x)).shape[1]
    cotangent = sub.rng.normal(size=(BATCH, units)).astype("float32")
    got = sub.parameter_gradients(layer, [batch(x)], cotangent)
    missing = [name for name, value in got.items() if value is None]
    expect.that(not missing, f"No gradient reaches {', '.join(missing)}.")
    by_weights, by_bias = split([value.array for value in got.values()], x.shape[1])
    want = x.T @ cotangent.astype(float)
    averaged = np.allclose(by_weights, want / BATCH, rtol=1e-3, atol=1e-4)
    divided = {"mean_gradient": lambda value: averaged}
    expect(by_weights, "the gradient of the weights", mistakes=divided).close(want)
    expect(by_bias, "the gradient of the bias").close(cotangent.sum(0, dtype=float))


def check_passes_the_gradient_on(sub, expect):
    """The gradient goes on through the layer to its input."""
    layer, x = build(sub, expect)
    inputs, units = x.shape[1], sub.forward(layer, batch(x)).shape[1]
    cotangent = sub.rng.normal(size=(BATCH, units)).astype("float32")
    owned, got = sub.probe("passed_on", inputs, units, batch(x), batch(cotangent), returns=(None, "batch"))
    weights, _ = split([value.array for value in owned], inputs)
    blocked = {"blocks_gradient": np.zeros_like(x)}
    expect(got, "the gradient by the input", mistakes=blocked).close(cotangent @ weights.T)


def check_beginning(sub, expect):
    """A fresh layer has small random weights, and no two layers have the same."""
    layer, x = build(sub, expect)
    weights, bias = split([value.array for value in sub.parameters(layer).values()], x.shape[1])
    alike = np.ptp(weights, axis=1).max() < 1e-6
    expect.that(not alike, "Every unit has the same weights.", mistake="identical_units" if alike else None)
    expect.that(np.abs(bias).max() < 1e-6, f"The bias should begin at zero; its largest element is {bias.max():.3g}.")
    spread = weights.std()
    expect.that(spread < 1.5, f"The weights have a standard deviation of {spread:.3g}; they should be small.")
    inputs, units = weights.shape
    other = sub.build("make_dense", inputs, units)
    sub.forward(other, batch(x))
    again, _ = split([value.array for value in sub.parameters(other).values()], inputs)
    expect.that(np.abs(weights - again).max() > 1e-4, "Two layers made one after the other have the same weights.")
