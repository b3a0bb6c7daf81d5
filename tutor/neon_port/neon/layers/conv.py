"""Convolution and deconvolution. Images are (C, H, W) or (C, D, H, W), flattened in that order."""
# ruff: noqa: B006 - upstream's signatures; the defaults are never changed

from neon.backends.kernels.conv import row_sums
from neon.layers.base import ParameterLayer
from neon.layers.compound import CompoundLayer

AXES = ("d", "h", "w")


def per_axis(value, prefix, default):
    """Read strides, padding or dilation: an int for height and width, or {'str_h': …, 'str_w': …, 'str_d': …}.

    Raises:
        ValueError: a key that does not exist.
    """
    if isinstance(value, dict):
        known = {f"{prefix}_{axis}" for axis in AXES}
        wrong = set(value) - known
        if wrong:
            raise ValueError(f"unknown {sorted(wrong)}; the keys are {sorted(known)}")
        return tuple(value.get(f"{prefix}_{axis}", default) for axis in AXES)
    return (default, int(value), int(value))


def image_size(shape, name):
    """Return (C, D, H, W) of a layer shape.

    Raises:
        ValueError: it is no image.
    """
    if not isinstance(shape, (tuple, list)) or len(shape) not in (3, 4):
        raise ValueError(
            f"{name} needs images (C, H, W) or (C, D, H, W), got the shape {shape}; "
            "give the data iterator lshape=(C, H, W)"
        )
    return tuple(shape) if len(shape) == 4 else (shape[0], 1, *shape[1:])


class Convolution(ParameterLayer):
    """Convolution (without flipping the filters) and no bias: (C, H, W) → (K, P, Q).

    P = floor((H − dil·(R − 1) − 1 + 2·pad) / str) + 1. Weights: W (C·R·S, K).

    Args:
        fshape: (R, S, K) or (T, R, S, K): window and number of filters.
        strides, padding, dilation: int for height and width, or dicts {'str_h': 2, 'str_w': 2} and so on.
        init: initializer.
        bsum: keep sums over the batch, for a BatchNorm that follows.
    """

    def __init__(
        self, fshape, strides={}, padding={}, dilation={}, init=None, bsum=False, name=None, parallelism="Data"
    ):
        super().__init__(init, name, parallelism)
        self.fshape = self._shape(fshape)
        self.strides, self.padding, self.dilation = strides, padding, dilation
        self.bsum = bsum
        self.nglayer = None

    @staticmethod
    def _shape(fshape):
        if isinstance(fshape, dict):
            fshape = tuple(fshape[key] for key in ("T", "R", "S", "K") if key in fshape)
        if len(fshape) not in (3, 4):
            raise ValueError(f"fshape is (R, S, K) or (T, R, S, K), got {fshape}")
        return tuple(fshape)

    @property
    def _window(self):
        return self.fshape if len(self.fshape) == 4 else (1, *self.fshape)

    def configure(self, in_obj):
        """Learn the image size. Returns self."""
        super().configure(in_obj)
        C, D, H, W = image_size(self.in_shape, self.name)
        T, R, S, K = self._window
        steps = per_axis(self.strides, "str", 1), per_axis(self.padding, "pad", 0), per_axis(self.dilation, "dil", 1)
        (str_d, str_h, str_w), (pad_d, pad_h, pad_w), (dil_d, dil_h, dil_w) = steps
        self.nglayer = self.be.conv_layer(
            self.be.default_dtype, self.be.bsz, C, K, D, H, W, T, R, S,
            pad_d, pad_h, pad_w, str_d, str_h, str_w, dil_d, dil_h, dil_w,
        )  # fmt: skip
        self.out_shape = (K, *self.nglayer.MPQ) if len(self.in_shape) == 4 else (K, *self.nglayer.MPQ[1:])
        self.weight_shape = self.nglayer.dimF2
        if self.bsum:
            self.batch_sum_shape = (K, 1)
        return self

    def fprop(self, inputs, inference=False, beta=0.0):
        """Return the convolved inputs, plus beta times the old outputs."""
        self.inputs = inputs
        self.be.fprop_conv(
            self.nglayer, inputs, self.W, self.outputs, beta=beta, bsum=self.batch_sum, bias=self._bias_tensor()
        )
        return self.outputs

    def _bias_tensor(self):
        return None

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Set dW and return the gradient of the inputs (None in the first layer)."""
        if self.deltas is not None:
            self.be.bprop_conv(self.nglayer, self.W, error, self.deltas, alpha=alpha, beta=beta)
        self.be.update_conv(self.nglayer, self.inputs, error, self.dW, beta=self.weight_beta(), layer_op=self)
        return self.deltas


class Convolution_bias(Convolution):
    """Convolution with one bias for each filter: weight_bias (K, 1). `Conv(bias=…)` makes it."""

    def __init__(
        self,
        fshape,
        strides={},
        padding={},
        dilation={},
        init=None,
        bsum=False,
        name=None,
        bias=None,
        parallelism="Data",
    ):
        super().__init__(fshape, strides, padding, dilation, init, bsum, name, parallelism)
        self.bias = bias
        self.weight_bias = self.grad_bias = None
        self.bias_states = []

    def allocate(self, shared_outputs=None, accumulate_updates=False):
        """Make buffers, weights and bias."""
        super().allocate(shared_outputs, accumulate_updates)
        if self.weight_bias is None:
            self.weight_bias = self.be.empty((self.fshape[-1], 1))
            if self.bias is not None:
                self.bias.fill(self.weight_bias)
        self.grad_bias = self.be.empty((self.fshape[-1], 1))

    def _bias_tensor(self):
        return self.weight_bias

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Set dW and the bias's gradient, and return the gradient of the inputs."""
        total = row_sums(self.be.xp, error._tensor.reshape(self.fshape[-1], -1))
        self.grad_bias._tensor[...] = self.grad_bias._tensor + total if self.acc_on else total
        return super().bprop(error, alpha, beta)

    def get_params(self):
        """[((W, dW), states), ((bias, its gradient), states)]; the bias alone is left out without initializer."""
        return [((self.W, self.dW), self.states), ((self.weight_bias, self.grad_bias), self.bias_states)]

    def saved_params(self):
        """W and bias."""
        return {"W": self.W.get(), "weight_bias": self.weight_bias.get()}

    def saved_states(self):
        """The optimizer's states of W and of the bias."""
        return [super().saved_states(), [state.get() for state in self.bias_states]]

    def set_states(self, pdict):
        """Set the optimizer states of W and of the bias from {'states': [those of W, those of the bias]}."""
        for states, saved in zip((self.states, self.bias_states), pdict["states"], strict=False):
            self._load_states(states, saved)


