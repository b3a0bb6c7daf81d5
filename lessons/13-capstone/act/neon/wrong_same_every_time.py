from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=64, rng_seed=0)


def epsilon_at(step, start, end, steps):
    """Return the chance of a random action at a step: linear from start to end, then end."""
    return start + (end - start) * min(step / steps, 1.0)


def act(q, epsilon, training=True):
    """Return an action (1, n) for each column of the values q (actions, n)."""
    actions, n = q.shape
    greedy = be.argmax(q, axis=0)
    if not training:
        return greedy.astensor()
    be.rng_reset()
    explore = be.array(be.rng.uniform(size=(1, n)) < epsilon)
    anything = be.array(be.rng.randint(actions, size=(1, n)))
    return (explore * anything + (1 - explore) * greedy).astensor()
