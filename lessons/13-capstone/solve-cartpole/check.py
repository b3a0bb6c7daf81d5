"""A DQN agent that trains itself: its targets, its bookkeeping, what learns, and at last 20 episodes of the judge's."""

import numpy as np
from tutor.judge import Trained, batch

BATCH, DISCOUNT = 64, 0.9
SHORT, FIRST_LEARNING, LATER, STEPS = 400, 1_000, 2_200, 40_000
SHORTER, TRUNCATED = 40, 12  # steps after which the episodes of short trainings are truncated
UNLIMITED = 1_000_000  # so that going past the steps is seen, and not cut short by the environment
EPISODES, SOLVED, DISTINGUISHED = 20, 195, 475
SOME = np.linspace(-1, 1, 4 * BATCH, dtype="float32").reshape(BATCH, 4)  # observations to compare values by
passed = []  # the steps that hold; what takes longer is tried after all before it


def stirred(sub):
    """A Q-network with large random weights."""
    network = sub.build("make_q_network", 4, 64, 2)
    values = {name: sub.rng.normal(size=value.shape) * 0.3 for name, value in sub.parameters(network).items()}
    sub.set_parameters(network, {name: value.astype("float32") for name, value in values.items()})
    return network


def values_of(sub, network):
    """A function from observations (n, 4), n at most 64, to the network's values (n, 2)."""

    def values(observations):
        return np.asarray(sub.forward(network, batch(observations)))

    return values


def short_training(sub, steps, *, name="watched_target", limit=500, look=None):
    """Train for some steps, in episodes of at most `limit`: the pairs, and the steps really taken.

    After each pair `look` gets the steps so far and the network, and may end the training by True.
    """
    environment, network = sub.environment("CartPole-v1", steps=UNLIMITED), sub.build("make_q_network", 4, 64, 2)
    if look is not None:
        look(0, network)
    sub.probe("observe", environment, limit, steps)
    sub.probe("watch")
    points = []
    target, seed = sub.hold(name), int(sub.rng.integers(1000))
    for step, value in sub.follow("train", environment, network, steps, seed, target, total=UNLIMITED):
        points.append((step, value))
        if step > steps or (look is not None and look(step, network)):
            break
    return points, sub.get(environment.attr("steps"))


def same(one, other):
    """Whether two sets of parameters are equal to the last bit; names may differ."""
    return all(np.array_equal(a.array, b.array) for a, b in zip(one.values(), other.values()))


def check_targets(sub, expect):
    """dqn_target values the next observations by the frozen network's best action, and nothing after the end."""
    online, frozen = stirred(sub), stirred(sub)
    following = sub.rng.normal(size=(BATCH, 4)).astype("float32")
    rewards = sub.rng.normal(size=BATCH).astype("float32")
    terminated = (sub.rng.random(BATCH) < 0.3).astype("float32")
    best, of_online = (values_of(sub, network)(following).max(1) for network in (frozen, online))
    got = sub.call(
        "dqn_target", online, frozen, batch(rewards), batch(following), batch(terminated), DISCOUNT, returns="vector"
    )
    mistakes = {
        "uses_online": rewards + DISCOUNT * (1 - terminated) * of_online,
        "bootstraps_terminal": rewards + DISCOUNT * best,
    }
    want = rewards + DISCOUNT * (1 - terminated) * best
    expect(got, "the targets").tensor().shape((BATCH,)).close(want, tolerance=1e-3, mistakes=mistakes)
    passed.append("targets")


