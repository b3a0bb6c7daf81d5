from collections import deque

import numpy as np
from agent.q_network import make_q_network  # the check makes its networks by it
from neon.backends import Autodiff, gen_backend
from neon.optimizers import Adam

be = gen_backend(backend="cpu", batch_size=64, rng_seed=0)


def discounted_returns(rewards, discount):
    """Return, for each step of an episode, the discounted sum of its reward and all later ones: (steps,) float32."""
    returns, total = np.zeros(len(rewards), np.float32), 0.0
    for step in reversed(range(len(rewards))):
        total = rewards[step] + discount * total
        returns[step] = total
    return returns


def policy_loss(logits, actions, advantages):
    """Return the op-tree (1, 1) of the loss: logits (2, n), actions (1, n) and advantages (1, n) are tensors."""
    shifted = logits - be.max(logits, axis=0)
    log_probabilities = shifted - be.log(be.sum(be.exp(shifted), axis=0))
    taken = be.equal(actions, be.array(np.arange(2)))
    return -be.mean(be.sum(log_probabilities * taken, axis=0) * advantages)


def train(environment, policy, baseline, steps, seed=0):
    """Has the advantages the wrong way round."""
    rng = np.random.default_rng(seed)
    optimizer, baseline_optimizer = Adam(learning_rate=2e-3), Adam(learning_rate=5e-3)
    observations = be.zeros((4, be.bsz))
    actions, advantages = be.zeros((1, be.bsz)), be.zeros((1, be.bsz))
    logits = policy.fprop(observations)
    gradient = Autodiff(policy_loss(logits, actions, advantages), be)  # built once, over buffers
    slopes, errors = be.zeros((2, be.bsz)), be.zeros((1, be.bsz))  # for every bprop: the last bias may keep the first

    def choose(observation):
        observations[:] = padded(observation[:, None])
        left, right = policy.fprop(observations, inference=True).get()[:, 0]
        return int(rng.random() < 1 / (1 + np.exp(left - right)))

    def learn(seen, taken, returns):
        """One step of each optimiser for a whole episode, which goes through both networks in pieces of 64 columns."""
        layers = policy.layers_to_optimize + baseline.layers_to_optimize
        sums = [be.zeros(layer.W.shape) for layer in layers]
        for start in range(0, len(taken), be.bsz):
            piece = slice(start, start + be.bsz)
            real, target = padded(np.ones((1, len(taken[piece])))), padded(returns[None, piece])
            observations[:] = padded(seen[:, piece])
            actions[:] = padded(np.array(taken[piece])[None])
            error = (baseline.fprop(observations).get() - target) * real  # what only fills up counts for nothing
            advantages[:] = error
            policy.fprop(observations)
            (slope,) = gradient.get_grad_tensor([logits])
            slopes[:] = slope * be.bsz  # the loss is a mean already, and the optimisers divide by the batch size
            policy.bprop(slopes)
            errors[:] = 2 * error
            baseline.bprop(errors)
            for total, layer in zip(sums, layers):
                total[:] = total + layer.dW
        for total, layer in zip(sums, layers):
            layer.dW[:] = total * (be.bsz / len(taken))  # the mean over the episode
        optimizer.optimize(policy.layers_to_optimize, epoch=0)
        baseline_optimizer.optimize(baseline.layers_to_optimize, epoch=0)

    step, latest = 0, deque(maxlen=10)
    while step < steps:
        seen, taken, rewards, over = [], [], [], False
        observation, _ = environment.reset()
        while not over and step < steps:
            seen.append(observation)
            taken.append(choose(observation))
            observation, reward, terminated, truncated, _ = environment.step(taken[-1])
            rewards.append(reward)
            step, over = step + 1, terminated or truncated
        learn(np.stack(seen, axis=1), taken, discounted_returns(rewards, 0.99))
        if over:
            yield step, sum(rewards)
            latest.append(sum(rewards))
        if len(latest) == 10 and sum(latest) >= 4_750:
            return


def padded(array):
    """The array, filled up with zeros to be.bsz columns, as float32."""
    return np.pad(array, ((0, 0), (0, be.bsz - array.shape[1]))).astype(np.float32)
