"""PyTorch."""

import functools
import inspect

import numpy as np

from .base import LABELS, Adapter, Plain, strangers


class PyTorch(Adapter):
    """Tensors are `torch.Tensor`; models are `torch.nn.Module` or anything callable."""

    name = "pytorch"

    def preload(self, checkout):
        """Import torch and what it would otherwise import at the first training step."""
        import torch
        import torch._dynamo
        import torch.nn.functional
        import torch.optim
        import torch.utils.data

        if torch.cuda.is_initialized():
            raise RuntimeError("CUDA is initialised before the fork; it would not survive it")
        self.torch = torch
        self.device = torch.device("cpu")
        return torch.__version__

    def begin(self, device, seed):
        """Choose the device, seed CPU and GPU generators. On a GPU new tensors go there, as in TensorFlow."""
        np.random.seed(seed % 2**32)
        self.torch.manual_seed(seed)
        if device == "gpu":
            self.settle("cuda")

    def settle(self, device):
        """Make `device` the one for tensors that are given none, and let data loaders shuffle all the same.

        They draw the order of examples with a generator of the CPU, and PyTorch then asks for a tensor on the
        default device with it, which raises wherever that is another one.
        """
        data, cpu = self.torch.utils.data, self.torch.device("cpu")
        self.device = self.torch.device(device)
        self.torch.set_default_device(self.device)
        for owner, name in ((data.RandomSampler, "__iter__"), (data.DataLoader, "__iter__"), (data, "random_split")):
            setattr(owner, name, _under(cpu, getattr(owner, name)))

    def tensor(self, array, layout):
        """Keep the dtype; labels become int64, as `cross_entropy` wants them."""
        tensor = self.torch.from_numpy(np.array(array))  # a copy: the learner may write to it
        if layout.kind == LABELS:
            tensor = tensor.to(self.torch.int64)
        return tensor.to(self.device)

    def is_tensor(self, value):
        """Dense tensors only."""
        return isinstance(value, self.torch.Tensor)

    def plain(self, value, layout):
        """Detach, bring to the CPU; dtypes that NumPy lacks cross as float32 under their own name."""
        tensor = self.torch.Tensor.detach(value)
        dtype = str(tensor.dtype).replace("torch.", "")
        device = "gpu" if tensor.device.type == "cuda" else tensor.device.type
        if tensor.is_sparse or tensor.layout != self.torch.strided:
            tensor = tensor.to_dense()
        if tensor.dtype == self.torch.bfloat16:
            tensor = tensor.to(self.torch.float32)
        return Plain(tensor.cpu().resolve_conj().resolve_neg().numpy(), dtype, device)

    def forward(self, model, inputs, training):
        """`model.train()` or `model.eval()`, then call; no graph is kept."""
        if isinstance(model, self.torch.nn.Module):
            model.train(training)
        with self.torch.no_grad():
            return model(*inputs)

    def vjp(self, function, inputs, cotangent):
        """`torch.autograd.grad`; zeros for an input that the output does not depend on."""
        leaves = [x.detach().clone().requires_grad_(x.is_floating_point()) for x in inputs]
        out = function(*leaves)
        given = None if cotangent is None else self._like(cotangent, out)
        if given is None:
            given = self.torch.ones_like(out)
        grads = self.torch.autograd.grad(out, [x for x in leaves if x.requires_grad], given, allow_unused=True)
        found = iter(grads)
        result = []
        for leaf in leaves:
            grad = next(found) if leaf.requires_grad else None
            result.append(self.torch.zeros_like(leaf) if grad is None else grad)
        return result

    def parameters(self, model):
        """`named_parameters()` that require a gradient."""
        return {name: p for name, p in model.named_parameters() if p.requires_grad}

    def parameter_gradients(self, model, inputs, cotangent, training):
        """Gradients by `torch.autograd.grad`; the parameters' own `.grad` stays as it was."""
        if isinstance(model, self.torch.nn.Module):
            model.train(training)
        named = self.parameters(model)
        out = model(*inputs)
        if not (named and out.requires_grad):
            return dict.fromkeys(named)
        grads = self.torch.autograd.grad(out, list(named.values()), self._like(cotangent, out), allow_unused=True)
        return dict(zip(named, grads))

    def set_parameters(self, model, arrays):
        """Copy in place under `no_grad`."""
        named = self.parameters(model)
        strangers(arrays, named)
        with self.torch.no_grad():
            for name, array in arrays.items():
                named[name].copy_(self.torch.from_numpy(np.array(array)))

    def _like(self, array, out):
        return self.torch.from_numpy(np.array(array)).to(device=out.device, dtype=out.dtype).reshape(out.shape)


def _under(device, function):
    """Return `function` with `device` as the default one while it runs; a generator runs to its end at once."""

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        with device:
            found = function(*args, **kwargs)
            return iter(list(found)) if inspect.isgenerator(found) else found

    return wrapper
