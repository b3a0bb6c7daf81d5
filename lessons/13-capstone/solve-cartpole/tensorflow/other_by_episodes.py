import keras
import numpy as np
import tensorflow as tf
from agent.act import epsilon_at
from agent.q_network import make_q_network, q_values
from agent.replay import ReplayBuffer
from agent.target_net import make_target


def dqn_target(online, frozen, rewards, next_observations, terminated, discount):
    """The formula once more, without the earlier stage."""
    best = tf.reduce_max(frozen(next_observations), axis=1)
    return tf.stop_gradient(tf.where(terminated > 0.5, rewards, rewards + discount * best))


def train(environment, network, steps, seed=0, target=dqn_target):
    """Loops over episodes, draws in NumPy, follows inside the same graph, and puts the best weights back."""
    rng, buffer = np.random.default_rng(seed), ReplayBuffer(5_000, seed)
    frozen, optimizer = make_target(network), keras.optimizers.Adam(1e-3)
    optimizer.build(network.trainable_variables)

    @tf.function
    def learn(now, actions, rewards, later, ends):
        goal = target(network, frozen, rewards, later, ends, 0.98)
        with tf.GradientTape() as tape:
            taken = tf.reduce_sum(network(now) * tf.one_hot(actions, 2), axis=1)
            size = tf.abs(taken - goal)
            loss = tf.reduce_mean(tf.where(size < 1, 0.5 * size**2, size - 0.5))
        optimizer.apply(tape.gradient(loss, network.trainable_variables))
        for theirs, ours in zip(frozen.variables, network.variables):
            theirs.assign_add(0.02 * (ours - theirs))

    steps_taken, returns, best, kept = 0, [], 0.0, network.get_weights()
    while steps_taken < steps and (len(returns) < 10 or np.mean(returns[-10:]) < 475):
        observation, over, total = environment.reset()[0], False, 0.0
        while not over and steps_taken < steps:
            steps_taken += 1
            if rng.random() < epsilon_at(steps_taken, 1.0, 0.05, 2_000):
                action = int(rng.integers(2))
            else:
                action = int(q_values(network, observation[None])[0].argmax())
            following, reward, terminated, truncated, _ = environment.step(action)
            buffer.add(observation, action, reward, following, terminated)
            observation, total, over = following, total + reward, terminated or truncated
            if steps_taken >= 1_000:
                learn(*buffer.sample(64))
        if over:
            returns.append(total)
            yield steps_taken, total
            if len(returns) >= 10 and np.mean(returns[-10:]) >= best:
                best, kept = np.mean(returns[-10:]), network.get_weights()
    network.set_weights(kept)
