from neon.backends import gen_backend
from neon.layers.layer import Layer

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


class Binarise(Layer):
    """Keep the window instead of the input, and write the sign as a comparison."""

    def configure(self, in_obj):
        super().configure(in_obj)
        self.out_shape = self.in_shape
        return self

    def allocate(self, shared_outputs=None):
        super().allocate(shared_outputs)
        self.window = be.iobuf(self.out_shape)

    def fprop(self, inputs, inference=False, beta=0.0):
        self.window[:] = be.less_equal(be.square(inputs), 1)
        self.outputs[:] = be.greater(inputs, 0) * 2 - 1
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        error[:] = error * self.window
        return error


binarise = Binarise()
