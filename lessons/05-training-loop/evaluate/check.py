"""Accuracy and confusion matrix of a model with dropout, compared with the check's own count."""

import numpy as np
from tutor.judge import batch, labels

BATCH, CLASSES = 32, 10


def draw(rng):
    """Between four and seven batches of examples, the last one short; and their classes."""
    n = BATCH * int(rng.integers(4, 7)) + int(rng.integers(5, BATCH - 5))
    return rng.normal(0, 2, size=(n, 64)).astype("float32"), rng.integers(0, CLASSES, size=n)


def answers(sub, model, x):
    """What the model answers in evaluation mode, batch by batch."""
    found = []
    for i in range(0, len(x), BATCH):
        piece = np.resize(x[i : i + BATCH], (BATCH, 64))
        scores = np.asarray(sub.forward(model, batch(piece)).array)
        found.append(scores.argmax(1)[: len(x) - i])
    return np.concatenate(found)


def ask(sub, expect, model, x, y):
    """The learner's accuracy and confusion matrix."""
    got = sub.call("evaluate", model, batch(x), labels(y, CLASSES), returns=["scalar", None])
    pair = isinstance(got, (tuple, list)) and len(got) == 2
    expect.that(pair, "evaluate should return a pair: the accuracy and the confusion matrix.")
    return got


def confusion_of(y, found):
    """Rows are true classes, columns are answers."""
    matrix = np.zeros((CLASSES, CLASSES))
    np.add.at(matrix, (y, found), 1)
    return matrix


def counted(value):
    """How many examples a confusion matrix holds."""
    array = getattr(value, "array", None)
    return -1 if array is None else int(np.sum(array))


def check_confusion_matrix(sub, expect):
    """The confusion matrix counts every example once, in the row of its class."""
    model = sub.build("make_model")
    x, y = draw(sub.rng)
    first, again = ask(sub, expect, model, x, y)[1], ask(sub, expect, model, x, y)[1]
    expect(first, "the confusion matrix").shape((CLASSES, CLASSES))
    want = confusion_of(y, answers(sub, model, x))
    whole, rest = len(x) // BATCH * BATCH, len(x) % BATCH
    mistakes = {
        "last_batch_lost": lambda value: counted(value) == whole,
        "counts_padding": lambda value: counted(value) == whole + BATCH and rest > 0,
        "train_mode": lambda value: not np.array_equal(first.array, getattr(again, "array", None)),
        "transposed": want.T,
    }
    expect(first, "the confusion matrix", mistakes=mistakes).close(want)


def check_absent_classes(sub, expect):
    """A class that never occurs has its row and its column all the same."""
    model = sub.build("make_model")
    x, _ = draw(sub.rng)
    y = answers(sub, model, x)
    lower = np.unique(y)[: max(1, len(np.unique(y)) // 2)]
    some = sub.rng.choice(np.flatnonzero(np.isin(y, lower)), size=BATCH + int(sub.rng.integers(5, BATCH - 5)))
    x, y = x[some], y[some]
    classes = int(y.max()) + 1
    got = ask(sub, expect, model, x, y)[1]
    smaller = {"absent_class": lambda value: np.shape(value) == (classes, classes)}
    expect(got, f"the confusion matrix of {len(y)} examples", mistakes=smaller).close(confusion_of(y, y))


def check_accuracy(sub, expect):
    """The accuracy is the share of right answers."""
    model = sub.build("make_model")
    x, _ = draw(sub.rng)
    y = answers(sub, model, x)
    wrong = sub.rng.random(len(y)) < sub.rng.uniform(0.2, 0.8)
    y = np.where(wrong, (y + sub.rng.integers(1, CLASSES, size=len(y))) % CLASSES, y)
    want = float(np.mean(~wrong))
    sub.forward(model, batch(x[:BATCH]), training=True)  # as it is in the midst of training
    first, again = ask(sub, expect, model, x, y)[0], ask(sub, expect, model, x, y)[0]
    mistakes = {
        "percent": 100 * want,
        "train_mode": lambda value: not np.array_equal(np.asarray(first), np.asarray(again)),
    }
    expect(first, "the accuracy", mistakes=mistakes).shape(()).close(want)


def check_leaves_the_model_alone(sub, expect):
    """The parameters are what they were, and nothing was recorded for a gradient."""
    model = sub.build("make_model")
    x, y = draw(sub.rng)
    sub.forward(model, batch(x[:BATCH]), training=True)
    before = {name: np.array(value.array) for name, value in sub.parameters(model).items()}
    kept = sub.probe("keeps_graph", model, batch(x), labels(y, CLASSES))
    for name, value in sub.parameters(model).items():
        expect(value, f"{name} after evaluate").close(before[name], tolerance=1e-7)
    if kept is True:
        expect.mistake("keeps_graph")
