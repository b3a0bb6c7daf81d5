"""Counts the calls of loss()."""


def watched_fit(module, x, y):
    """Run fit(x, y): weights, bias, how often loss() was called, and False: a tape adds nothing up."""
    plain, calls = module.loss, []

    def loss(*arguments):
        calls.append(1)
        return plain(*arguments)

    module.loss = loss
    try:
        w, b = module.fit(x, y)
    finally:
        module.loss = plain
    return w, b, len(calls), False
