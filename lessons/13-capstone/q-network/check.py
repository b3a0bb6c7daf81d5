"""A Q-network of two hidden layers, two predictions about it, and its boundary to NumPy."""

from itertools import product

import numpy as np
from tutor.judge import batch, raw

BATCH = 64


def count(inputs, hidden, actions):
    """The number of parameters of each layer."""
    return [inputs * hidden + hidden, hidden * hidden + hidden, hidden * actions + actions]


def sizes(rng):
    """Observations, hidden units and actions, all different, and other than those of the brief."""
    return int(rng.integers(5, 9)), int(rng.integers(20, 40)), int(rng.integers(2, 5))


def rows(rng, n, inputs):
    """Observations (n, inputs), float32."""
    return rng.normal(0, 1.5, size=(n, inputs)).astype("float32")


def stir(sub, network):
    """Give every parameter a value drawn here, biases included; (values by name)."""
    values = {
        name: sub.rng.normal(0, 0.4, size=value.shape).astype("float32")
        for name, value in sub.parameters(network).items()
    }
    sub.set_parameters(network, values)
    return [np.asarray(value, dtype=float) for value in values.values()]


def forwards(parameters, x, inputs, hidden, actions, bends=(True, True)):
    """What two hidden layers with ReLU make of x, for every way in which these arrays can be the layers'."""

    def of_size(size):
        return [p for p in parameters if p.size == size]

    first, square, last = (of_size(n)[0] for n in (inputs * hidden, hidden * hidden, hidden * actions))
    hidden_biases, end = of_size(hidden), of_size(actions)[0].ravel()
    first = first if first.shape[0] == inputs else first.T
    last = last if last.shape[0] == hidden else last.T
    for middle, (a, b) in product((square, square.T), (hidden_biases, hidden_biases[::-1])):
        h = x @ first + a.ravel()
        h = np.maximum(h, 0) if bends[0] else h
        h = h @ middle + b.ravel()
        h = np.maximum(h, 0) if bends[1] else h
        yield h @ last + end


def expect_count(sub, expect, network, inputs, hidden, actions):
    """The parameters of a network of these sizes."""
    got = sum(np.size(value.array) for value in sub.parameters(network).values())
    layers = count(inputs, hidden, actions)
    biases = 2 * hidden + actions
    mistakes = {sum(layers) - biases: "no_biases", sum(layers) - layers[1]: "one_hidden_layer"}
    expect.that(
        got == sum(layers),
        f"make_q_network({inputs}, {hidden}, {actions}) should have {sum(layers)} parameters; it has {got}.",
        mistake=mistakes.get(got),
    )


def check_size(sub, expect):
    """The network has two hidden layers with biases, in the sizes asked for."""
    for shape in ((4, 64, 2), sizes(sub.rng)):
        network = sub.build("make_q_network", *shape)
        expect_count(sub, expect, network, *shape)
        got = sub.forward(network, batch(rows(sub.rng, BATCH, shape[0])))
        expect(got, f"the output of make_q_network{shape}").tensor().shape((BATCH, shape[2])).finite()


def check_layers(sub, expect):
    """ReLU bends behind both hidden layers, and nothing stands behind the last."""
    shape = sizes(sub.rng)
    network = sub.build("make_q_network", *shape)
    expect_count(sub, expect, network, *shape)
    parameters, x = stir(sub, network), rows(sub.rng, BATCH, shape[0])
    got = expect(sub.forward(network, batch(x)), "the output").tensor().shape((BATCH, shape[2])).finite().array

    def matches(bends):
        return any(np.allclose(got, want, atol=1e-3, rtol=1e-3) for want in forwards(parameters, x, *shape, bends))

    if matches((True, True)):
        return
    total = got.sum(axis=1)
    if np.allclose(total, 1, atol=1e-3) and got.min() >= 0:
        expect.mistake("softmax_at_the_end")
    if got.min() >= 0:
        expect.mistake("activation_at_the_end", f"Of {got.size} values with random weights, none is negative.")
    straight = any(matches(bends) for bends in ((True, False), (False, True), (False, False)))
    want = next(forwards(parameters, x, *shape))
    expect.that(
        False,
        f"With known weights the first output should be {want[0, 0]:.4f}; it is {got[0, 0]:.4f}.",
        mistake="missing_activation" if straight else None,
    )