class Conv(CompoundLayer):
    """A list of Convolution (with bias: Convolution_bias), then BatchNorm and Activation as far as asked for.

    Args:
        fshape: (R, S, K) or (T, R, S, K). init: initializer of W (C·R·S, K).
        strides, padding, dilation: int or dict, as in Convolution.
        bias: initializer of the bias; without it there is none.
        batch_norm: add a BatchNorm instead of a bias. activation: a transform object such as Rectlin().
    """

    def __init__(
        self, fshape, init, strides={}, padding={}, dilation={}, bias=None, batch_norm=False, activation=None, name=None
    ):
        super().__init__(bias=bias, batch_norm=batch_norm, activation=activation, name=name)
        options = {"fshape": fshape, "strides": strides, "padding": padding, "dilation": dilation, "init": init}
        if bias is not None:
            self.append(Convolution_bias(**options, bias=bias, name=name))
            self.bias = None
        else:
            self.append(Convolution(**options, bsum=batch_norm, name=name))
        self.add_postfilter_layers()


class Deconvolution(ParameterLayer):
    """A convolution run backwards, which enlarges images: (K, P, Q) → (C, H, W).

    H = (P − 1)·str − 2·pad + dil·(R − 1) + 1. Weights: W (C·R·S, K) with K input maps.

    Args:
        fshape: (R, S, C) or (T, R, S, C): window and number of **output** maps. The rest as in Convolution.
    """

    def __init__(self, fshape, strides={}, padding={}, dilation={}, init=None, bsum=False, name=None):
        super().__init__(init, name)
        self.fshape = Convolution._shape(fshape)
        self.strides, self.padding, self.dilation = strides, padding, dilation
        self.bsum = bsum
        self.nglayer = None

    def configure(self, in_obj):
        """Learn the image size. Returns self."""
        super().configure(in_obj)
        K, M, P, Q = image_size(self.in_shape, self.name)
        T, R, S, C = self.fshape if len(self.fshape) == 4 else (1, *self.fshape)
        steps = per_axis(self.strides, "str", 1), per_axis(self.padding, "pad", 0), per_axis(self.dilation, "dil", 1)
        (str_d, str_h, str_w), (pad_d, pad_h, pad_w), (dil_d, dil_h, dil_w) = steps
        self.nglayer = self.be.deconv_layer(
            self.be.default_dtype, self.be.bsz, C, K, M, P, Q, T, R, S,
            pad_d, pad_h, pad_w, str_d, str_h, str_w, dil_d, dil_h, dil_w,
        )  # fmt: skip
        self.out_shape = (C, *self.nglayer.DHW) if len(self.in_shape) == 4 else (C, *self.nglayer.DHW[1:])
        self.weight_shape = self.nglayer.dimF2
        if self.bsum:
            self.batch_sum_shape = (C, 1)
        return self

    def fprop(self, inputs, inference=False, beta=0.0):
        """Return the enlarged inputs."""
        self.inputs = inputs
        self.be.bprop_conv(self.nglayer, self.W, inputs, self.outputs, bsum=self.batch_sum, beta=beta)
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Set dW and return the gradient of the inputs (None in the first layer)."""
        if self.deltas is not None:
            self.be.fprop_conv(self.nglayer, error, self.W, self.deltas, alpha=alpha, beta=beta)
        self.be.update_conv(self.nglayer, error, self.inputs, self.dW, beta=self.weight_beta())
        return self.deltas


class Deconv(CompoundLayer):
    """A list of Deconvolution, then Bias, BatchNorm and Activation as far as they are asked for."""

    def __init__(
        self, fshape, init, strides={}, padding={}, dilation={}, bias=None, batch_norm=False, activation=None, name=None
    ):
        super().__init__(bias=bias, batch_norm=batch_norm, activation=activation, name=name)
        self.append(
            Deconvolution(
                fshape=fshape,
                strides=strides,
                padding=padding,
                dilation=dilation,
                init=init,
                bsum=batch_norm,
                name=name,
            )
        )
        self.add_postfilter_layers()
