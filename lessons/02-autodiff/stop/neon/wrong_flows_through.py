from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)

STOPPED = -1.6
FLOWING = 1.28


def td_loss(w, state, reward, next_state):
    """The target is still a recipe."""
    target = reward + 0.9 * be.dot(w, next_state)
    return be.mean(be.square(be.dot(w, state) - target))
