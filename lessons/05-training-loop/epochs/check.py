"""Shuffled mini-batches that lose nothing, and a classifier of handwritten digits trained on them."""

from pathlib import Path

import numpy as np
from tutor.judge import batch, labels

BATCH, CLASSES = 32, 10


def numbered(n):
    """n examples that carry their own number, and labels that follow from it."""
    x = np.zeros((n, 4), dtype="float32")
    x[:, 0] = np.arange(n)
    return x, np.arange(n) % CLASSES


def one_epoch(sub, expect, n, size):
    """The numbers of the examples, batch by batch, as the learner's batches() gives them."""
    x, y = numbered(n)
    pairs = sub.iterate("batches", batch(x), labels(y, CLASSES), size, returns="batch")
    expect.that(bool(pairs), "batches(x, y, size) gave no batch at all.")
    pieces = []
    for pair in pairs:
        expect.that(
            isinstance(pair, (tuple, list)) and len(pair) == 2, "Each batch should be a pair (images, labels)."
        )
        images, marks = np.asarray(pair[0], dtype=float), np.asarray(pair[1])
        expect.that(
            images.ndim == 2 and images.shape[1] == 4 and len(images) == len(marks),
            f"A batch of images has shape {images.shape} and its labels {marks.shape}; they should fit together.",
        )
        expect.that(len(images) <= size, f"A batch holds {len(images)} examples; {size} is the most it may hold.")
        numbers = np.rint(images[:, 0]).astype(int)
        marks = marks.argmax(1) if marks.ndim == 2 else marks
        expect.that(
            bool(np.array_equal(marks, numbers % CLASSES)),
            f"In a batch of {len(numbers)}, {np.sum(marks != numbers % CLASSES)} images had another's label.",
            mistake="torn_pairs",
        )
        pieces.append(numbers)
    return pieces


def check_every_example_once(sub, expect):
    """One epoch shows every example once, those of the last short batch too."""
    size = BATCH
    n = int(sub.rng.integers(3, 7)) * size + int(sub.rng.integers(5, size - 5))
    pieces = one_epoch(sub, expect, n, size)
    seen = np.concatenate(pieces)
    lost = n - len(np.unique(seen))
    expect.that(
        lost == 0,
        f"Of {n} examples in batches of {size}, {lost} never came.",
        mistake="last_batch_lost" if lost == n % size and len(np.unique(seen)) == len(seen) else None,
    )
    full = np.concatenate(pieces[:-1])
    topped_up = len(seen) == -(-n // size) * size and len(np.unique(pieces[-1])) == len(pieces[-1])
    expect.that(
        len(np.unique(full)) == len(full) and (len(seen) == n or topped_up),
        f"{len(seen)} examples came in an epoch of {n}: some came twice before all had come once.",
    )


def check_order_differs_between_epochs(sub, expect):
    """Two epochs come in different orders."""
    n = int(sub.rng.integers(3, 7)) * BATCH
    first = np.concatenate(one_epoch(sub, expect, n, BATCH))
    second = np.concatenate(one_epoch(sub, expect, n, BATCH))
    expect.that(
        not np.array_equal(first, second),
        f"Both epochs began with the examples {first[:6].tolist()} and went on alike.",
        mistake="same_order",
    )
    drawn = np.mean([abs(a - b) == 1 for a, b in zip(first[:-1], first[1:])])
    expect.that(drawn < 0.5, "Neighbours in the data are mostly neighbours in the epoch; shuffle single examples.")


def check_recognises_unseen_digits(sub, expect):
    """At least 90 % of unseen digits are recognised."""
    data = np.load(Path(sub.task_folder).parents[1] / "data" / "digits.npz")
    order = sub.rng.permutation(len(data["labels"]))
    x = (data["images"][order].reshape(-1, 64) / 16).astype("float32")
    y = data["labels"][order].astype("int64")
    held_out = 11 * BATCH
    model = sub.build("train", batch(x[held_out:]), labels(y[held_out:], CLASSES))
    right = 0
    for i in range(0, held_out, BATCH):
        scores = sub.forward(model, batch(x[i : i + BATCH]))
        expect(scores, "the model's scores").tensor().shape((BATCH, CLASSES)).finite()
        right += int(np.sum(np.asarray(scores.array).argmax(1) == y[i : i + BATCH]))
    expect.that(
        right >= 0.9 * held_out,
        f"Your model recognised {right} of {held_out} unseen digits, {100 * right / held_out:.1f} %; 90 % are asked.",
    )
