from collections import deque

import numpy as np
from agent.q_network import make_q_network, q_values
from neon.backends import gen_backend
from neon.optimizers import Adam

be = gen_backend(backend="cpu", batch_size=64, rng_seed=0)


def discounted_returns(rewards, discount):
    """By a matrix of powers of the discount."""
    steps = np.arange(len(rewards))
    ahead = steps[None, :] - steps[:, None]
    return (np.triu(discount ** np.maximum(ahead, 0)) @ np.asarray(rewards, float)).astype(np.float32)


def policy_loss(logits, actions, advantages):
    """For two actions: the logarithm of a logistic function of the difference."""
    favour = (logits[1] - logits[0]) * (2 * actions - 1)
    lost = be.maximum(-favour, 0) + be.log(1 + be.exp(-be.absolute(favour)))
    return be.mean(lost * advantages)


def train(environment, policy, baseline, steps, seed=0):
    """The slope at the logits by hand: probability less one-hot, times the advantage."""
    draw, latest = np.random.default_rng(seed), deque(maxlen=10)
    pairs = [(policy, Adam(learning_rate=2e-3)), (baseline, Adam(learning_rate=5e-3))]
    errors = be.zeros((2, be.bsz)), be.zeros((1, be.bsz))

    def learn(observations, actions, returns):
        n = len(actions)
        sums = [[0.0] * len(network.layers_to_optimize) for network, _ in pairs]
        for start in range(0, n, be.bsz):
            x, target = np.zeros((4, be.bsz), np.float32), np.zeros(be.bsz, np.float32)
            hot, width = np.zeros((2, be.bsz), np.float32), min(be.bsz, n - start)
            x[:, :width] = observations[start : start + width].T
            target[:width] = returns[start : start + width]
            hot[actions[start : start + width], np.arange(width)] = 1
            x = be.array(x)
            error = (baseline.fprop(x).get()[0] - target) * hot.sum(0)
            scores = policy.fprop(x).get()
            chances = np.exp(scores - scores.max(0))
            slopes = -(chances / chances.sum(0) - hot) * error, 2 * error[None]
            for (network, _), slope, held, kept in zip(pairs, slopes, errors, sums):
                held[:] = (slope * be.bsz / n).astype(np.float32)
                network.bprop(held)
                for i, layer in enumerate(network.layers_to_optimize):
                    kept[i] = kept[i] + layer.dW.get()
        for (network, optimizer), kept in zip(pairs, sums):
            for layer, total in zip(network.layers_to_optimize, kept):
                layer.dW[:] = total
            optimizer.optimize(network.layers_to_optimize, epoch=0)

    taken = 0
    while taken < steps:
        observation, episode = environment.reset()[0], []
        while taken < steps:
            left, right = q_values(policy, observation[None])[0]
            action = int(draw.random() < 1 / (1 + np.exp(left - right)))
            following, reward, terminated, truncated, _ = environment.step(action)
            episode.append((observation, action, reward))
            observation, taken = following, taken + 1
            if terminated or truncated:
                latest.append(len(episode))
                yield taken, float(len(episode))
                break
        observations, actions, rewards = zip(*episode)
        learn(np.array(observations), np.array(actions), discounted_returns(rewards, 0.99))
        if len(latest) == 10 and min(latest) >= 475:
            return
