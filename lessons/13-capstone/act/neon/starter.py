from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=64, rng_seed=0)


def epsilon_at(step, start, end, steps):
    """Return the chance of a random action at a step: linear from start to end, then end."""
    # TODO


def act(q, epsilon, training=True):
    """Return an action (1, n) for each column of the values q (actions, n)."""
    # TODO
