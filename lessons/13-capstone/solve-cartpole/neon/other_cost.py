import numpy as np
from agent.act import epsilon_at
from agent.q_network import make_q_network, q_values
from agent.replay import ReplayBuffer
from agent.target_net import make_target, soft_update
from neon.backends import gen_backend
from neon.layers import GeneralizedCost
from neon.optimizers import Adam
from neon.transforms import SmoothL1Loss

be = gen_backend(backend="cpu", batch_size=64, rng_seed=0)


def dqn_target(online, frozen, rewards, next_observations, terminated, discount):
    """The formula once more, without the earlier stage."""
    targets = be.empty((1, be.bsz))
    best = be.max(frozen.fprop(next_observations, inference=True), axis=0)
    targets[:] = rewards + (1 - terminated) * best * discount
    return targets


def train(environment, network, steps, seed=0, target=dqn_target):
    """One of neon's costs: what was not taken is its own target, so its error is zero."""
    rng, buffer, frozen = np.random.default_rng(seed), ReplayBuffer(5_000, seed), make_target(network)
    cost, optimizer = GeneralizedCost(costfunc=SmoothL1Loss()), Adam(learning_rate=1e-3)
    cost.initialize(network.layers.layers[-1])
    goals, every = be.zeros((2, be.bsz)), be.array(np.arange(2))

    def learn():
        now, actions, rewards, later, ends = buffer.sample(be.bsz)
        wanted = target(network, frozen, rewards, later, ends, 0.98)
        q = network.fprop(now)
        goals[:] = q + be.equal(actions, every) * (wanted - q)
        network.bprop(cost.get_errors(q, goals))
        optimizer.optimize(network.layers_to_optimize, epoch=0)
        soft_update(frozen, network, 0.02)

    taken, returns = 0, []
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
                learn()
        if over:
            returns.append(total)
            yield taken, total
