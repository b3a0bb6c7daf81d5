from collections import deque

import numpy as np
from agent.act import act, epsilon_at
from agent.q_network import make_q_network  # the check makes its networks by it
from agent.replay import ReplayBuffer
from agent.target_net import make_target, soft_update
from agent.td_target import td_loss, td_target
from neon.backends import Autodiff, gen_backend
from neon.optimizers import Adam

be = gen_backend(backend="cpu", batch_size=64, rng_seed=0)


def dqn_target(online, frozen, rewards, next_observations, terminated, discount):
    """Return the targets (1, n): the frozen network's value of the best next action."""
    return td_target(frozen.fprop(next_observations, inference=True), rewards, terminated, discount)


def train(environment, network, steps, seed=0, target=dqn_target):
    """Moves on before it stores."""
    frozen = make_target(network)
    buffer, optimizer = ReplayBuffer(5_000, seed), Adam(learning_rate=1e-3)
    padded, observations = np.zeros((4, be.bsz), np.float32), be.zeros((4, be.bsz))
    actions, targets = be.zeros((1, be.bsz)), be.zeros((1, be.bsz))
    q = network.fprop(observations)
    gradient = Autodiff(td_loss(q, actions, targets), be)  # built once: q, actions and targets are buffers
    errors = be.zeros((2, be.bsz))  # one tensor for every bprop: the last bias may keep the first one it is given

    def learn():
        now, taken, rewards, following, terminated = buffer.sample(be.bsz)
        targets[:] = target(network, frozen, rewards, following, terminated, 0.98)
        actions[:] = taken
        network.fprop(now)
        (slope,) = gradient.get_grad_tensor([q])
        errors[:] = slope * be.bsz  # the loss is a mean already, and the optimiser divides by the batch size
        network.bprop(errors)
        optimizer.optimize(network.layers_to_optimize, epoch=0)
        soft_update(frozen, network, 0.02)

    observation, _ = environment.reset()
    episode, latest = 0.0, deque(maxlen=10)
    for step in range(1, steps + 1):
        padded[:, 0] = observation
        observations[:] = padded
        values = network.fprop(observations, inference=True)
        action = int(act(values, epsilon_at(step, 1.0, 0.05, 2_000)).get()[0, 0])
        following, reward, terminated, truncated, _ = environment.step(action)
        observation, episode = following, episode + reward
        buffer.add(observation, action, reward, following, terminated)
        if step >= 1_000:
            learn()
        if terminated or truncated:
            yield step, episode
            latest.append(episode)
            if len(latest) == 10 and sum(latest) >= 4_750:
                return
            observation, _ = environment.reset()
            episode = 0.0