def check_episodes(sub, expect):
    """After each episode comes one pair (steps so far, return of that episode), and the steps are not exceeded."""
    points, taken = short_training(sub, SHORT)
    expect.that(points, f"train(environment, network, {SHORT}) yielded nothing; an episode ends after some 20 steps.")
    first, returns = points[0][0], [value for _, value in points]
    said = f"the first pairs were {', '.join(f'({step}, {value:g})' for step, value in points[:4])}"
    expect.that(first > 1, f"An episode takes 8 steps at the least; {said}.", mistake="yields_each_step")
    expect.that(
        max(taken, points[-1][0]) <= SHORT,
        f"train(environment, network, {SHORT}) took {taken} steps or more.",
        mistake="ignores_budget",
    )
    whole = all(step == value for step, value in points)
    expect.that(
        len(points) == 1 or not whole, f"In CartPole each step is worth 1; {said}.", mistake="return_never_reset"
    )
    *_, terminated, truncated = sub.probe("observed")
    over = np.asarray(terminated) | np.asarray(truncated)
    expect.that(
        points[-1][0] != len(over) or over[-1],
        f"The last pair is ({points[-1][0]}, {returns[-1]:g}), and its episode was still going on.",
        mistake="yields_cut_off",
    )
    expect.that(min(returns) >= 5, f"An episode takes 8 steps at the least; {said}.", mistake="never_resets")
    fits = np.array_equal(np.cumsum(returns), [step for step, _ in points])
    expect.that(fits, f"Each step is worth 1, so the returns so far should add up to the steps so far; {said}.")
    passed.append("episodes")


def check_transitions(sub, expect):
    """What is stored is what the environment went through, and an episode that was truncated has not terminated."""
    expect.that(len(passed) >= 2, "This is tried once the steps before it hold.")
    points, _ = short_training(sub, SHORT, limit=TRUNCATED)
    before, actions, after, terminated, truncated = (np.asarray(part) for part in sub.probe("observed"))
    ends = (np.flatnonzero(terminated | truncated) + 1).tolist()
    pairs = [step for step, _ in points]
    expect.that(ends, f"In {SHORT} steps not one episode came to its end.")
    wrong = next((number for number, end in enumerate(ends) if pairs[number : number + 1] != [end]), None)
    expect.that(
        wrong is None,
        f"Episodes were truncated after {TRUNCATED} steps here. Number {(wrong or 0) + 1} ended at step "
        f"{ends[wrong or 0]}, and a pair for that step never came.",
        mistake="goes_on_truncated" if len(pairs) < len(ends) else None,
    )
    kept = [np.asarray(part) for part in sub.probe("stored")]
    if kept:
        steps = {row.tobytes(): number for number, row in enumerate(after)}
        numbers = [steps.get(row.astype(after.dtype).tobytes(), -1) for row in kept[2]]
        expect.that(
            min(numbers) >= 0,
            f"{numbers.count(-1)} of {len(numbers)} next observations are none that a step had returned.",
            mistake="not_a_transition",
        )
        stale = int((kept[0].astype(before.dtype) != before[numbers]).any(axis=1).sum())
        expect.that(
            not stale,
            f"{stale} of {len(numbers)} transitions have an observation that the action was not taken at.",
            mistake="not_a_transition",
        )
        other = int((kept[1] != actions[numbers]).sum())
        expect.that(not other, f"{other} of {len(numbers)} transitions have another action than was taken.")
        off = kept[3] != terminated[numbers]
        expect.that(
            not off.any(),
            f"{int(off.sum())} of {len(numbers)} transitions have another `terminated` than the step returned.",
            mistake="truncated_as_terminated" if truncated[numbers][off].all() else None,
        )
    passed.append("transitions")


