"""Looks at the actions again after the values have been overwritten."""


def looked_at_later(module, q, training):
    """The greedy actions for q, read when q holds something else, as a network's output buffer soon does."""
    actions = module.act(q, 0.0, training)
    q.neg_()
    return actions
