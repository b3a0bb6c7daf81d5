"""The workloads as neon's users write them, on the bundled port or upstream. neon has no variant to compile."""

import importlib

import numpy as np

from .work import DISCOUNT, MOMENTUM, RATE, Work, endless


class Side:
    """neon. Tensors are (features, batch); the batch size belongs to the backend, so each workload makes its own."""

    def start(self, device, threads, checkout):
        """Import what a training program imports, upstream's under the shim. NumPy's BLAS takes the threads."""
        if device == "gpu":
            raise RuntimeError("neon runs on the CPU here")
        if checkout:
            importlib.import_module("dltutor_worker.neon_shim").install(checkout)
        import neon
        import neon.backends
        import neon.callbacks.callbacks
        import neon.data
        import neon.initializers
        import neon.layers
        import neon.models
        import neon.optimizers
        import neon.transforms

        self.neon = neon
        return str(neon.__version__)

    def sync(self):
        """There is nothing to wait for."""

    def wrong(self):
        """Nobody compiles neon."""
        return "neon has nothing to compile"

    # the workloads -------------------------------------------------------------------------------------------
    def matmul(self, given, compiled):
        """`be.dot` into a tensor."""
        be = self._backend(32)
        a, b = be.array(given["a"]), be.array(given["b"])
        out = be.empty((a.shape[0], b.shape[1]))

        def step():
            out[:] = be.dot(a, b)

        return Work(lambda: None, step, lambda: {"product": out.get()})

    def mlp(self, given, compiled):
        """Affine layers with Rectlin, the last with Softmax."""
        be = self._backend(len(given["x"]))
        model = self.neon.models.Model(self._dense(given, self.neon.transforms.Softmax()))
        batch = be.array(np.ascontiguousarray(given["x"].T)), self._onehot(given["y"], 10)
        return self._trained(model, given["x"].shape[1], self._entropy(), _dense_names, lambda: [batch])

    def convnet(self, given, compiled):
        """Conv and Pooling, then Affine with Softmax."""
        layers, acts, array = self.neon.layers, self.neon.transforms, self._array
        n, channels, height, width = given["x"].shape
        be = self._backend(n)
        parts = []
        for w, b in ((given["w0"], given["b0"]), (given["w1"], given["b1"])):
            maps, _, r, s = w.shape
            parts += [
                layers.Conv((r, s, maps), init=array(w.reshape(maps, -1).T), bias=array(b), activation=acts.Rectlin()),
                layers.Pooling(2),
            ]
        w, b = given["w2"], given["b2"]
        parts.append(layers.Affine(w.shape[1], init=array(w.T), bias=array(b), activation=acts.Softmax()))
        model = self.neon.models.Model(parts)
        batch = be.array(np.ascontiguousarray(given["x"].reshape(n, -1).T)), self._onehot(given["y"], w.shape[1])

        def named(weights):
            found = {}
            for name, one in zip(("w0", "b0", "w1", "b1", "w2", "b2"), weights):
                one = one.get()
                found[name] = one.T.reshape(given[name].shape) if name[0] == "w" else one[:, 0]
            return found

        return self._trained(model, (channels, height, width), self._entropy(), named, lambda: [batch])

    def lstm(self, given, compiled):
        """LSTM, RecurrentLast and Affine; columns of the input are steps of all examples, one after another."""
        layers, acts = self.neon.layers, self.neon.transforms
        (n, steps, features), (hidden, classes) = given["x"].shape, given["w0"].shape
        be = self._backend(n)
        cell = layers.LSTM(
            hidden, init=self.neon.initializers.Constant(0.0), activation=acts.Tanh(),
            gate_activation=acts.Logistic(), reset_cells=True,
        )  # fmt: skip
        head = layers.Affine(
            classes, init=self._array(given["w0"].T), bias=self._array(given["b0"]), activation=acts.Softmax()
        )
        model = self.neon.models.Model([cell, layers.RecurrentLast(), head])
        gates = np.r_[0 : 2 * hidden, 3 * hidden : 4 * hidden, 2 * hidden : 3 * hidden]  # i f g o to i f o g and back

        def fill():
            arrays = given["wx"].T, given["wh"].T, given["b"][:, None]
            for view, array in zip((cell.W_input, cell.W_recur, cell.b), arrays):
                view[:] = be.array(np.ascontiguousarray(array[gates]))

        def named(weights):
            w, b = weights[1].get().T, weights[2].get()[:, 0]
            views = [view.get()[gates] for view in (cell.W_input, cell.W_recur, cell.b)]
            return {"wx": views[0].T, "wh": views[1].T, "b": views[2][:, 0], "w0": w, "b0": b}

        x = np.ascontiguousarray(given["x"].transpose(2, 1, 0).reshape(features, steps * n))
        batch = be.array(x), self._onehot(given["y"], classes)
        return self._trained(model, (features, steps), self._entropy(), named, lambda: [batch], fill=fill)

    def attention(self, given, compiled):
        """An op-tree of `be` functions, differentiated by Autodiff; the tree is built once and run at each step."""
        be, names = self._backend(32), ("wq", "wk", "wv")
        x, y = be.array(given["x"]), be.array(given["y"])
        weights = [be.array(given[name]) for name in names]
        gradients, speed = ([be.zeros(w.shape) for w in weights] for _ in range(2))
        tokens, width = x.shape
        q, k, v = (be.dot(x, w) for w in weights)
        scores = be.dot(q, k.T) * width**-0.5
        powers = be.exp(scores - be.max(scores, axis=1))
        tree = be.sum(be.square(be.dot(powers / be.sum(powers, axis=1), v) - y)) * (0.5 / tokens)
        auto = self.neon.backends.Autodiff(tree, be)
        cost, losses = be.zeros((1, 1)), []

        def step():
            cost[:] = tree
            auto.back_prop_grad(weights, gradients)
            for w, g, s in zip(weights, gradients, speed):
                s[:] = s * MOMENTUM - g * RATE
                w[:] = w + s
            losses.append(cost.get().item())

        def rewind():
            del losses[:]
            for name, w, s in zip(names, weights, speed):
                w[:] = be.array(given[name])
                s[:] = 0.0

        return Work(
            rewind, step, lambda: dict({name: w.get() for name, w in zip(names, weights)}, losses=np.array(losses))
        )

    def autoencoder(self, given, compiled):
        """Affine layers, trained over an ArrayIterator whose targets are its inputs."""
        self._backend(128)
        model = self.neon.models.Model(self._dense(given, None))
        data = self.neon.data.ArrayIterator(given["x"])
        cost = self.neon.transforms.MeanSquared()
        return self._trained(model, given["x"].shape[1], cost, _dense_names, lambda: data, epochs=True)

    def pipeline(self, given, compiled):
        """An ArrayIterator, which transposes and makes one-hot labels."""
        self._backend(128)
        data = self.neon.data.ArrayIterator(given["x"], given["y"], nclass=10)

        def step():
            for _x, _t in data:
                pass

        def results():
            pairs = [(x.get().T, t.get().argmax(axis=0)) for x, t in data]
            return {"x": np.concatenate([x for x, _ in pairs]), "y": np.concatenate([y for _, y in pairs])}

        return Work(lambda: None, step, results)

    def dqn(self, given, compiled):
        """Two models; targets are the network's own outputs but for the actions taken."""
        be = self._backend(given["places"].shape[1])
        features = given["states"].shape[1]
        model = self.neon.models.Model(self._dense(given, None))
        target = self.neon.models.Model(self._dense(given, None, "target_"))
        target.initialize(features)
        before, after = be.zeros((features, be.bsz)), be.zeros((features, be.bsz))
        wanted = be.zeros((given["w2"].shape[1], be.bsz))
        columns, drawn = np.arange(be.bsz), iter(())

        def rewind():
            nonlocal drawn
            drawn = endless(given["places"])

        def batch():
            at = next(drawn)
            before[:] = np.ascontiguousarray(given["states"][at].T)
            after[:] = np.ascontiguousarray(given["next"][at].T)
            best = target.fprop(after, inference=True).get().max(axis=0)
            values = model.fprop(before).get()
            values[given["actions"][at], columns] = given["rewards"][at] + DISCOUNT * (1 - given["done"][at]) * best
            wanted[:] = values
            return [(before, wanted)]

        rewind()
        cost = self.neon.transforms.SumSquared()
        return self._trained(model, features, cost, _dense_names, batch, also=rewind, ready=True)

    # what they share -----------------------------------------------------------------------------------------
    def _backend(self, batch):
        return self.neon.backends.gen_backend("cpu", batch_size=batch, rng_seed=0)

    def _array(self, values):
        column = values[:, None] if values.ndim == 1 else values
        return self.neon.initializers.Array(np.ascontiguousarray(column))

    def _entropy(self):
        return self.neon.transforms.CrossEntropyMulti()

    def _onehot(self, labels, classes):
        onehot = (np.arange(classes)[:, None] == labels[None, :]).astype(np.float32)
        return self.neon.NervanaObject.be.array(onehot)

    def _dense(self, given, last, prefix=""):
        layers, rectlin = self.neon.layers, self.neon.transforms.Rectlin
        count = sum(name.startswith(prefix + "w") for name in given)
        made = []
        for n in range(count):
            w, b = given["%sw%d" % (prefix, n)], given["%sb%d" % (prefix, n)]
            act = rectlin() if n < count - 1 else last
            made.append(layers.Affine(w.shape[1], init=self._array(w.T), bias=self._array(b), activation=act))
        return made

    def _trained(
        self, model, shape, costfunc, named, batches, epochs=False, also=lambda: None, fill=lambda: None, ready=False
    ):
        """Work that trains `model` on each of `batches()`: one a step, or with `epochs` all of them.

        `ready`: the batch has been through the model when it comes.
        """
        be = self.neon.NervanaObject.be
        cost = self.neon.layers.GeneralizedCost(costfunc)
        optimizer = self.neon.optimizers.GradientDescentMomentum(RATE, MOMENTUM)
        model.initialize(shape, cost)
        fill()
        weights = [pair[0][0] for pair in _pairs(model)]
        first = [be.array(w.get()) for w in weights]
        losses = []

        def step():
            if epochs:
                del losses[:]
            for x, t in batches():
                y = model.layers.layers[-1].outputs if ready else model.fprop(x)
                losses.append(np.asarray(cost.get_cost(y, t)).item())
                model.bprop(cost.get_errors(y, t))
                optimizer.optimize(model.layers_to_optimize, epoch=0)

        def rewind():
            del losses[:]
            for w, start in zip(weights, first):
                w[:] = start
            for _, states in _pairs(model):
                for state in states:
                    state[:] = 0.0
            also()

        return Work(rewind, step, lambda: dict(named(weights), losses=np.array(losses)))


def _pairs(model):
    """((weights, gradient), states) of every layer's parameters, in order."""
    found = []
    for layer in model.layers.layers:
        if getattr(layer, "has_params", False):
            own = layer.get_params()
            found += own if isinstance(own, list) else [own]
    return found


def _dense_names(weights):
    arrays = [w.get() for w in weights]
    return {("w%d" if n % 2 == 0 else "b%d") % (n // 2): a.T if n % 2 == 0 else a[:, 0] for n, a in enumerate(arrays)}
