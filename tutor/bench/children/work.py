"""What every framework's side shares: a workload made ready, and how all of them train."""

RATE, MOMENTUM, DISCOUNT = 0.01, 0.9, 0.99  # as in the reference, which a test compares


class Work:
    """A workload made ready: `rewind` puts it back to its beginning, `step` does one unit of it.

    `results` returns the arrays that are compared, in the layout of the inputs. All three are callables.
    """

    def __init__(self, rewind, step, results, note=""):
        self.rewind, self.step, self.results, self.note = rewind, step, results, note


def endless(rows):
    """Yield the rows again and again."""
    while True:
        yield from rows