def check_learns(sub, expect):
    """From step 1,000 on the network learns, by the target it is given, and a frozen network follows it."""
    expect.that(len(passed) >= 3, "This is tried once the steps before it hold.")
    started, seen = [], []  # values of the network at first, and later of both networks

    def look(step, network):
        """Training may put earlier parameters back at its end, so both networks are looked at along the way."""
        if step == 0:
            started.append(values_of(sub, network)(SOME))
        elif step > FIRST_LEARNING:
            asked = sub.probe("watched", network)
            expect.that(
                asked[0] or step < 2 * FIRST_LEARNING,
                f"In {step} steps the function given as target was never called.",
                mistake="ignores_target",
            )
            expect.that(not (asked[1] and asked[2]), "", mistake="frozen_is_online")
            expect.that(not asked[2], "", mistake="networks_swapped")
            if asked[0]:
                frozen = sub.hold("watched_frozen")  # by its values: its parameters may not count as trainable
                seen.append((values_of(sub, network)(SOME), values_of(sub, frozen)(SOME)))

    short_training(sub, LATER, limit=SHORTER, look=look)
    expect.that(seen, f"In {LATER} steps the function given as target was never called.", mistake="ignores_target")
    expect.that(
        not all(np.array_equal(started[0], values) for values, _ in seen),
        f"In {LATER} steps not one value of the network that was handed over has changed.",
        mistake="never_learns",
    )
    expect.that(
        not all(np.array_equal(started[0], values) for _, values in seen),
        f"In {LATER} steps the frozen network went on giving the values that the other one began with.",
        mistake="frozen_never_follows",
    )
    expect.that(
        not all(np.array_equal(values, frozen) for values, frozen in seen),
        f"After each of {len(seen)} episodes the frozen network and the one that learns were equal.",
        mistake="frozen_keeps_up",
    )
    passed.append("learns")


def check_approaches(sub, expect):
    """Learning brings the values of the actions taken nearer to their targets."""
    expect.that(len(passed) >= 4, "This is tried once the steps before it hold.")
    last = []

    def look(step, network):
        last[:] = [network]
        return step > LATER - 200

    short_training(sub, LATER, name="leaning_target", limit=SHORTER, look=look)
    before, actions, after, *_ = (np.asarray(part)[-4 * BATCH :] for part in sub.probe("observed"))
    values = np.concatenate([values_of(sub, last[0])(part) for part in np.split(before, 4)])
    taken, wanted = values[np.arange(len(values)), actions], 2 * after[:, 3]
    left = np.mean((taken - wanted) ** 2) / np.mean(wanted**2)
    expect.that(
        left < 0.25,  # a slow learner leaves a seventh, a usual one a hundred-thousandth
        f"The check asked for targets of its own, with a mean square of {np.mean(wanted**2):.1f}. After "
        f"{FIRST_LEARNING:,} steps of learning the mean square of what the values of the actions taken are off by is "
        f"{'many times that' if not left < 10 else f'{left:.0%} of that'}.",
        mistake="learns_away" if not left < 1.5 else None,
    )
    # pushed left the pole falls faster to the right by 0.58 than pushed right, so 1.17 lie between the two targets
    apart = float((values[:, 0] - values[:, 1]).mean())
    expect.that(
        apart > 0.4,
        f"Targets of the one action lay 1.17 above those of the other; the values that were learnt, {apart:.2f}.",
        mistake="blind_to_actions",
    )
    passed.append("approaches")


def check_balances(sub, expect):
    """The trained network keeps the pole up for 195 steps or more on average, over 20 fresh greedy episodes."""
    expect.that(len(passed) >= 5, "The training is tried once the steps before it hold.")
    network, environment = sub.build("make_q_network", 4, 64, 2), sub.environment("CartPole-v1", steps=STEPS)
    before = sub.parameters(network)
    trained = Trained(sub, network, environment, STEPS, int(sub.rng.integers(1000)), total=STEPS, pad_to=BATCH)
    sub.measure("training_seconds", trained.seconds)
    sub.measure("environment_steps", sub.get(environment.attr("steps")))
    sub.curve("return", trained.points)
    expect.that(not same(before, trained.last), "No parameter has changed in the training.", mistake="never_learns")
    mean = trained.mean_return(EPISODES)
    sub.measure("mean_return", mean)
    expect.that(
        mean >= SOLVED, f"Over {EPISODES} fresh episodes the pole stayed up for {mean:.1f} steps; {SOLVED} are asked."
    )
    expect.distinction(mean >= DISTINGUISHED, f"{mean:.1f} steps on average, of 500 that are possible")