def check_predictions(sub, expect):
    """PARAMETERS and SHAPE agree with what the code makes."""
    shape, network = sub.get("SHAPE"), sub.build("make_q_network", 4, 64, 2)
    total, wrong = sum(count(4, 64, 2)), "wrong_prediction"
    got = sub.get("PARAMETERS")
    expect.that(isinstance(got, int), f"PARAMETERS should be a whole number; it is {got!r}.")
    expect.that(got == total, f"PARAMETERS = {got} is not the number for make_q_network(4, 64, 2).", mistake=wrong)
    is_shape = isinstance(shape, (tuple, list)) and all(isinstance(n, int) for n in shape)
    expect.that(is_shape, f"SHAPE should be a tuple of whole numbers; it is {shape!r}.")
    made = sub.forward(network, batch(rows(sub.rng, BATCH, 4)), returns=None).shape
    expect.that(tuple(shape) == tuple(made), f"SHAPE = {tuple(shape)} is not the shape of the output.", mistake=wrong)


def check_fresh_weights(sub, expect):
    """Each network has random weights of its own, and a gradient reaches all of them."""
    shape = sizes(sub.rng)
    first, second = (sub.build("make_q_network", *shape) for _ in range(2))
    x = rows(sub.rng, BATCH, shape[0])
    of_first, of_second = (np.array(sub.forward(network, batch(x)).array) for network in (first, second))
    expect.that(
        of_first.shape == of_second.shape and np.abs(of_first - of_second).max() > 1e-4,
        "Two networks made one after the other give the same values; their weights should be drawn anew.",
    )
    cotangent = sub.rng.normal(size=(BATCH, shape[2])).astype("float32")
    for name, gradient in sub.parameter_gradients(first, [batch(x)], cotangent).items():
        size = 0.0 if gradient is None else np.abs(gradient.array).max()
        expect.that(np.isfinite(size) and size > 0, f"The largest gradient of {name} is {size}; nothing reaches it.")


def check_q_values(sub, expect):
    """q_values turns n observations into n rows of NumPy, whatever n is."""
    shape = (4, *sizes(sub.rng)[1:])
    network = sub.build("make_q_network", *shape)
    stir(sub, network)
    x = rows(sub.rng, BATCH, 4)
    want = np.array(expect(sub.forward(network, batch(x)), "the network's output").shape((BATCH, shape[2])).array)
    for n in (1, int(sub.rng.integers(5, 30)), BATCH):
        got = sub.call("q_values", network, raw(x[:n]))
        label = f"q_values of {n} observations"
        kind = getattr(got, "kind", None)
        expect.that(kind == "numpy", f"{label}: expected a NumPy array.", mistake="tensor_not_array" if kind else None)
        mistakes = {
            "keeps_padding": lambda value, n=n: value.shape == (BATCH, shape[2]) and n < BATCH,
            "actions_by_rows": lambda value, n=n: value.shape == (shape[2], n) or value.shape == (shape[2], BATCH),
        }
        expect(got, label, mistakes=mistakes).anywhere().shape((n, shape[2])).dtype("float32").close(want[:n])


def check_answers_stay(sub, expect):
    """What q_values returned does not change when it is called again."""
    network = sub.build("make_q_network", 4, 32, 2)
    first, second = rows(sub.rng, BATCH, 4), rows(sub.rng, BATCH, 4)
    held = sub.build("q_values", network, raw(first))
    before = np.array(expect(sub.get(held), "the first answer").anywhere().array)
    sub.call("q_values", network, raw(second))
    label, mistakes = (
        "the first answer, after a second call",
        {"overwritten": lambda value: value.shape == before.shape},
    )
    expect(sub.get(held), label, mistakes=mistakes).anywhere().equal(before)
