"""The workloads as PyTorch's users write them: eager modules, `torch.compile` as the compiled variant."""

import shutil

from .work import DISCOUNT, MOMENTUM, RATE, Work, endless


class Side:
    """PyTorch."""

    def start(self, device, threads, checkout):
        """Import what a training program imports, and fix the threads."""
        import torch
        import torch.nn.functional
        import torch.utils.data

        self.torch = torch
        torch.set_num_threads(threads)
        torch.set_num_interop_threads(threads)
        torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = False
        if device == "gpu" and not torch.cuda.is_available():
            raise RuntimeError("PyTorch sees no GPU")
        self.device = torch.device("cuda" if device == "gpu" else "cpu")
        return torch.__version__

    def sync(self):
        """Wait for the GPU."""
        if self.device.type == "cuda":
            self.torch.cuda.synchronize()

    def wrong(self):
        """`torch.compile` makes C++ for the CPU."""
        if self.device.type == "cpu" and not any(map(shutil.which, ("c++", "g++", "clang++"))):
            return "torch.compile needs a C++ compiler (c++, g++ or clang++), and none is on the path"
        return ""

    # the workloads -------------------------------------------------------------------------------------------
    def matmul(self, given, compiled):
        """`a @ b`."""
        a, b = self._tensor(given["a"]), self._tensor(given["b"])
        multiply = self._compiled(self.torch.matmul, compiled)
        kept = {}

        def step():
            kept["product"] = multiply(a, b)

        return Work(lambda: None, step, lambda: {"product": kept["product"].cpu().numpy()})

    def mlp(self, given, compiled):
        """A Sequential of Linear and ReLU."""
        model = self._dense(given)
        x, y = self._tensor(given["x"]), self._tensor(given["y"])
        return self._trained(model, compiled, self._names(model), lambda call: self._entropy(call(x), y))

    def convnet(self, given, compiled):
        """A Sequential of Conv2d, ReLU, MaxPool2d, Flatten and Linear."""
        nn = self.torch.nn
        (k0, c0, r, s), (k1, c1, _, _), (flat, classes) = (given[name].shape for name in ("w0", "w1", "w2"))
        layers = [nn.Conv2d(c0, k0, (r, s)), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(c1, k1, (r, s)), nn.ReLU()]
        layers += [nn.MaxPool2d(2), nn.Flatten(), nn.Linear(flat, classes)]
        model = nn.Sequential(*layers).to(self.device)
        arrays = [given[name].T if name == "w2" else given[name] for name in ("w0", "b0", "w1", "b1", "w2", "b2")]
        self._fill(model.parameters(), arrays)
        x, y = self._tensor(given["x"]), self._tensor(given["y"])
        names = [("w0", False), ("b0", False), ("w1", False), ("b1", False), ("w2", True), ("b2", False)]
        return self._trained(model, compiled, names, lambda call: self._entropy(call(x), y))

    def lstm(self, given, compiled):
        """`nn.LSTM` and a Linear on its last output; its second bias, which others lack, stays at zero."""
        torch = self.torch
        features, gates = given["wx"].shape

        class Last(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.lstm = torch.nn.LSTM(features, gates // 4, batch_first=True)
                self.head = torch.nn.Linear(gates // 4, given["w0"].shape[1])

            def forward(self, x):
                return self.head(self.lstm(x)[0][:, -1])

        model = Last().to(self.device)
        lstm, head = model.lstm, model.head
        trained = [lstm.weight_ih_l0, lstm.weight_hh_l0, lstm.bias_ih_l0, head.weight, head.bias]
        self._fill(trained, [given["wx"].T, given["wh"].T, given["b"], given["w0"].T, given["b0"]])
        torch.nn.init.zeros_(lstm.bias_hh_l0).requires_grad_(False)
        x, y = self._tensor(given["x"]), self._tensor(given["y"])
        names = [("wx", True), ("wh", True), ("b", False), ("w0", True), ("b0", False)]
        work = self._trained(model, compiled, names, lambda call: self._entropy(call(x), y))
        if compiled and not getattr(torch._dynamo.config, "allow_rnn", True):
            work.note = "torch.compile leaves nn.LSTM as it is"
        return work

    def attention(self, given, compiled):
        """Three Linear and `scaled_dot_product_attention`, one head."""
        torch = self.torch
        width = given["wq"].shape[0]

        class Attention(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.q, self.k, self.v = (torch.nn.Linear(width, width, bias=False) for _ in range(3))

            def forward(self, x):
                q, k, v = (one(x).view(1, 1, *x.shape) for one in (self.q, self.k, self.v))
                return torch.nn.functional.scaled_dot_product_attention(q, k, v)[0, 0]

        model = Attention().to(self.device)
        self._fill(model.parameters(), [given[name].T for name in ("wq", "wk", "wv")])
        x, y = self._tensor(given["x"]), self._tensor(given["y"])
        loss = torch.nn.functional.mse_loss
        names = [("wq", True), ("wk", True), ("wv", True)]
        return self._trained(model, compiled, names, lambda call: loss(call(x), y) * (width / 2))

    def autoencoder(self, given, compiled):
        """A Sequential, trained over a DataLoader."""
        torch = self.torch
        model = self._dense(given)
        data = torch.utils.data.TensorDataset(torch.from_numpy(given["x"]))
        loader = torch.utils.data.DataLoader(data, batch_size=128)
        loss = torch.nn.functional.mse_loss

        def losses(call):
            for (batch,) in loader:
                batch = batch.to(self.device)
                yield loss(call(batch), batch) / 2

        return self._trained(model, compiled, self._names(model), losses, epochs=True)

    def pipeline(self, given, compiled):
        """A DataLoader over a TensorDataset, without workers."""
        torch = self.torch
        data = torch.utils.data.TensorDataset(torch.from_numpy(given["x"]), torch.from_numpy(given["y"]))
        loader = torch.utils.data.DataLoader(data, batch_size=128)

        def step():
            for x, y in loader:
                x.to(self.device), y.to(self.device)

        def results():
            xs, ys = zip(*loader)
            return {"x": torch.cat(xs).numpy(), "y": torch.cat(ys).numpy()}

        return Work(lambda: None, step, results)

    def dqn(self, given, compiled):
        """Two Sequentials; the replay memory is NumPy's, as a learner's is."""
        torch = self.torch
        model, target = self._dense(given), self._dense(given, "target_")
        look = self._compiled(target, compiled)
        drawn = iter(())

        def rewind():
            nonlocal drawn
            drawn = endless(given["places"])

        def loss(call):
            at = next(drawn)
            states, after, actions, rewards, done = (
                self._tensor(given[name][at]) for name in ("states", "next", "actions", "rewards", "done")
            )
            with torch.no_grad():
                wanted = rewards + DISCOUNT * (1 - done) * look(after).max(dim=1).values
            chosen = call(states).gather(1, actions[:, None])[:, 0]
            return torch.nn.functional.mse_loss(chosen, wanted) / 2

        rewind()
        return self._trained(model, compiled, self._names(model), loss, also=rewind)

    # what they share -----------------------------------------------------------------------------------------
    def _tensor(self, array):
        return self.torch.from_numpy(array).to(self.device)

    def _entropy(self, logits, labels):
        return self.torch.nn.functional.cross_entropy(logits, labels)

    def _compiled(self, function, compiled):
        return self.torch.compile(function) if compiled else function

    def _dense(self, given, prefix=""):
        nn, layers = self.torch.nn, []
        count = sum(name.startswith(prefix + "w") for name in given)
        for n in range(count):
            inputs, outputs = given["%sw%d" % (prefix, n)].shape
            layers += [nn.Linear(inputs, outputs)] + ([nn.ReLU()] if n < count - 1 else [])
        model = nn.Sequential(*layers).to(self.device)
        arrays = [a for n in range(count) for a in (given["%sw%d" % (prefix, n)].T, given["%sb%d" % (prefix, n)])]
        self._fill(model.parameters(), arrays)
        return model

    def _names(self, model):
        count = len(list(model.parameters())) // 2
        return [pair for n in range(count) for pair in (("w%d" % n, True), ("b%d" % n, False))]

    def _fill(self, parameters, arrays):
        with self.torch.no_grad():
            for parameter, array in zip(parameters, arrays):
                parameter.copy_(self.torch.from_numpy(array.copy()))

    def _trained(self, model, compiled, names, loss, epochs=False, also=lambda: None):
        """Work that trains `model`: `loss(call)` returns a loss, or with `epochs` yields one a batch."""
        torch = self.torch
        parameters = [p for p in model.parameters() if p.requires_grad]
        optimizer = torch.optim.SGD(parameters, lr=RATE, momentum=MOMENTUM)
        call = self._compiled(model, compiled)
        first = [p.detach().clone() for p in parameters]
        losses = []

        def update(value):
            optimizer.zero_grad()
            value.backward()
            optimizer.step()
            losses.append(value.detach())

        def step():
            if not epochs:
                update(loss(call))
                return
            del losses[:]
            for value in loss(call):
                update(value)

        def rewind():
            del losses[:]
            with torch.no_grad():
                for parameter, start in zip(parameters, first):
                    parameter.copy_(start)
            for state in optimizer.state.values():
                state["momentum_buffer"].zero_()
            also()

        def results():
            found = {"losses": torch.stack(losses).cpu().numpy()}
            for (name, turned), parameter in zip(names, parameters):
                array = parameter.detach().cpu().numpy()
                found[name] = array.T if turned else array
            return found

        return Work(rewind, step, results)
