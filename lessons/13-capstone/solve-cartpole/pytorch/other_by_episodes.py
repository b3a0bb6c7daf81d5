import copy

import numpy as np
import torch
from agent.act import epsilon_at
from agent.q_network import make_q_network, q_values
from agent.replay import ReplayBuffer


def dqn_target(online, frozen, rewards, next_observations, terminated, discount):
    """The formula once more, without the earlier stage."""
    with torch.no_grad():
        return torch.where(terminated > 0, rewards, rewards + discount * frozen(next_observations).max(1).values)


def train(environment, network, steps, seed=0, target=dqn_target):
    """Loops over episodes, draws in NumPy, and puts the best parameters back at its end."""
    rng, buffer = np.random.default_rng(seed), ReplayBuffer(5_000, seed)
    frozen = copy.deepcopy(network).requires_grad_(False)
    ours, theirs = list(network.parameters()), list(frozen.parameters())
    optimizer = torch.optim.Adam(ours, lr=1e-3, foreach=True)
    taken, returns, best, kept = 0, [], 0.0, copy.deepcopy(network.state_dict())
    while taken < steps and (len(returns) < 10 or np.mean(returns[-10:]) < 475):
        observation, over, total = environment.reset()[0], False, 0.0
        while not over and taken < steps:
            taken += 1
            if rng.random() < epsilon_at(taken, 1.0, 0.05, 2_000):
                action = int(rng.integers(2))
            else:
                action = int(q_values(network, observation[None])[0].argmax())
            following, reward, terminated, truncated, _ = environment.step(action)
            buffer.add(observation, action, reward, following, terminated)
            observation, total, over = following, total + reward, terminated or truncated
            if taken >= 1_000:
                now, actions, rewards, later, ends = buffer.sample(64)
                goal = target(network, frozen, rewards, later, ends, 0.98)
                error = network(now)[torch.arange(64), actions] - goal
                optimizer.zero_grad()
                torch.nn.functional.huber_loss(error, torch.zeros_like(error)).backward()
                optimizer.step()
                torch._foreach_lerp_(theirs, [p.detach() for p in ours], 0.02)
        if over:
            returns.append(total)
            yield taken, total
            if len(returns) >= 10 and np.mean(returns[-10:]) >= best:
                best, kept = np.mean(returns[-10:]), copy.deepcopy(network.state_dict())
    network.load_state_dict(kept)
