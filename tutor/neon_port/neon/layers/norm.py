"""Normalisation and dropout."""

import numpy as np

from neon.base import NervanaObject
from neon.layers.base import Layer
from neon.traps import NoBackendError


class BatchNorm(Layer):
    """Normalises each feature (each map of an image) over the batch, then scales by gamma and shifts by beta.

    While training, running statistics are kept: gmean ← rho · gmean + (1 − rho) · mean, and gvar likewise; at
    inference they are used. **Both start at 0**, so inference before any training gives numbers in the hundreds.

    Args:
        rho: share of the old running statistics that is kept.
        eps: added to the variance.
    """

    has_params = True
    owns_output = True
    owns_delta = True

    def __init__(self, rho=0.9, eps=1e-3, name=None, binary=False):
        super().__init__(name)
        if NervanaObject.be is None:
            raise NoBackendError(type(self).__name__)
        self.rho, self.eps, self.binary = rho, eps, binary
        self.allparams = None
        self.x = None
        self.beta = self.gamma = self.gmean = self.gvar = None
        self.grad_beta = self.grad_gamma = None
        self.states = [[], []]
        self.compute_batch_sum = True

    def configure(self, in_obj):
        """One mean and variance for each feature, or for each map of (C, H, W). Returns self."""
        super().configure(in_obj)
        self.out_shape = self.in_shape
        self.nfm = self.in_shape[0] if isinstance(self.in_shape, (tuple, list)) else self.in_shape
        self.bn_shape = (self.nfm, -1)
        return self

    def allocate(self, shared_outputs=None, accumulate_updates=False):
        """Make the buffers; gamma is 1, beta and the running statistics 0."""
        super().allocate(shared_outputs)
        be, shape = self.be, (self.nfm, 1)
        self.y = self._rows(self.outputs)
        self.xvar, self.xsum = be.zeros(shape), be.zeros(shape)
        if self.beta is None:
            self.beta, self.gamma = be.zeros(shape), be.ones(shape)
            self.gmean, self.gvar = be.zeros(shape), be.zeros(shape)
        self.grad_beta, self.grad_gamma = be.zeros(shape), be.zeros(shape)
        if accumulate_updates:
            self.acc_grad_beta, self.acc_grad_gamma = be.zeros(shape), be.zeros(shape)
            self.acc_params = [(self.acc_grad_beta, self.grad_beta), (self.acc_grad_gamma, self.grad_gamma)]

    def _rows(self, tensor):
        return tensor.reshape(self.nfm, tensor.size // self.nfm)

    def get_params(self):
        """[((beta, its gradient), states), ((gamma, its gradient), states)]."""
        return [
            ((self.beta, self.grad_beta), self.states[0]),
            ((self.gamma, self.grad_gamma), self.states[1]),
        ]

    def fprop(self, inputs, inference=False, beta=0.0):
        """Return the normalised inputs, plus beta times the old outputs."""
        self.inputs = inputs
        self.x = self._rows(inputs)
        batch_sum = getattr(self.prev_layer, "batch_sum", None)
        self.compute_batch_sum = batch_sum is None
        if batch_sum is not None:
            self.xsum = batch_sum
        self.be.compound_fprop_bn(
            self.x, self.xsum, self.xvar, self.gmean, self.gvar, self.gamma, self.beta, self._rows(self.outputs),
            self.eps, self.rho, self.compute_batch_sum, beta, inference=inference, binary=self.binary,
        )  # fmt: skip
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Set the gradients of gamma and beta; return the gradient of the inputs."""
        kept = [g.get() for g in (self.grad_gamma, self.grad_beta)] if self.acc_on else None
        out = error if self.deltas is None else self.deltas
        if beta and self.deltas is not None:
            out = self.be.empty(error.shape)
        self.be.compound_bprop_bn(
            self._rows(out), self.grad_gamma, self.grad_beta, self._rows(error), self.x, self.xsum, self.xvar,
            self.gamma, self.eps, binary=self.binary,
        )  # fmt: skip
        if kept:
            self.grad_gamma[:] = self.grad_gamma + self.be.array(kept[0])
            self.grad_beta[:] = self.grad_beta + self.be.array(kept[1])
        if beta and self.deltas is not None:
            self.deltas[:] = alpha * out + beta * self.deltas
            return self.deltas
        if alpha != 1.0:
            out[:] = alpha * out
        return out

    # saving -------------------------------------------------------------------------------------------------
    def get_description(self, get_weights=False, keep_states=True, skip=(), **kwargs):
        """Describe the layer; with weights gamma, beta and the running statistics too."""
        description = super().get_description(skip=skip)
        if get_weights and self.beta is not None:
            names = ("beta", "gamma", "gmean", "gvar")
            description["params"] = {name: getattr(self, name).get() for name in names}
            if keep_states:
                description["states"] = [[np.array(s.get()) for s in states] for states in self.states]
        return description

    def load_weights(self, pdict, load_states=True):
        """Load weights, running statistics, and optimizer states if there are any."""
        for key, value in pdict.get("params", {}).items():
            value = np.asarray(value)
            if getattr(self, key, None) is None:
                setattr(self, key, self.be.array(value))
            else:
                getattr(self, key)[:] = value
        if load_states and "states" in pdict:
            self.states = [[self.be.array(np.asarray(s)) for s in states] for states in pdict["states"]]

    def get_params_serialize(self, keep_states=True):
        """Return {'params': …, 'states': …} as arrays."""
        description = self.get_description(get_weights=True, keep_states=keep_states)
        return {key: description[key] for key in ("params", "states") if key in description}

    def set_params(self, pdict):
        """Set the weights from {'params': …}."""
        self.load_weights(pdict, load_states=False)


class BatchNormAutodiff(BatchNorm):
    """Batch norm with other defaults; upstream derives its gradient by Autodiff, with the same result."""

    def __init__(self, rho=0.99, eps=1e-6, name=None):
        super().__init__(rho, eps, name)


class ShiftBatchNorm(BatchNorm):
    """Batch norm for binary networks: products rounded to powers of two."""

    def __init__(self, rho=0.99, eps=1e-6, name=None):
        super().__init__(rho, eps, name, binary=True)


class Dropout(Layer):
    """Sets a random share of the inputs to 0 while training, in place.

    At inference the inputs are multiplied by `keep` instead (with compat_mode 'caffe' they are divided by keep
    while training and left alone at inference).

    Args:
        keep: the share that is **kept**.
    """

    owns_output = False

    def __init__(self, keep=0.5, name=None):
        super().__init__(name)
        if NervanaObject.be is None:
            raise NoBackendError("Dropout")
        if not 0 < keep <= 1:
            raise ValueError(f"Dropout(keep={keep}): keep is the share that is kept, over 0 and at most 1")
        self.keep = keep
        self.keep_mask = None
        self.caffe_mode = self.be.check_caffe_compat()
        self._train_scaling = 1.0 / keep if self.caffe_mode else 1.0

    def configure(self, in_obj):
        """The shape stays; as a model's first layer it takes an output of its own. Returns self."""
        super().configure(in_obj)
        self.out_shape = self.in_shape
        if self.prev_layer is None:
            self.owns_output = True
        return self

    def allocate(self, shared_outputs=None):
        """Make the mask."""
        super().allocate(shared_outputs)
        self.keep_mask = self.be.iobuf(self.out_shape)

    def fprop(self, inputs, inference=False):
        """Return the inputs times a fresh mask, or times keep at inference."""
        self.inputs = inputs
        if not self.owns_output:
            self.outputs = inputs
        if inference:
            if self.caffe_mode:
                self.outputs[:] = inputs
            else:
                self.outputs[:] = self.keep * inputs
            return self.outputs
        self.be.make_binary_mask(self.keep_mask, self.keep)
        self.outputs[:] = self.keep_mask * inputs * self._train_scaling
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Return the error times the mask."""
        target = error if self.deltas is None or self.owns_output else self.deltas
        target[:] = self.keep_mask * error * (alpha * self._train_scaling) + (beta * error if beta else 0.0)
        return target


class LRN(Layer):
    """Local response normalisation over `depth` neighbouring feature maps of (C, H, W).

    outputs = inputs · (1 + ascale / depth · Σ inputs²)^−bpower.
    """

    owns_delta = True

    def __init__(self, depth, alpha=1.0, beta=0.0, ascale=1.0, bpower=1.0, name=None):
        super().__init__(name)
        self.depth, self.alpha, self.beta, self.ascale, self.bpower = depth, alpha, beta, ascale, bpower
        self.nglayer = None

    def configure(self, in_obj):
        """The shape stays. Returns self."""
        super().configure(in_obj)
        self.out_shape = self.in_shape
        C, D, H, W = self.in_shape if len(self.in_shape) == 4 else (self.in_shape[0], 1, *self.in_shape[1:])
        self.nglayer = self.be.lrn_layer(self.be.default_dtype, self.be.bsz, C, D, H, W, self.depth)
        return self

    def allocate(self, shared_outputs=None):
        """Make the buffers."""
        super().allocate(shared_outputs)
        self.denom = self.be.iobuf(self.in_shape)

    def fprop(self, inputs, inference=False):
        """Return the normalised inputs."""
        self.inputs = inputs
        self.be.fprop_lrn(
            self.nglayer, inputs, self.outputs, self.denom, self.alpha, self.beta, self.ascale, self.bpower
        )
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Return the gradient of the inputs."""
        if self.deltas is not None:
            self.be.bprop_lrn(
                self.nglayer, self.inputs, self.outputs, error, self.deltas, self.denom,
                self.alpha, self.beta, self.ascale, self.bpower,
            )  # fmt: skip
        return self.deltas
