import tensorflow as tf


class ReplayBuffer:
    """Assigns every batch to the same variables."""

    def __init__(self, capacity, seed):
        self.capacity, self.added = capacity, 0
        shapes = [(4,), (), (), (4,), ()]
        kinds = [tf.float32, tf.int32, tf.float32, tf.float32, tf.float32]
        self.parts = [tf.Variable(tf.zeros((capacity, *shape), kind)) for shape, kind in zip(shapes, kinds)]
        self.batch = None
        self.generator = tf.random.Generator.from_seed(seed)

    def __len__(self):
        return min(self.added, self.capacity)

    def add(self, *transition):
        """Scatter each part into its row."""
        row = [[self.added % self.capacity]]
        for part, value in zip(self.parts, transition, strict=True):
            part.scatter_nd_update(row, [tf.cast(value, part.dtype)])
        self.added += 1

    def sample(self, n):
        """Gather n rows."""
        rows = self.generator.uniform((n,), maxval=len(self), dtype=tf.int32)
        drawn = [tf.gather(part, rows) for part in self.parts]
        if self.batch is None:
            self.batch = [tf.Variable(part) for part in drawn]
        for variable, part in zip(self.batch, drawn):
            variable.assign(part)
        return self.batch
