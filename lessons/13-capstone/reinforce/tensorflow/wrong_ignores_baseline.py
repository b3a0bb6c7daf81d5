from collections import deque

import keras
import numpy as np
import tensorflow as tf
from agent.q_network import make_q_network  # the check makes its networks by it


def discounted_returns(rewards, discount):
    """Return, for each step of an episode, the discounted sum of its reward and all later ones: (steps,) float32."""
    returns, total = np.zeros(len(rewards), np.float32), 0.0
    for step in reversed(range(len(rewards))):
        total = rewards[step] + discount * total
        returns[step] = total
    return returns


def policy_loss(logits, actions, advantages):
    """Return the loss, shape (), whose gradient makes actions (n,) with positive advantages (n,) more likely."""
    surprise = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=actions, logits=logits)
    return tf.reduce_mean(surprise * tf.stop_gradient(advantages))


def train(environment, policy, baseline, steps, seed=0):
    """Weighs by the returns."""
    rng = np.random.default_rng(seed)
    optimizer, baseline_optimizer = keras.optimizers.Adam(2e-3), keras.optimizers.Adam(5e-3)
    optimizer.build(policy.trainable_variables)
    baseline_optimizer.build(baseline.trainable_variables)

    @tf.function
    def probabilities(observation):
        return tf.nn.softmax(policy(observation[None], training=False))[0]

    @tf.function(reduce_retracing=True)
    def learn(observations, actions, returns):
        with tf.GradientTape(persistent=True) as tape:
            values = baseline(observations, training=True)[:, 0]
            loss = policy_loss(policy(observations, training=True), actions, returns)
            error = tf.reduce_mean(tf.square(values - returns))
        optimizer.apply(tape.gradient(loss, policy.trainable_variables))
        baseline_optimizer.apply(tape.gradient(error, baseline.trainable_variables))

    step, latest = 0, deque(maxlen=10)
    while step < steps:
        observations, actions, rewards, over = [], [], [], False
        observation, _ = environment.reset()
        while not over and step < steps:
            observations.append(observation)
            actions.append(int(rng.random() < probabilities(tf.constant(observation)).numpy()[1]))
            observation, reward, terminated, truncated, _ = environment.step(actions[-1])
            rewards.append(reward)
            step, over = step + 1, terminated or truncated
        returns = tf.constant(discounted_returns(rewards, 0.99))
        learn(tf.constant(np.stack(observations)), tf.constant(actions, tf.int32), returns)
        if over:
            yield step, sum(rewards)
            latest.append(sum(rewards))
        if len(latest) == 10 and sum(latest) >= 4_750:
            return
