"""Early stopping: when it stops, and which weights are in the model afterwards. The check plays the training."""

import numpy as np


def train(sub, model):
    """What an epoch does to the weights: all of them change. Returns the new values."""
    values = {name: sub.rng.normal(size=value.shape).astype("float32") for name, value in sub.parameters(model).items()}
    sub.set_parameters(model, values)
    return values


def play(sub, expect, stopping, model, losses):
    """Go through epochs with these losses; the learner's answers, and the weights of each epoch."""
    answers, weights = [], []
    for loss in losses:
        weights.append(train(sub, model))
        answer = sub.call(stopping.attr("update"), float(loss))
        expect.that(
            isinstance(answer, bool),
            f"update should return True or False; after a loss of {loss:.3f} it gave {answer!r}.",
        )
        answers.append(answer)
        if answer:
            break
    return answers, weights


def begin(sub, patience):
    """A model and the learner's early stopping on it."""
    model = sub.build("make_model")
    return model, sub.build("EarlyStopping", model, patience)


def expect_end(expect, answers, losses, patience, mistakes):
    """Expect that the answers end with True at the last of the losses; `mistakes` by epoch of the end."""
    end = len(answers) - 1 if answers[-1] else None
    if end == len(losses) - 1:
        return
    shown = ", ".join(f"{loss:.3f}" for loss in losses)
    got = "it never did" if end is None else f"it did at epoch {end}"
    expect.that(
        False,
        f"With a patience of {patience} and the losses {shown} it should stop at epoch {len(losses) - 1}; {got}.",
        mistake=mistakes.get(end),
    )


def check_patience(sub, expect):
    """Training stops when the loss has failed to improve for as many epochs as the patience says."""
    patience = int(sub.rng.integers(2, 6))
    falling = np.sort(sub.rng.uniform(0.5, 2, size=int(sub.rng.integers(2, 6))))[::-1]
    worse = falling[-1] + sub.rng.uniform(0.05, 0.5, size=patience + 2)
    losses = [*falling, *worse]
    model, stopping = begin(sub, patience)
    answers, _ = play(sub, expect, stopping, model, losses)
    end = len(falling) + patience - 1
    expect_end(expect, answers, losses[: end + 1], patience, {end + 1: "one_too_late"})


def check_second_chance(sub, expect):
    """An epoch that is better starts the count anew, also late; one that is equal does not."""
    patience = int(sub.rng.integers(3, 6))
    best = sub.rng.uniform(1, 2)
    waver = [best, *(best + sub.rng.uniform(0.05, 0.5, size=patience - 1))]
    again = best - 0.2
    plateau = [again, *([again] * patience)]
    losses = [*waver, *plateau]
    model, stopping = begin(sub, patience)
    answers, _ = play(sub, expect, stopping, model, [*losses, again, again])
    mistakes = {len(waver) + 1: "no_second_chance", None: "equal_is_better", len(losses): "one_too_late"}
    expect_end(expect, answers, losses, patience, mistakes)


def check_restores_the_best(sub, expect):
    """After the end, the weights of the best epoch are back, not those of the last."""
    patience = int(sub.rng.integers(2, 5))
    falling = np.sort(sub.rng.uniform(0.5, 2, size=int(sub.rng.integers(3, 6))))[::-1]
    losses = [*falling, *(falling[-1] + sub.rng.uniform(0.05, 0.5, size=patience))]
    model, stopping = begin(sub, patience)
    _, weights = play(sub, expect, stopping, model, losses)
    sub.call(stopping.attr("restore"))
    for name, got in sub.parameters(model).items():
        best, last = weights[len(falling) - 1][name], weights[-1][name]
        expect(got, f"{name} after restore()").close(best, mistakes={"keeps_last": last})


def check_models_do_not_mix(sub, expect):
    """Two models stop and are restored each by itself."""
    (one, first), (other, second) = begin(sub, 1), begin(sub, 1)
    kept = train(sub, one)
    sub.call(first.attr("update"), 0.5)
    train(sub, other)
    sub.call(second.attr("update"), 0.9)
    train(sub, one)
    sub.call(first.attr("restore"))
    for name, got in sub.parameters(one).items():
        expect(got, f"{name} of the first model after restore()").close(kept[name])
