from collections import deque

import keras
import numpy as np
import tensorflow as tf
from agent.q_network import make_q_network, q_values


def discounted_returns(rewards, discount):
    """As a scan from the end."""
    backwards = tf.constant(rewards, tf.float32)[::-1]
    return tf.scan(lambda total, reward: reward + discount * total, backwards).numpy()[::-1]


def policy_loss(logits, actions, advantages):
    """By a mask of the actions."""
    logs = tf.reduce_sum(tf.nn.log_softmax(logits) * tf.one_hot(actions, 2), axis=1)
    return -tf.reduce_mean(logs * tf.stop_gradient(advantages))


def train(environment, policy, baseline, steps, seed=0):
    """Draws in NumPy through the boundary; two tapes."""
    draw, latest = np.random.default_rng(seed), deque(maxlen=10)
    optimizers = [keras.optimizers.Adam(2e-3), keras.optimizers.Adam(5e-3)]
    for optimizer, network in zip(optimizers, (policy, baseline)):
        optimizer.build(network.trainable_variables)

    @tf.function(reduce_retracing=True)
    def learn(observations, actions, returns):
        with tf.GradientTape() as tape:
            error = returns - tf.squeeze(baseline(observations), 1)
            loss = tf.reduce_mean(error**2)
        slopes = tape.gradient(loss, baseline.trainable_variables)
        with tf.GradientTape() as tape:
            loss = policy_loss(policy(observations), actions, error)
        variables = policy.trainable_variables
        optimizers[0].apply_gradients(zip(tape.gradient(loss, variables), variables))
        optimizers[1].apply_gradients(zip(slopes, baseline.trainable_variables))

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
        returns = discounted_returns(rewards, 0.99)
        learn(tf.constant(np.array(observations)), tf.constant(actions), tf.constant(returns))
        if len(latest) == 10 and min(latest) >= 475:
            return
