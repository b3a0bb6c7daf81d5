"""Saves a model in neon's way and loads it into a fresh one; puts two into branches."""

import os
import tempfile

from neon.models import Model


def after_loading(module, model, x):
    """The output of a fresh model for x, with the parameters of `model` loaded from a file."""
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "layer.prm")
    model.save_params(path, keep_states=False)
    fresh = module.make_layer(x.shape[0])
    fresh.initialize(x.shape[0])
    fresh.load_params(path, load_states=False)
    return fresh.fprop(x, inference=True)


def in_two_branches(module, features, x, cotangent):
    """The gradient by x of 2 a(x) + b(x), for two fresh layers that write into the same deltas."""
    before, layer = (module.make_layer(features).layers.layers[0] for _ in range(2))
    model = Model(layers=[before, layer])
    model.initialize(features)
    model.fprop(x)
    layer.bprop(cotangent, alpha=2.0)
    layer.bprop(cotangent, alpha=1.0, beta=1.0)
    return layer.deltas
