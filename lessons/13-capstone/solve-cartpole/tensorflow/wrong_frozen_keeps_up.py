from collections import deque

import keras
import tensorflow as tf
from agent.act import act, epsilon_at
from agent.q_network import make_q_network  # the check makes its networks by it
from agent.replay import ReplayBuffer
from agent.target_net import make_target, soft_update
from agent.td_target import td_loss, td_target


def dqn_target(online, frozen, rewards, next_observations, terminated, discount):
    """Return the targets (n,): the frozen network's value of the best next action."""
    return td_target(frozen(next_observations, training=False), rewards, terminated, discount)


def train(environment, network, steps, seed=0, target=dqn_target):
    """Copies the whole network after every learning step."""
    frozen = make_target(network)
    buffer = ReplayBuffer(5_000, seed)
    optimizer = keras.optimizers.Adam(1e-3)
    variables = network.trainable_variables
    optimizer.build(variables)

    @tf.function
    def choose(observation, epsilon):
        return act(network(observation[None], training=False), epsilon)[0]

    @tf.function
    def learn(observations, actions, rewards, next_observations, terminated):
        targets = target(network, frozen, rewards, next_observations, terminated, 0.98)
        with tf.GradientTape() as tape:
            loss = td_loss(network(observations, training=True), actions, targets)
        optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
        soft_update(frozen, network, 1.0)

    observation, _ = environment.reset()
    episode, latest = 0.0, deque(maxlen=10)
    for step in range(1, steps + 1):
        epsilon = tf.constant(epsilon_at(step, 1.0, 0.05, 2_000))
        action = int(choose(tf.constant(observation), epsilon))
        following, reward, terminated, truncated, _ = environment.step(action)
        buffer.add(observation, action, reward, following, terminated)
        observation, episode = following, episode + reward
        if step >= 1_000:
            learn(*buffer.sample(64))
        if terminated or truncated:
            yield step, episode
            latest.append(episode)
            if len(latest) == 10 and sum(latest) >= 4_750:
                return
            observation, _ = environment.reset()
            episode = 0.0
