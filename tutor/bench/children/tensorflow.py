"""The workloads as TensorFlow's users write them: Keras and GradientTape, eager; `tf.function` as compiled variant."""

import os

from .work import DISCOUNT, MOMENTUM, RATE, Work, endless


class Side:
    """TensorFlow with Keras 3."""

    def start(self, device, threads, checkout):
        """Import what a training program imports (Keras is loaded when it is first touched), and fix the threads."""
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
        import tensorflow as tf

        tf.keras.layers, tf.keras.optimizers, tf.keras.losses  # noqa: B018  lazy modules
        self.tf, self.threads = tf, threads
        tf.get_logger().setLevel("ERROR")
        tf.config.threading.set_intra_op_parallelism_threads(threads)
        tf.config.threading.set_inter_op_parallelism_threads(threads)
        tf.config.experimental.enable_tensor_float_32_execution(False)
        if device == "cpu":
            tf.config.set_visible_devices([], "GPU")
        elif not tf.config.list_physical_devices("GPU"):
            raise RuntimeError("TensorFlow sees no GPU")
        self.gpu = device == "gpu"
        return tf.__version__

    def sync(self):
        """Wait for the GPU."""
        if self.gpu:
            self.tf.test.experimental.sync_devices()

    def wrong(self):
        """`tf.function` needs nothing."""
        return ""

    # the workloads -------------------------------------------------------------------------------------------
    def matmul(self, given, compiled):
        """`tf.matmul`."""
        a, b = self.tf.constant(given["a"]), self.tf.constant(given["b"])
        multiply = self._compiled(self.tf.matmul, compiled)
        kept = {}

        def step():
            kept["product"] = multiply(a, b)

        return Work(lambda: None, step, lambda: {"product": kept["product"].numpy()})

    def mlp(self, given, compiled):
        """A Sequential of Dense."""
        model = self._dense(given)
        batch = self.tf.constant(given["x"]), self.tf.constant(given["y"])
        return self._trained(model, compiled, self._plain(model), self._entropy(model), lambda: [batch])

    def convnet(self, given, compiled):
        """A Sequential of Conv2D, MaxPooling2D, Flatten and Dense; images are (N, H, W, C)."""
        layers = self.tf.keras.layers
        (k0, _, r, s), (k1, _, _, _), (flat, classes) = (given[name].shape for name in ("w0", "w1", "w2"))
        x = given["x"].transpose(0, 2, 3, 1)
        model = self.tf.keras.Sequential([
            layers.Input(x.shape[1:]),
            layers.Conv2D(k0, (r, s), activation="relu"), layers.MaxPooling2D(2),
            layers.Conv2D(k1, (r, s), activation="relu"), layers.MaxPooling2D(2),
            layers.Flatten(), layers.Dense(classes),
        ])  # fmt: skip
        side = round((flat // k1) ** 0.5)
        kernel, back = (2, 3, 1, 0), (3, 2, 0, 1)

        def by_maps(w):  # rows of the dense layer: (C, H, W) to (H, W, C)
            return w.reshape(k1, side, side, classes).transpose(1, 2, 0, 3).reshape(flat, classes)

        def by_rows(w):
            return w.reshape(side, side, k1, classes).transpose(2, 0, 1, 3).reshape(flat, classes)

        turned = [given["w0"].transpose(kernel), given["b0"], given["w1"].transpose(kernel), given["b1"]]
        model.set_weights([*turned, by_maps(given["w2"]), given["b2"]])
        batch = self.tf.constant(x), self.tf.constant(given["y"])

        def named(w0, b0, w1, b1, w2, b2):
            convolved = {"w0": w0.transpose(back), "b0": b0, "w1": w1.transpose(back), "b1": b1}
            return dict(convolved, w2=by_rows(w2), b2=b2)

        return self._trained(model, compiled, named, self._entropy(model), lambda: [batch])

    def lstm(self, given, compiled):
        """`LSTM` and a Dense on its last output."""
        layers = self.tf.keras.layers
        hidden, classes = given["w0"].shape
        model = self.tf.keras.Sequential(
            [layers.Input(given["x"].shape[1:]), layers.LSTM(hidden), layers.Dense(classes)]
        )
        names = ("wx", "wh", "b", "w0", "b0")
        model.set_weights([given[name] for name in names])
        batch = self.tf.constant(given["x"]), self.tf.constant(given["y"])
        return self._trained(model, compiled, lambda *w: dict(zip(names, w)), self._entropy(model), lambda: [batch])

    def attention(self, given, compiled):
        """Three Dense, `tf.matmul` and `tf.nn.softmax`."""
        tf = self.tf
        width, names = given["wq"].shape[0], ("wq", "wk", "wv")

        class Attention(tf.keras.Model):
            def __init__(self):
                super().__init__()
                self.q, self.k, self.v = (tf.keras.layers.Dense(width, use_bias=False) for _ in range(3))

            def call(self, x):
                scores = tf.matmul(self.q(x), self.k(x), transpose_b=True) * width**-0.5
                return tf.matmul(tf.nn.softmax(scores), self.v(x))

        model, x, y = Attention(), tf.constant(given["x"]), tf.constant(given["y"])
        model(x)
        model.set_weights([given[name] for name in names])

        def loss(x, y):
            return tf.reduce_mean(tf.square(model(x, training=True) - y)) * (width / 2)

        return self._trained(model, compiled, lambda *w: dict(zip(names, w)), loss, lambda: [(x, y)])

    def autoencoder(self, given, compiled):
        """A Sequential, trained over a tf.data.Dataset."""
        tf, model = self.tf, self._dense(given)
        data = self._batches((given["x"],))

        def loss(x):
            return tf.reduce_mean(tf.square(model(x, training=True) - x)) / 2

        return self._trained(model, compiled, self._plain(model), loss, lambda: data, epochs=True)

    def pipeline(self, given, compiled):
        """A tf.data.Dataset from memory."""
        data = self._batches((given["x"], given["y"]))

        def step():
            for _x, _y in data:
                pass

        def results():
            xs, ys = zip(*data)
            return {"x": self.tf.concat(xs, 0).numpy(), "y": self.tf.concat(ys, 0).numpy()}

        return Work(lambda: None, step, results)

    def dqn(self, given, compiled):
        """Two Sequentials; the replay memory is NumPy's, as a learner's is."""
        tf = self.tf
        model, target = self._dense(given), self._dense(given, "target_")
        parts = ("states", "next", "actions", "rewards", "done")
        drawn = iter(())

        def rewind():
            nonlocal drawn
            drawn = endless(given["places"])

        def batch():
            at = next(drawn)
            return [tuple(tf.constant(given[name][at]) for name in parts)]

        def loss(states, after, actions, rewards, done):
            wanted = rewards + DISCOUNT * (1 - done) * tf.reduce_max(target(after), axis=1)
            chosen = tf.gather(model(states, training=True), actions, batch_dims=1)
            return tf.reduce_mean(tf.square(chosen - tf.stop_gradient(wanted))) / 2

        rewind()
        return self._trained(model, compiled, self._plain(model), loss, batch, also=rewind)

    # what they share -----------------------------------------------------------------------------------------
    def _compiled(self, function, compiled):
        return self.tf.function(function) if compiled else function

    def _batches(self, arrays):
        options = self.tf.data.Options()
        options.threading.private_threadpool_size = self.threads
        return self.tf.data.Dataset.from_tensor_slices(arrays).batch(128).with_options(options)

    def _entropy(self, model):
        entropy = self.tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        return lambda x, y: entropy(y, model(x, training=True))

    def _dense(self, given, prefix=""):
        layers = self.tf.keras.layers
        weights = [given["%sw%d" % (prefix, n)] for n in range(sum(name.startswith(prefix + "w") for name in given))]
        model = self.tf.keras.Sequential([layers.Input(weights[0].shape[:1])])
        for n, w in enumerate(weights):
            model.add(layers.Dense(w.shape[1], activation="relu" if n < len(weights) - 1 else None))
        model.set_weights([a for n, w in enumerate(weights) for a in (w, given["%sb%d" % (prefix, n)])])
        return model

    def _plain(self, model):
        names = [name % n for n in range(len(model.trainable_variables) // 2) for name in ("w%d", "b%d")]
        return lambda *weights: dict(zip(names, weights))

    def _trained(self, model, compiled, named, loss, batches, epochs=False, also=lambda: None):
        """Work that trains `model` on each of `batches()`: one a step, or with `epochs` all of them."""
        tf = self.tf
        variables = model.trainable_variables
        optimizer = tf.keras.optimizers.SGD(RATE, momentum=MOMENTUM)
        optimizer.build(variables)
        first = [tf.identity(variable) for variable in variables]
        losses = []

        def update(*batch):
            with tf.GradientTape() as tape:
                value = loss(*batch)
            optimizer.apply_gradients(zip(tape.gradient(value, variables), variables))
            return value

        update = self._compiled(update, compiled)

        def step():
            if epochs:
                del losses[:]
            losses.extend(update(*batch) for batch in batches())

        def rewind():
            del losses[:]
            for variable, start in zip(variables, first):
                variable.assign(start)
            for variable in optimizer.variables:
                if "momentum" in variable.path:
                    variable.assign(tf.zeros_like(variable))
            also()

        def results():
            weights = named(*(variable.numpy() for variable in variables))
            return dict(weights, losses=tf.stack(losses).numpy())

        return Work(rewind, step, results)
