"""Skip-thought vectors: one encoder of a sentence, two decoders of the sentences before and after it."""

from neon.layers.base import Layer
from neon.layers.linear import Affine
from neon.layers.sequential import LayerContainer, Sequential, flatten
from neon.layers.shaping import LookupTable
from neon.transforms.activation import Softmax


class SkipThought(Sequential):
    """Encodes a sentence and predicts its neighbours' words from its last state.

    Inputs are (sentence, words before, words after) as ids, each (steps, batch); outputs a list of two.

    Args:
        vocab_size, embed_dim, init_embed: the embedding, shared by all three.
        nhidden, rec_layer, init_rec, activ_rec, activ_rec_gate: the recurrent layers, for instance GRU.
        init_ff, init_const: initializers of the outputs' weights and biases.
    """

    def __init__(
        self, vocab_size, embed_dim, init_embed, nhidden, rec_layer, init_rec, activ_rec, activ_rec_gate, init_ff,
        init_const, layers=None, name=None,
    ):  # fmt: skip
        LayerContainer.__init__(self, name)
        self.vocab_size, self.embed_dim, self.nhidden = vocab_size, embed_dim, nhidden
        options = {"init": init_rec, "activation": activ_rec, "gate_activation": activ_rec_gate, "reset_cells": True}
        self.embeddings = [LookupTable(vocab_size, embed_dim, init_embed) for _ in range(3)]
        self.recurrent = [rec_layer(nhidden, **options) for _ in range(3)]
        self.outputs_ff = [
            flatten([Affine(vocab_size, init_ff, bias=init_const, activation=Softmax())]) for _ in range(2)
        ]
        self.layers = [*self.embeddings[:1], *self.recurrent, *self.outputs_ff[0], *self.outputs_ff[1]]

    def configure(self, in_obj):
        """Configure all parts with the shape of a sentence (steps, 1), or a list of three. Returns self."""
        Layer.configure(self, in_obj)
        shape = self.in_shape
        shapes = list(shape) if isinstance(shape, (list, tuple)) and len(shape) == 3 else [shape] * 3
        for table, recurrent, part in zip(self.embeddings, self.recurrent, shapes, strict=False):
            recurrent.configure(table.configure(part))
        for recurrent, layers in zip(self.recurrent[1:], self.outputs_ff, strict=False):
            config = recurrent
            for layer in layers:
                config = layer.configure(config)
        self.out_shape = [layers[-1].out_shape for layers in self.outputs_ff]
        return self

    def allocate(self, shared_outputs=None):
        """Make all buffers; the three embeddings share one table."""
        for layer in (*self.embeddings, *self.recurrent, *self.outputs_ff[0], *self.outputs_ff[1]):
            layer.allocate()
        for table in self.embeddings[1:]:
            table.W = self.embeddings[0].W

    def allocate_deltas(self, global_deltas=None):
        """Make the delta buffers."""
        from neon.layers.deltas import DeltasTree

        for recurrent, layers in zip(self.recurrent[1:], self.outputs_ff, strict=False):
            tree = DeltasTree()
            for layer in (recurrent, *layers):
                layer.allocate_deltas(tree)
            tree.allocate_buffers()
            for layer in (*reversed(layers), recurrent):
                layer.set_deltas(tree)
        self.recurrent[0].set_deltas([self.be.iobuf(self.recurrent[0].in_shape)] * 2)
        self.error = self.be.iobuf(self.recurrent[0].out_shape)

    def fprop(self, inputs, inference=False):
        """Return the word probabilities of the sentences before and after; at inference the sentence's states."""
        words = inputs if isinstance(inputs, (list, tuple)) else [inputs]
        states = self.recurrent[0].fprop(self.embeddings[0].fprop(words[0]), inference=inference)
        if inference:
            return states
        self.outputs = []
        for k in range(2):
            x = self.embeddings[k + 1].fprop(words[k + 1])
            x = self.recurrent[k + 1].fprop(x, init_state=self.recurrent[0].state)
            for layer in self.outputs_ff[k]:
                x = layer.fprop(x)
            self.outputs.append(x)
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Propagate both errors back into the encoder."""
        last = None
        gradients = []
        for k in range(2):
            part = error[k]
            for layer in reversed(self.outputs_ff[k]):
                part = layer.bprop(part)
            self.embeddings[k + 1].bprop(self.recurrent[k + 1].bprop(part))
            gradients.append(self.embeddings[k + 1].dW)
            found = self.recurrent[k + 1].first_gradient
            last = found if last is None else tuple(a + b for a, b in zip(last, found, strict=False))
        self.error[:] = 0
        self.embeddings[0].bprop(self.recurrent[0].bprop(self.error, last=last))
        total = self.embeddings[0].dW
        for gradient in gradients:
            total[:] = total + gradient

    def get_terminal(self):
        """The two output layers."""
        return [layers[-1] for layers in self.outputs_ff]
