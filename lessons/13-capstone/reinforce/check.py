"""A policy gradient with a baseline: its returns, its loss, its bookkeeping, and 20 episodes of the judge's."""

import numpy as np
from tutor.judge import Trained, batch

BATCH, SHORT, LIMIT, STEPS, DISCOUNT = 64, 600, 4, 50_000, 0.9
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


def networks(sub):
    """A policy and a baseline."""
    return [sub.build("make_q_network", 4, 64, outputs) for outputs in (2, 1)]


def constant(sub, network, *outputs):
    """Have a network give the same outputs for every observation: its last biases, with nothing else."""
    values = {name: np.zeros(value.shape, "float32") for name, value in sub.parameters(network).items()}
    last = next(name for name, value in values.items() if value.size == len(outputs))
    values[last] += np.reshape(outputs, values[last].shape).astype("float32")
    sub.set_parameters(network, values)


def short_training(sub, policy, baseline, *, pay="each", limit=500):
    """Train for SHORT steps, in episodes of at most `limit`: the pairs, and the steps really taken."""
    environment = sub.environment("CartPole-v1", steps=UNLIMITED)
    sub.probe("observe", environment, limit, SHORT, pay)
    points = []
    for point in sub.follow(
        "train", environment, policy, baseline, SHORT, int(sub.rng.integers(1000)), total=UNLIMITED
    ):
        points.append(point)
        if point[0] > SHORT:
            break
    return points, sub.get(environment.attr("steps"))


def check_episodes(sub, expect):
    """After each episode comes one pair (steps so far, return), and both networks learn."""
    policy, baseline = networks(sub)
    before = sub.parameters(policy), sub.parameters(baseline)
    points, taken = short_training(sub, policy, baseline)
    expect.that(points, f"In {SHORT} steps train yielded nothing; an episode ends after some 20 steps.")
    expect.that(max(taken, points[-1][0]) <= SHORT, f"{taken} steps of {SHORT} were taken.", mistake="ignores_budget")
    said = f"the first pairs were {', '.join(f'({step}, {value:g})' for step, value in points[:4])}"
    fits = np.array_equal(np.cumsum([value for _, value in points]), [step for step, _ in points])
    expect.that(fits, f"Each step is worth 1, so the returns so far should add up to the steps so far; {said}.")
    over = np.asarray(sub.probe("observed")[1])
    expect.that(
        points[-1][0] != len(over) or over[-1],
        f"The last pair is ({points[-1][0]}, {points[-1][1]:g}), and its episode was still going on.",
        mistake="yields_cut_off",
    )
    expect.that(not same(before[0], sub.parameters(policy)), "", mistake="never_learns")
    expect.that(not same(before[1], sub.parameters(baseline)), "", mistake="baseline_never_learns")
    passed.append("episodes")


def check_drawn(sub, expect):
    """In training the actions are drawn by the probabilities that the policy gives them."""
    expect.that(len(passed) == 3, "This is tried once the steps before it hold.")
    policy, baseline = networks(sub)
    lead = float(sub.rng.uniform(1, 1.5) * sub.rng.choice([-1, 1]))
    constant(sub, policy, 0.0, lead)
    constant(sub, baseline, 0.0)
    short_training(sub, policy, baseline, pay="none")  # nothing is better than expected, so the policy stays
    share, want = float(np.mean(sub.probe("observed")[0])), 1 / (1 + np.exp(-lead))
    # of 600 steps the standard deviation is 0.02 at most
    expect.that(
        abs(share - want) < 0.1,
        f"A policy that gives action 1 the probability {want:.2f} in all states took it in {share:.0%} of the steps.",
        mistake="always_greedy" if share in (0, 1) else "not_by_probabilities",
    )
    passed.append("drawn")


def check_improves(sub, expect):
    """An action becomes more likely if more comes after it than the baseline expects."""
    expect.that(len(passed) == 4, "This is tried once the steps before it hold.")
    policy, baseline = networks(sub)
    before = sub.parameters(policy)
    short_training(sub, policy, baseline, pay="none")
    still = "There was no reward at all, and the baseline expected some; the policy stayed just as it was."
    expect.that(not same(before, sub.parameters(policy)), still, mistake="ignores_baseline")
    policy, baseline = networks(sub)
    constant(sub, policy, 0.0, 0.0)
    constant(sub, baseline, 0.0)
    points, _ = short_training(sub, policy, baseline, pay="later", limit=LIMIT)
    over = np.asarray(sub.probe("observed")[1])
    ends = (np.flatnonzero(over) + 1).tolist()
    expect.that(
        [step for step, _ in points] == ends,
        f"Episodes were truncated after {LIMIT} steps here; {len(ends)} came to an end, and {len(points)} pairs came.",
        mistake="goes_on_truncated",
    )
    nowhere = batch(np.zeros((BATCH, 4), "float32"))
    lead = float(np.diff(np.asarray(sub.forward(policy, nowhere))[0])[0])
    expected = float(np.asarray(sub.forward(baseline, nowhere))[0, 0])
    expect.that(
        lead > 0,
        f"Only action 1 brought a reward, at the next step. Of two equal logits its own is now {-lead:.3f} below.",
        mistake="learns_away",
    )
    expect.that(
        expected > 0,
        f"The returns were between 0 and {LIMIT - 1}; a baseline that began at 0 now expects {expected:.3f}.",
        mistake="baseline_learns_away",
    )
    passed.append("improves")


def check_balances(sub, expect):
    """The trained policy keeps the pole up for 195 steps or more on average, over 20 fresh greedy episodes."""
    expect.that(len(passed) == 5, "The training is tried once the steps before it hold.")
    policy, baseline = networks(sub)
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
