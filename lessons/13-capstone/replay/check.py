"""A replay buffer: what it keeps, what it forgets, how fairly it draws, and whose memory a batch is."""

import numpy as np
from tutor.judge import raw

LAYOUT = ("batch", "vector", "vector", "batch", "vector")
ACTIONS = {"pytorch": ("int64",), "tensorflow": ("int32", "int64"), "neon": ("int32",)}
BATCH = 64


class Filled:
    """A learner's buffer and the transitions that were added to it. The rewards are 1, 2, 3 …, so they name them."""

    def __init__(self, sub, capacity, count, seed=None):
        rng = self.rng = sub.rng
        self.sub, self.count, self.capacity = sub, count, capacity
        self.observations, self.following = (rng.normal(size=(count, 4)).astype("float32") for _ in range(2))
        self.actions, self.terminated = rng.integers(2, size=count), rng.random(count) < 0.3
        self.seed = int(rng.integers(1000)) if seed is None else seed
        self.buffer = self.again(self.seed)

    def again(self, seed):
        """A new buffer with the same transitions."""
        buffer = self.sub.build("ReplayBuffer", self.capacity, seed)
        rewards = np.arange(1, self.count + 1, dtype="float32")
        parts = self.observations, self.actions, rewards, self.following, self.terminated
        self.sub.probe("add_each", buffer, *(raw(part) for part in parts))
        return buffer

    def sample(self, n, buffer=None):
        """A batch of n, examples first."""
        return self.sub.call((buffer or self.buffer).attr("sample"), n, returns=LAYOUT)

    def draws(self, expect, n, times):
        """The numbers, from 1, of the transitions in several batches: (times, n)."""
        return np.array([numbers(expect, self.sample(n), n) for _ in range(times)])


def numbers(expect, batch, n):
    """Which transitions a batch holds, by their rewards."""
    expect.that(
        isinstance(batch, (tuple, list)) and len(batch) == 5,
        "sample(n) should return five tensors: observations, actions, rewards, next observations, terminated.",
    )
    rewards = expect(batch[2], "rewards").anywhere().shape((n,)).finite().array
    return np.round(np.clip(rewards, -1, 1e6)).astype(int)


def check_five_tensors(sub, expect):
    """A batch is five tensors of the right shapes and dtypes."""
    filled = Filled(sub, 200, 100)
    batch = filled.sample(BATCH)
    numbers(expect, batch, BATCH)
    for name, part in (("observations", batch[0]), ("next observations", batch[3])):
        expect(part, name).anywhere().tensor().shape((BATCH, 4)).dtype("float32")
    for name, part in (("rewards", batch[2]), ("terminated", batch[4])):
        expect(part, name).anywhere().tensor().shape((BATCH,)).dtype("float32")
    actions, kinds = batch[1], ACTIONS[sub.framework]
    expect(actions, "actions").anywhere().tensor().shape((BATCH,))
    expect.that(actions.dtype in kinds, f"actions: expected dtype {kinds[0]}, got {actions.dtype}", error_class="dtype")


def check_whole_transitions(sub, expect):
    """What comes out is what was put in, the five parts of a transition together."""
    filled = Filled(sub, int(sub.rng.integers(150, 300)), 100)
    parts = filled.observations, filled.actions, filled.following, filled.terminated
    names = "observations", "actions", "next observations", "terminated"
    for _ in range(4):
        batch = filled.sample(BATCH)
        drawn = numbers(expect, batch, BATCH)
        known = (drawn >= 1) & (drawn <= filled.count)
        expect.that(
            known.all(),
            f"{BATCH - int(known.sum())} of {BATCH} rewards in a batch were never put in; {filled.count} transitions "
            f"are stored and the capacity is {filled.capacity}.",
            mistake="draws_empty_slots",
        )
        for name, got, part in zip(names, (*batch[:2], *batch[3:]), parts):
            want = part[drawn - 1].astype("float32")
            last = np.broadcast_to(part[-1], want.shape)

            def mixed(value, part=part, want=want):
                """Whether every row was put in, but with other rewards."""
                rows = {row.tobytes() for row in part.astype("float32").reshape(len(part), -1)}
                return getattr(value, "shape", None) == want.shape and all(
                    row.tobytes() in rows for row in value.array.astype("float32").reshape(len(want), -1)
                )

            mistakes = {"stores_references": last, "mixed_rows": mixed}
            expect(got, name).anywhere().close(want, mistakes=mistakes if part.ndim == 2 else {"mixed_rows": mixed})


def check_length(sub, expect):
    """The length is what is stored, up to the capacity."""
    capacity = int(sub.rng.integers(20, 40))
    for count in (0, 1, capacity - 1, capacity, capacity + 1, 2 * capacity + 3):
        filled = Filled(sub, capacity, count) if count else None
        buffer = filled.buffer if filled else sub.build("ReplayBuffer", capacity, 0)
        got, want = sub.call(buffer.attr("__len__")), min(count, capacity)
        expect.that(
            isinstance(got, int) and got == want,
            f"After {count} transitions a buffer of capacity {capacity} should have length {want}; it has {got!r}.",
            mistake="never_forgets" if got == count else None,
        )


