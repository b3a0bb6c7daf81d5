STOPPED = 1.28
FLOWING = -1.6


def td_loss(w, state, reward, next_state):
    """Right code, predictions the wrong way round."""
    target = (reward + 0.9 * next_state @ w).detach()
    return ((state @ w - target) ** 2).mean()
