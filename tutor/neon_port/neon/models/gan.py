"""Generative adversarial models."""

import numpy as np

from neon.backends.number import Number
from neon.layers.deltas import DeltasTree
from neon.layers.gan import GenerativeAdversarial
from neon.models.training import Model


class GAN(Model):
    """A generator and a discriminator trained against each other.

    Args:
        layers: GenerativeAdversarial(generator, discriminator).
        noise_dim: shape of the generator's input.
        noise_type: 'normal' or 'uniform' (−1 to 1), drawn from NumPy's **global** generator.
        k: updates of the discriminator for one of the generator (the first minibatches of all train it alone).
        wgan_param_clamp: bound of the discriminator's weights (Wasserstein GAN).
        wgan_train_sched: 100 updates of the discriminator for one at the start and every 500th time.

    Attributes:
        z0: a fixed minibatch of noise, drawn first, for looking at the generator's progress.
        cost_dis, cost_gen: costs of the last minibatch, ndarray (1, 1).
    """

    def __init__(
        self, layers, noise_dim, noise_type="normal", weights_only=False, name="model", optimizer=None, k=1,
        wgan_param_clamp=None, wgan_train_sched=False,
    ):  # fmt: skip
        if noise_type not in ("normal", "uniform"):
            raise ValueError(f"noise_type must be 'normal' or 'uniform', got {noise_type!r}")
        self.noise_dim, self.noise_type, self.k = noise_dim, noise_type, k
        self.wgan_param_clamp, self.wgan_train_sched = wgan_param_clamp, wgan_train_sched
        self.gen_iter = self.current_batch = self.last_gen_batch = 0
        self.cost_dis = self.cost_gen = Number.of(np.zeros((1, 1), dtype=np.float32))
        super().__init__(layers, weights_only=weights_only, name=name, optimizer=optimizer)
        if not isinstance(self.layers, GenerativeAdversarial):
            raise TypeError("GAN takes layers=GenerativeAdversarial(generator, discriminator)")

    def initialize(self, dataset, cost=None):
        """Learn the shapes and make buffers and weights; the generator begins with `noise_dim`."""
        if not self.initialized:
            generator, discriminator = self.layers.generator, self.layers.discriminator
            generator.configure(self.noise_dim)
            discriminator.configure(generator.layers[-1])
            self.layers.in_shape, self.layers.out_shape = generator.in_shape, discriminator.out_shape
            generator.allocate()
            discriminator.allocate(accumulate_updates=True)
            tree = DeltasTree()
            for layer in self.layers.layers:
                layer.allocate_deltas(tree)
            tree.allocate_buffers()
            for layer in reversed(self.layers.layers):
                layer.set_deltas(tree)
            self.zbuf, self.z0 = self.be.iobuf(self.noise_dim), self.be.iobuf(self.noise_dim)
            self.fill_noise(self.z0, normal=self.noise_type == "normal")
            self.ybuf = self.be.iobuf((1,))
            self.initialized = True
        if cost is not None and cost is not self.cost:
            cost.initialize(self.layers.layers[-1])
            self.cost = cost

    @staticmethod
    def clip_param_in_layers(layer_list, abs_bound=None):
        """Hold every weight of the layers between ±abs_bound."""
        if not abs_bound:
            return
        for layer in layer_list:
            params = layer.get_params() or []
            for (weight, _), _ in params if isinstance(params, list) else [params]:
                weight[:] = weight.backend.clip(weight, -abs(float(abs_bound)), abs(float(abs_bound)))

    def fill_noise(self, z, normal=True):
        """Fill a tensor with noise from np.random."""
        if normal:
            self.be.fill_normal(z)
        else:
            z[:] = np.random.uniform(-1.0, 1.0, z.shape)

    def get_k(self, giter):
        """Updates of the discriminator for the generator's update number `giter`."""
        return 100 if self.wgan_train_sched and (giter < 25 or giter % 500 == 0) else self.k

    def fprop_gen(self, x, inference=False):
        """Run the generator."""
        return self.layers.generator.fprop(x, inference)

    def fprop_dis(self, x, inference=False):
        """Run the discriminator."""
        return self.layers.discriminator.fprop(x, inference)

    def bprop_dis(self, delta):
        """Propagate back through the discriminator; returns the gradient of its inputs."""
        return self.layers.discriminator.bprop(delta)

    def bprop_gen(self, delta):
        """Propagate back through the generator."""
        return self.layers.generator.bprop(delta)

    def _epoch_fit(self, dataset, callbacks):
        """Run one epoch."""
        epoch, total = self.epoch_index, np.zeros((1, 1), dtype=np.float32)
        for minibatch, (x, _) in enumerate(dataset):
            callbacks.on_minibatch_begin(epoch, minibatch)
            self._train_discriminator(x, epoch)
            if self.current_batch == self.last_gen_batch + self.get_k(self.gen_iter):
                self._train_generator(epoch)
                self.last_gen_batch = self.current_batch
            self.current_batch += 1
            total += np.asarray(self.cost_dis)
            self.total_cost = Number.of(total / (minibatch + 1))
            callbacks.on_minibatch_end(epoch, minibatch)

    def _train_discriminator(self, x, epoch):
        """One update of the discriminator, on generated and on real data."""
        function, discriminator = self.cost.costfunc, self.layers.discriminator
        self.clip_param_in_layers(discriminator.layers_to_optimize, self.wgan_param_clamp)
        self.fill_noise(self.zbuf, normal=self.noise_type == "normal")
        y_noise = self.fprop_dis(self.fprop_gen(self.zbuf))
        self.ybuf[:] = y_noise
        self.bprop_dis(self._errors(function.bprop_noise(y_noise)))
        discriminator.set_acc_on(True)
        y_data = self.fprop_dis(x)
        value = self.be.mean(function(y_data, self.ybuf)).asnumpyarray()
        self.bprop_dis(self._errors(function.bprop_data(y_data)))
        discriminator.set_acc_on(False)
        self.optimizer.optimize(discriminator.layers_to_optimize, epoch=epoch)
        self.cost_dis = self.cost.cost = Number.of(value)

    def _train_generator(self, epoch):
        """One update of the generator."""
        function = self.cost.costfunc
        self.fill_noise(self.zbuf, normal=self.noise_type == "normal")
        y_noise = self.fprop_dis(self.fprop_gen(self.zbuf))
        self.ybuf[:] = y_noise
        error = self._errors(function.bprop_generator(y_noise))
        self.bprop_gen(self.bprop_dis(error))
        self.optimizer.optimize(self.layers.generator.layers_to_optimize, epoch=epoch)
        self.cost_gen = Number.of(self.be.mean(-self.be.safelog(self.ybuf)).asnumpyarray())
        self.gen_iter += 1

    def _errors(self, tree):
        self.cost.deltas[:] = tree
        return self.cost.deltas
