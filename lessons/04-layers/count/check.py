"""Parameter counts: predicted for five models, and as a rule for any chain of dense layers."""

import numpy as np
from tutor.judge import batch

BATCH = 32
CHAINS = {
    "linear": [64, 10],
    "deep": [64, 16, 16, 16, 10],
    "normalised": [64, 32, 10],
    "autoencoder": [64, 32, 8, 32, 64],
    "bare": [64, 128, 10],
}


def weights(sizes):
    """The weights of a chain."""
    return sum(a * b for a, b in zip(sizes, sizes[1:]))


def biases(sizes):
    """The biases of a chain."""
    return sum(sizes[1:])


def wrongly(name, right):
    """What each mistake would have made of the count of a model."""
    sizes = CHAINS[name]
    wrong = {"counts_units": {sum(sizes), sum(sizes[1:])}}
    if name == "normalised":
        norm = 2 * sizes[1]
        wrong["counts_running"] = {right + norm}
        wrong["bias_before_norm"] = {right + sizes[1]}
        wrong["forgets_bias"] = {weights(sizes), weights(sizes) + norm}
    elif name != "bare":
        wrong["forgets_bias"] = {weights(sizes)}
    return wrong


def check_predictions(sub, expect):
    """The five predicted counts are right."""
    predicted = sub.get("predicted")
    expect.that(
        isinstance(predicted, dict) and all(type(predicted.get(name)) is int for name in CHAINS),
        f"predicted should hold an integer for each of {', '.join(CHAINS)}.",
    )
    for name in CHAINS:
        model = sub.build(f"make_{name}")
        sub.forward(model, batch(sub.rng.normal(size=(BATCH, 64)).astype("float32")))
        right = sum(np.size(value.array) for value in sub.parameters(model).values())
        said = predicted[name]
        mistake = next((m for m, numbers in wrongly(name, right).items() if said in numbers), None)
        # The number itself stays with the check: the next prediction should be one, too.
        expect.that(said == right, f"You predicted {said:,} for {name}; the framework counts another number.", mistake)


def check_rule(sub, expect):
    """count() gives the number for any chain of dense layers."""
    for length in (2, 3, int(sub.rng.integers(4, 7))):
        sizes = [int(n) for n in sub.rng.integers(2, 300, size=length)]
        got = sub.call("count", sizes)
        mistakes = {
            "forgets_bias": lambda value, bare=weights(sizes): value == bare,
            "counts_units": lambda value, all=sum(sizes): value == all,
        }
        expect(got, f"count({sizes})", mistakes=mistakes).equal(weights(sizes) + biases(sizes))
        expect(sub.call("count", sizes, False), f"count({sizes}, biases=False)").equal(weights(sizes))
