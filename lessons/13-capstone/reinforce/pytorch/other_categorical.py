from collections import deque

import numpy as np
import torch
from agent.q_network import make_q_network
from torch.distributions import Categorical


def discounted_returns(rewards, discount):
    """By a matrix of powers of the discount."""
    steps = np.arange(len(rewards))
    ahead = steps[None, :] - steps[:, None]
    return (np.triu(discount ** np.maximum(ahead, 0)) @ np.asarray(rewards, float)).astype(np.float32)


def policy_loss(logits, actions, advantages):
    """By a distribution's log_prob."""
    return -torch.mean(Categorical(logits=logits).log_prob(actions) * advantages.detach())


def train(environment, policy, baseline, steps, seed=0):
    """An object of PyTorch draws; one optimiser with two groups steps on the sum of both losses."""
    torch.manual_seed(seed)
    groups = [{"params": policy.parameters()}, {"params": baseline.parameters(), "lr": 5e-3}]
    optimizer, taken, latest = torch.optim.Adam(groups, lr=2e-3), 0, deque(maxlen=10)
    while taken < steps:
        observation, over = environment.reset()[0], False
        seen, actions, rewards = [], [], []
        while not over and taken < steps:
            seen.append(torch.as_tensor(observation))
            with torch.no_grad():
                actions.append(Categorical(logits=policy(seen[-1])).sample())
            observation, reward, terminated, truncated, _ = environment.step(actions[-1].item())
            rewards.append(reward)
            taken, over = taken + 1, terminated or truncated
        observations, returns = torch.stack(seen), torch.as_tensor(discounted_returns(rewards, 0.99))
        advantages = returns - baseline(observations).squeeze(1)
        optimizer.zero_grad()
        (policy_loss(policy(observations), torch.stack(actions), advantages) + advantages.square().mean()).backward()
        optimizer.step()
        if over:
            latest.append(sum(rewards))
            yield taken, latest[-1]
        if len(latest) == 10 and min(latest) >= 475:
            return
