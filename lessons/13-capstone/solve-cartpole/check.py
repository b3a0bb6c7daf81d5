"""A DQN agent that trains itself: its targets, its bookkeeping, what learns, and at last 20 episodes of the judge's."""

import numpy as np
from tutor.judge import Trained, batch

BATCH, DISCOUNT = 64, 0.9
SHORT, FIRST_LEARNING, STEPS = 400, 1_000, 40_000
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


def short_training(sub, steps):
    """Train for some steps: the pairs, the network, its first parameters and values, and the steps really taken."""
    environment, network = sub.environment("CartPole-v1", steps=UNLIMITED), sub.build("make_q_network", 4, 64, 2)
    before = sub.parameters(network), values_of(sub, network)(SOME)
    sub.probe("watch")
    points = []
    target, seed = sub.hold("watched_target"), int(sub.rng.integers(1000))
    for step, value in sub.follow("train", environment, network, steps, seed, target, total=UNLIMITED):
        points.append((step, value))
        if step > steps:
            break
    return points, network, before, sub.get(environment.attr("steps"))


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
    points, _, _, taken = short_training(sub, SHORT)
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
    expect.that(min(returns) >= 5, f"An episode takes 8 steps at the least; {said}.", mistake="never_resets")
    fits = np.array_equal(np.cumsum(returns), [step for step, _ in points])
    expect.that(fits, f"Each step is worth 1, so the returns so far should add up to the steps so far; {said}.")
    passed.append("episodes")


def check_learns(sub, expect):
    """From step 1,000 on the network learns, by the target it is given, and a frozen network follows it."""
    expect.that(len(passed) >= 2, "This is tried once the steps before it hold.")
    steps = 2 * FIRST_LEARNING + 200
    _, network, (before, first), _ = short_training(sub, steps)
    called, one_network = sub.probe("watched")
    expect.that(called, f"In {steps} steps the function given as target was never called.", mistake="ignores_target")
    expect.that(not one_network, "", mistake="frozen_is_online")
    expect.that(
        not same(before, sub.parameters(network)),
        f"After {steps} steps not one parameter of the network that was handed over has changed.",
        mistake="never_learns",
    )
    frozen = values_of(sub, sub.hold("watched_frozen"))(SOME)  # its parameters may not count as trainable
    expect.that(
        not np.array_equal(first, frozen),
        f"After {steps} steps the frozen network still gives the values that the other one began with.",
        mistake="frozen_never_follows",
    )
    passed.append("learns")


def check_balances(sub, expect):
    """The trained network keeps the pole up for 195 steps or more on average, over 20 fresh greedy episodes."""
    expect.that(len(passed) >= 3, "The training is tried once the steps before it hold.")
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