def check_fair_draws(sub, expect):
    """Each transition has the same chance at every draw."""
    filled = Filled(sub, 60, 40)
    drawn = filled.draws(expect, 20, 250)
    expect.that(drawn.min() >= 1, "Rewards were drawn that were never put in.", mistake="draws_empty_slots")
    counts = np.bincount(drawn.ravel(), minlength=41)[1:]
    expect.that(len(counts) == 40, "Rewards were drawn that were never put in.")
    same = (drawn == drawn[0]).all()
    expect.that(counts[:20].any() or not counts[20:].all(), "The older half was never drawn.", mistake="newest_only")
    expect.that(not same, "250 batches of 20 from 40 transitions were all the same.", mistake="same_every_time")
    steps = np.mean(np.abs(np.diff(drawn, axis=1)) == 1)
    expect.that(
        steps < 0.5,
        f"{steps:.0%} of the draws in a batch follow on the one before; about 5% should.",
        mistake="neighbours",
    )
    # each count is about binomial(5000, 1/40): mean 125, standard deviation 11
    worst = int(np.abs(counts - 125).argmax())
    expect.that(
        np.abs(counts - 125).max() < 66,
        f"In 5,000 draws from 40 transitions each should come about 125 times; "
        f"number {worst + 1} came {counts[worst]} times.",
    )
    # a batch holds what comes first no more often than last: a sorted batch is no draw either
    first, last = drawn[:, 0].mean(), drawn[:, -1].mean()
    expect.that(abs(first - last) < 8, f"The first of a batch is number {first:.0f} on average, the last {last:.0f}.")


def check_forgets_the_oldest(sub, expect):
    """A full buffer forgets its oldest transition, and nothing else."""
    for lap in (0, 1):
        capacity = int(sub.rng.integers(20, 40))
        extra = lap * capacity + int(sub.rng.integers(5, capacity))
        count = capacity + extra
        filled = Filled(sub, capacity, count)
        drawn = set(filled.draws(expect, 16, 60).ravel().tolist())
        said = f"Of {count} transitions in a buffer of capacity {capacity}, {extra + 1} to {count} should be left"
        if len(drawn) > 0.9 * capacity and drawn <= set(range(1, capacity + 1)):
            expect.mistake("keeps_the_first", f"{said}; only the first {capacity} were ever drawn.")
        old = sorted(drawn - set(range(extra + 1, count + 1)))
        long = len(drawn) > capacity
        expect.that(not old, f"{said}; number {(old or [0])[0]} was drawn.", mistake="never_forgets" if long else None)
        # 960 draws: that one of 40 is missed by chance alone happens once in 10⁹ runs
        missed = sorted(set(range(extra + 1, count + 1)) - drawn)
        newest = len(drawn) <= capacity // 2 + 16 and max(missed, default=0) < min(drawn)
        expect.that(
            not missed,
            f"{said}; in 960 draws, {len(missed)} of them were never drawn, number {(missed or [0])[0]} first.",
            mistake="newest_only" if newest else None,
        )


def check_a_batch_stays(sub, expect):
    """A batch that was handed out does not change when more is added or drawn."""
    filled = Filled(sub, 80, 80)
    held = sub.build(filled.buffer.attr("sample"), 32)
    before = sub.get(held, returns=LAYOUT)
    numbers(expect, before, 32)
    kept = [np.array(part.array) for part in before]
    fresh = sub.rng.normal(size=(80, 4)).astype("float32")
    flat = np.zeros(80, dtype="float32")
    sub.probe("add_each", filled.buffer, raw(fresh), raw(flat), raw(flat - 1), raw(fresh), raw(flat))
    for _ in range(3):
        filled.sample(32)
    after = sub.get(held, returns=LAYOUT)
    for name, was, got in zip(("observations", "actions", "rewards", "next observations", "terminated"), kept, after):
        expect(got, f"{name} of an earlier batch", mistakes={"returns_views": lambda value: True}).anywhere().equal(was)


def check_seed(sub, expect):
    """The same seed gives the same batches, another seed gives others, and two batches in a row differ."""
    filled = Filled(sub, 100, 100)
    twin, other = filled.again(filled.seed), filled.again(filled.seed + 1)

    def draw(buffer):
        return [numbers(expect, filled.sample(BATCH, buffer), BATCH) for _ in range(2)]

    first, second = draw(filled.buffer)
    expect.that((first != second).any(), "Two batches in a row are the same.", mistake="same_every_time")
    again = draw(twin)
    expect.that(
        (first == again[0]).all() and (second == again[1]).all(),
        "Two buffers with the same seed and the same transitions drew different batches.",
    )
    expect.that((first != draw(other)[0]).any(), "Two buffers with different seeds drew the same batch.")
