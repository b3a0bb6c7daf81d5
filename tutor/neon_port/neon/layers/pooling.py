"""Pooling layers."""
# ruff: noqa: B006 - upstream's signatures; the defaults are never changed

import numpy as np

from neon.layers.base import Layer, shape_of
from neon.layers.conv import image_size, per_axis
from neon.layers.linear import Activation
from neon.transforms.activation import Rectlin


class Pooling(Layer):
    """Maximum or mean over windows: (C, H, W) → (C, P, Q).

    Args:
        fshape: window: int, (R, S), (T, R, S) or (J, T, R, S) (J over maps), or 'all' for the whole image.
        op: 'max', 'avg' (over the part of the window inside the image) or 'l2' (forward only).
        strides: int or dict; the window if not given. padding: int or dict, smaller than the window.
    """

    owns_delta = True

    def __init__(self, fshape, op="max", strides={}, padding={}, name=None):
        super().__init__(name)
        if op not in ("max", "avg", "l2"):
            raise ValueError(f"Pooling op is 'max', 'avg' or 'l2', got {op!r}")
        self.op, self.fshape, self.strides, self.padding = op, fshape, strides, padding
        self.nglayer = self.argmax = None

    def _window(self, size):
        """(J, T, R, S) of fshape."""
        if isinstance(self.fshape, str):
            if self.fshape != "all":
                raise ValueError(f"Pooling fshape is a window such as 2 or (2, 2), or 'all'; got {self.fshape!r}")
            return (1, *size[1:])
        if isinstance(self.fshape, dict):
            return tuple(self.fshape.get(key, 1) for key in ("J", "T", "R", "S"))
        if isinstance(self.fshape, (int, np.integer)):
            return (1, 1, int(self.fshape), int(self.fshape))
        return (*[1] * (4 - len(self.fshape)), *self.fshape)

    def configure(self, in_obj):
        """Learn the image size. Returns self."""
        super().configure(in_obj)
        C, D, H, W = size = image_size(self.in_shape, self.name)
        J, T, R, S = self._window(size)
        pads = {**self.padding} if isinstance(self.padding, dict) else self.padding
        steps = {**self.strides} if isinstance(self.strides, dict) else self.strides
        pad_c = pads.pop("pad_c", pads.pop("pad_j", 0)) if isinstance(pads, dict) else 0
        str_c = steps.pop("str_c", steps.pop("str_j", None)) if isinstance(steps, dict) else None
        pad_d, pad_h, pad_w = per_axis(pads, "pad", 0)
        str_d, str_h, str_w = per_axis(steps, "str", None)
        self.nglayer = self.be.pool_layer(
            self.be.default_dtype, self.op, self.be.bsz, C, D, H, W, J, T, R, S,
            pad_c, pad_d, pad_h, pad_w, str_c, str_d, str_h, str_w,
        )  # fmt: skip
        K, M, P, Q, _ = self.nglayer.dimO
        self.out_shape = (K, M, P, Q) if len(self.in_shape) == 4 else (K, P, Q)
        return self

    def allocate(self, shared_outputs=None):
        """Make the output, and for 'max' the positions of the maxima."""
        super().allocate(shared_outputs)
        if self.op == "max" and self.argmax is None:
            dtype = np.uint8 if self.nglayer.window_size <= 256 else np.int32
            self.argmax = self.be.empty(self.outputs.shape, dtype=dtype)

    def fprop(self, inputs, inference=False, beta=0.0):
        """Return the pooled inputs, plus beta times the old outputs."""
        self.inputs = inputs
        self.be.fprop_pool(self.nglayer, inputs, self.outputs, self.argmax, beta=beta)
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0, relu=False):
        """Return the gradient of the inputs; with `relu`, that before the max(·, 0) which made the inputs."""
        if self.deltas is not None:
            outputs = self.outputs if relu else None
            self.be.bprop_pool(self.nglayer, error, self.deltas, self.argmax, alpha, beta, rectified=outputs)
        return self.deltas

    def differentiates(self, below):
        """Whether `bprop(relu=True)` does the work of the layer below too: a Rectlin before a maximum.

        A maximum's error goes to an input that is over 0 just when the maximum is, so the pooled outputs, which are
        fewer, tell as much as the inputs.
        """
        if type(self) is not Pooling or self.op != "max" or type(below) is not Activation:
            return False
        return type(below.transform) is Rectlin and below.transform.slope == 0


class RoiPooling(Layer):
    """Max-pools regions of interest of image maps to one size.

    It is configured with, and run on, a pair: image maps (C, H, W), and regions (5, regions), whose rows are the
    image's number and x1, y1, x2, y2 in pixels of the image. Outputs are (C·h·w, regions).

    Args:
        HW: size (h, w) of each pooled region.
        bprop_enabled: propagate the error into the maps; else zeros.
        spatial_scale: size of the maps relative to the image.
    """

    owns_delta = True

    def __init__(self, HW=(7, 7), bprop_enabled=True, spatial_scale=0.0625, name=None):
        super().__init__(name)
        self.roi_H, self.roi_W = HW
        self.HW, self.bprop_enabled, self.spatial_scale = HW, bprop_enabled, spatial_scale

    def configure(self, in_obj):
        """Learn the shapes of maps and regions from a pair of layers or shapes. Returns self."""
        if not isinstance(in_obj, (list, tuple)) or len(in_obj) != 2:
            raise ValueError("RoiPooling is configured with a pair: [image maps, regions]")
        self.prev_layer = in_obj
        self.in_shape, regions = (shape_of(part) for part in in_obj)
        if regions[0] != 5:
            raise ValueError(f"regions are (5, number): image, x1, y1, x2, y2; got the shape {tuple(regions)}")
        self.fm_channel, self.fm_height, self.fm_width = self.in_shape
        self.rois_per_img = regions[1]
        self.out_shape = (self.fm_channel * self.roi_H * self.roi_W, self.rois_per_img)
        return self

    def allocate(self, shared_outputs=None):
        """Make the output, the positions of the maxima and the gradient of the maps."""
        super().allocate(shared_outputs)
        self.max_idx = self.be.iobuf(self.out_shape, dtype=np.int32)
        self.error = self.be.iobuf(self.in_shape)

    def set_deltas(self, delta_buffers):
        """The gradient has a buffer of its own."""

    def _sizes(self):
        return (
            self.rois.shape[0], self.fm_channel, self.fm_height, self.fm_width, self.roi_H, self.roi_W,
            self.spatial_scale,
        )  # fmt: skip

    def fprop(self, inputs, inference=False):
        """Return the pooled regions (C·h·w, regions) of [maps (C·H·W, images), regions (5, regions)]."""
        self.inputs, self.rois = inputs[0], inputs[1].T
        self.be.roipooling_fprop(self.inputs, self.rois, self.outputs, self.max_idx, *self._sizes())
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Return the gradient of the maps."""
        self.error.fill(0)
        if self.bprop_enabled:
            self.be.roipooling_bprop(error, self.rois, self.error, self.max_idx, *self._sizes())
        return self.error
