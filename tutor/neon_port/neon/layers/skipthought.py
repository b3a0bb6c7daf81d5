"""Skip-thought vectors: one encoder of a sentence, two decoders of the sentences before and after it."""

from neon.layers.base import Layer
from neon.layers.linear import Affine
from neon.layers.sequential import Sequential
from neon.layers.shaping import LookupTable
from neon.transforms.activation import Softmax


class SkipThought(Sequential):
    """Encodes a sentence and predicts its neighbours' words from its last state.

    Inputs are [sentence, the one before, the one after] as word ids, each (steps, batch); outputs a list of two,
    (vocab_size, steps · batch). Word 0 is padding. The three embeddings get the mean of their gradients, and so do
    the two output layers, so that parts which begin alike stay alike.

    Args:
        vocab_size, embed_dim, init_embed: the embeddings.
        nhidden, rec_layer, init_rec, activ_rec, activ_rec_gate: the recurrent layers, for instance GRU.
        init_ff: initializer of the outputs' and the recurrent layers' input weights.
        init_const: initializer of the outputs' biases.
        layers: the twelve layers of another SkipThought instead of new ones.
    """

    def __init__(
        self, vocab_size, embed_dim, init_embed, nhidden, rec_layer, init_rec, activ_rec, activ_rec_gate, init_ff,
        init_const, layers=None, name=None,
    ):  # fmt: skip
        self.vocab_size, self.embed_dim, self.init_embed = vocab_size, embed_dim, init_embed
        self.nhidden, self.rec_layer = nhidden, rec_layer
        self.init_rec, self.activ_rec, self.activ_rec_gate = init_rec, activ_rec, activ_rec_gate
        self.init_ff, self.init_const = init_ff, init_const
        super().__init__(self._make_layers() if layers is None else layers, name)
        if len(self.layers) != 12:
            raise ValueError(f"a SkipThought is made of 12 layers, got {len(self.layers)}")
        self.embeddings, self.recurrent = self.layers[:3], self.layers[3:6]
        self.affines = self.layers[6:9], self.layers[9:]
        self.layer_dict = {
            "lookupTable": self.embeddings[0], "encoder": self.recurrent[0], "decoder_previous": self.recurrent[1],
            "decoder_next": self.recurrent[2], "affine": self.affines[0],
        }  # fmt: skip

    def _make_layers(self):
        options = {"activation": self.activ_rec, "gate_activation": self.activ_rec_gate, "reset_cells": True}
        return [
            *(LookupTable(self.vocab_size, self.embed_dim, self.init_embed, pad_idx=0) for _ in range(3)),
            *(self.rec_layer(self.nhidden, init=self.init_ff, init_inner=self.init_rec, **options) for _ in range(3)),
            *(Affine(self.vocab_size, self.init_ff, bias=self.init_const, activation=Softmax()) for _ in range(2)),
        ]

    def configure(self, in_obj):
        """Configure all parts with a list of three shapes of ids, or a dataset that has one. Returns self."""
        Layer.configure(self, in_obj)
        for table, recurrent, shape in zip(self.embeddings, self.recurrent, self.in_shape, strict=True):
            recurrent.configure(table.configure(shape))
        for config, layers in zip(self.recurrent[1:], self.affines, strict=True):
            for layer in layers:
                config = layer.configure(config)
        self.out_shape = [layers[-1].out_shape for layers in self.affines]
        return self

    def allocate(self, shared_outputs=None, accumulate_updates=False):
        """Make all buffers; both output layers begin with the same weights."""
        super().allocate(shared_outputs, accumulate_updates)
        self.affines[0][0].W[:] = self.affines[1][0].W
        self.context_error = self.be.iobuf(self.recurrent[0].out_shape)

    def fprop(self, inputs, inference=False, beta=0.0):
        """Return the word probabilities of the sentences before and after, decoded from the sentence's last state."""
        states = self.recurrent[0].fprop(self.embeddings[0].fprop(inputs[0], inference), inference=inference)
        context = states[:, -self.be.bsz :]
        self.outputs = []
        for table, decoder, layers, words in zip(
            self.embeddings[1:], self.recurrent[1:], self.affines, inputs[1:], strict=True
        ):
            x = decoder.fprop(table.fprop(words, inference), init_state=context, inference=inference)
            for layer in layers:
                x = layer.fprop(x, inference)
            self.outputs.append(x)
        return self.outputs

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Propagate both errors back into the encoder; then average the gradients of parts that are alike."""
        reached = 0
        for table, decoder, layers, part in zip(
            self.embeddings[1:], self.recurrent[1:], self.affines, error, strict=True
        ):
            for layer in reversed(layers):
                part = layer.bprop(part)
            table.bprop(decoder.bprop(part))
            reached = reached + decoder.first_gradient[0]
        self.context_error.fill(0)
        self.context_error._tensor[:, -self.be.bsz :] = reached
        result = self.embeddings[0].bprop(self.recurrent[0].bprop(self.context_error))
        _average(self.embeddings)
        for alike in zip(*self.affines, strict=True):
            _average([layer for layer in alike if layer.has_params])
        return result

    def get_terminal(self):
        """The two output layers."""
        return [layers[-1].get_terminal() for layers in self.affines]


def _average(layers):
    """Give layers the mean of their gradients."""
    mean = sum(layer.dW.get() for layer in layers) / max(len(layers), 1)
    for layer in layers:
        layer.dW[:] = mean
