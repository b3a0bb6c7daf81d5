"""A policy gradient with a baseline: its returns, its loss, its bookkeeping, and 20 episodes of the judge's."""

import numpy as np
from tutor.judge import Trained, batch

BATCH, SHORT, STEPS, DISCOUNT = 64, 600, 50_000, 0.9
UNLIMITED = 1_000_000  # so that going past the steps is seen, and not cut short by the environment
EPISODES, SOLVED, DISTINGUISHED = 20, 195, 475
passed = []  # the steps that hold; the long training is tried after all before it


def same(one, other):
    """Whether two sets of parameters are equal to the last bit."""
    return all(np.array_equal(a.array, b.array) for a, b in zip(one.values(), other.values()))


def check_returns(sub, expect):
    """Each step's return is the discounted sum of what comes from there on."""
    for n in (1, int(sub.rng.integers(2, 9)), int(sub.rng.integers(50, 200))):
        rewards = sub.rng.normal(1, 1, size=n)
        want = np.array([np.polyval(rewards[step:][::-1], DISCOUNT) for step in range(n)])
        got = sub.call("discounted_returns", rewards.tolist(), DISCOUNT)
        mistakes = {
            "same_for_all": np.full(n, want[0]),
            "undiscounted": np.cumsum(rewards[::-1])[::-1],
            "past_rewards": np.array([np.polyval(rewards[: step + 1], DISCOUNT) for step in range(n)]),
            "discounts_from_start": want * DISCOUNT ** np.arange(n),
        }
        mistakes = mistakes if n > 1 else {}
        expect(got, f"the returns of {n} steps").shape((n,)).close(want, tolerance=1e-3, mistakes=mistakes)
    passed.append("returns")


def check_loss(sub, expect):
    """The loss is the mean of -log(probability of the action) times advantage, the advantage held constant."""
    logits = sub.rng.normal(0, 2, size=(BATCH, 2)).astype("float32")
    actions = sub.rng.integers(2, size=BATCH).astype("int64" if sub.framework == "pytorch" else "int32")
    advantages = sub.rng.normal(1, 2, size=BATCH).astype("float32")
    logs = (logits - np.log(np.exp(logits).sum(1, keepdims=True)))[np.arange(BATCH), actions]
    want = -np.mean(logs * advantages)
    arguments = batch(logits), batch(actions), batch(advantages)
    got = sub.call("policy_loss", *arguments, returns="scalar")
    mistakes = {
        "other_sign": -want,
        "sum_for_mean": want * BATCH,
        "no_logarithm": -np.mean(np.exp(logs) * advantages),
    }
    expect(got, "policy_loss").tensor().shape(()).close(want, tolerance=1e-3, mistakes=mistakes)
    held = sub.probe("holds_advantages", *arguments)
    expect.that(held, "The gradient of the loss by the advantages is not zero.", mistake="gradient_in_advantage")
    passed.append("loss")


def check_episodes(sub, expect):
    """After each episode comes one pair (steps so far, return), and both networks learn."""
    environment = sub.environment("CartPole-v1", steps=UNLIMITED)
    policy, baseline = (sub.build("make_q_network", 4, 64, outputs) for outputs in (2, 1))
    before, points = (sub.parameters(policy), sub.parameters(baseline)), []
    for point in sub.follow(
        "train", environment, policy, baseline, SHORT, int(sub.rng.integers(1000)), total=UNLIMITED
    ):
        points.append(point)
        if point[0] > SHORT:
            break
    taken = sub.get(environment.attr("steps"))
    expect.that(points, f"In {SHORT} steps train yielded nothing; an episode ends after some 20 steps.")
    expect.that(max(taken, points[-1][0]) <= SHORT, f"{taken} steps of {SHORT} were taken.", mistake="ignores_budget")
    said = f"the first pairs were {', '.join(f'({step}, {value:g})' for step, value in points[:4])}"
    fits = np.array_equal(np.cumsum([value for _, value in points]), [step for step, _ in points])
    expect.that(fits, f"Each step is worth 1, so the returns so far should add up to the steps so far; {said}.")
    expect.that(not same(before[0], sub.parameters(policy)), "", mistake="never_learns")
    expect.that(not same(before[1], sub.parameters(baseline)), "", mistake="baseline_never_learns")
    passed.append("episodes")


def check_balances(sub, expect):
    """The trained policy keeps the pole up for 195 steps or more on average, over 20 fresh greedy episodes."""
    expect.that(len(passed) == 3, "The training is tried once the steps before it hold.")
    policy, baseline = (sub.build("make_q_network", 4, 64, outputs) for outputs in (2, 1))
    environment, before = sub.environment("CartPole-v1", steps=STEPS), sub.parameters(policy)
    seed = int(sub.rng.integers(1000))
    trained = Trained(sub, policy, environment, baseline, STEPS, seed, total=STEPS, pad_to=BATCH)
    sub.measure("training_seconds", trained.seconds)
    sub.measure("environment_steps", sub.get(environment.attr("steps")))
    sub.curve("return", trained.points)
    expect.that(not same(before, trained.last), "", mistake="never_learns")
    mean = trained.mean_return(EPISODES)
    sub.measure("mean_return", mean)
    expect.that(
        mean >= SOLVED, f"Over {EPISODES} fresh episodes the pole stayed up for {mean:.1f} steps; {SOLVED} are asked."
    )
    expect.distinction(mean >= DISTINGUISHED, f"{mean:.1f} steps on average, of 500 that are possible")
