"""Sequence to sequence: an encoder whose last states a decoder begins with."""

import numpy as np

from neon.layers.base import Layer
from neon.layers.sequential import LayerContainer, Sequential
from neon.layers.unrolled import Recurrent


def recurrent_layers(container):
    """Recurrent layers of a container, in order."""
    return [layer for layer in container.layers if isinstance(layer, Recurrent)]


class Encoder(Sequential):
    """The part that reads the source sequence."""


class Decoder(Sequential):
    """The part that writes the target sequence, one step after the other at inference.

    Args:
        start_index: number of the token that begins every output.
    """

    def __init__(self, layers, name=None, start_index=None):
        super().__init__(layers, name)
        self.start_index = start_index if start_index is not None else 0


class Seq2Seq(LayerContainer):
    """Encoder and decoder. Training inputs are a tuple (source, target so far), as Text with get_prev_target yields.

    Args:
        layers: [Encoder, Decoder].
        decoder_connections: for each recurrent layer of the decoder, the number of the encoder's recurrent layer
            whose last state it begins with; one after the other by default.
    """

    def __init__(self, layers, decoder_connections=None, name=None):
        super().__init__(name)
        if len(layers) != 2:
            raise ValueError("Seq2Seq takes [encoder, decoder]")
        encoder, decoder = layers
        self.encoder = encoder if isinstance(encoder, LayerContainer) else Encoder([encoder])
        self.decoder = decoder if isinstance(decoder, LayerContainer) else Decoder([decoder])
        self.layers = [self.encoder, self.decoder]
        self.decoder_connections = decoder_connections
        sources, targets = recurrent_layers(self.encoder), recurrent_layers(self.decoder)
        links = decoder_connections if decoder_connections is not None else list(range(len(targets)))
        if len(links) != len(targets) or max(links, default=0) >= len(sources):
            raise ValueError(
                f"decoder_connections {links} do not fit {len(sources)} encoder and {len(targets)} decoder layers"
            )
        self.links = list(zip(targets, (sources[k] for k in links), strict=False))
        for layer in (*sources, *targets):
            layer.reset_cells = True

    @property
    def owns_output(self):
        """The decoder owns it."""
        return True

    def configure(self, in_obj):
        """Configure encoder and decoder with the source and target shapes. Returns self."""
        Layer.configure(self, in_obj)
        shape = self.in_shape
        pair = isinstance(shape, (tuple, list)) and len(shape) == 2 and not isinstance(shape[0], (int, np.integer))
        source, target = shape if pair else (shape, shape)
        self.encoder.configure(source)
        self.decoder.configure(target)
        self.out_shape = self.decoder.out_shape
        return self

    def allocate(self, shared_outputs=None):
        """Make the buffers of both parts."""
        self.decoder.allocate(shared_outputs)
        self.encoder.allocate()

    def allocate_deltas(self, global_deltas=None):
        """Make the delta buffers of both parts."""
        self.encoder.allocate_deltas()
        self.decoder.allocate_deltas()
        self.error = self.be.iobuf(self.encoder.out_shape)

    def set_deltas(self, delta_buffers):
        """Nothing more."""

    def get_terminal(self):
        """The decoder's last layer."""
        return self.decoder.get_terminal()

    def fprop(self, inputs, inference=False):
        """Return the decoder's outputs; at inference it reads its own outputs step by step."""
        source, target = inputs if isinstance(inputs, (tuple, list)) else (inputs, None)
        self.encoder.fprop(source, inference=inference)
        states = {id(target_layer): source_layer.state for target_layer, source_layer in self.links}
        if inference or target is None:
            return self._generate(states)
        x = target
        for layer in self.decoder.layers:
            options = {"init_state": states[id(layer)]} if id(layer) in states else {}
            x = layer.fprop(x, inference=inference, **options)
        self.outputs = x
        return x

    def _generate(self, states):
        """Decode greedily."""
        be = self.be
        steps = self._decoder_steps()
        token = be.array(np.full((1, be.bsz), self.decoder.start_index, dtype=np.float32))
        columns = []
        for _ in range(steps):
            x = self.step(token, states)
            columns.append(x)
            token = be.array(x.argmax(axis=0)[None, :])
        out = self.decoder.layers[-1].outputs if self.outputs is None else self.outputs
        out = out if out is not None else be.iobuf(self.out_shape)
        out[:] = np.concatenate(columns, axis=1)
        self.outputs = out
        return out

    def _decoder_steps(self):
        shape = self.decoder.out_shape
        return shape[1] if isinstance(shape, tuple) else 1

    def step(self, token, states):
        """Run the decoder one step from (1, batch) token numbers; updates `states`. Returns (tokens, batch)."""
        be, xp = self.be, self.be.xp
        x = token._tensor
        for layer in self.decoder.layers:
            if isinstance(layer, Recurrent):
                gates = xp.matmul(layer.W_input._tensor, x) + layer.b._tensor
                h = xp.empty((layer.nout, x.shape[1]), dtype=x.dtype)
                state = states.get(id(layer)) or layer.cell.start(x.shape[1], x.dtype)
                states[id(layer)] = layer.cell.forward(gates, layer.W_recur._tensor, state, [slice(0, x.shape[1])], h)
                x = h
            elif hasattr(layer, "vocab_size"):
                x = layer.W._tensor[x.reshape(-1).astype(np.int64)].T
            else:
                x = _one_step(layer, x, be)
        return be.to_numpy(x)

    def bprop(self, error, alpha=1.0, beta=0.0):
        """Propagate back through the decoder; the gradient of its first states goes on into the encoder."""
        self.decoder.bprop(error)
        last = {id(source): target.first_gradient for target, source in self.links}
        self.error[:] = 0
        part = self.error
        for layer in reversed(self.encoder.layers):
            part = layer.bprop(part, last=last[id(layer)]) if id(layer) in last else layer.bprop(part)


def _one_step(layer, x, be):
    """Apply a Linear, Bias or Activation layer to the columns of one step."""
    tensor = be.tensor_cls(be, ary=np.ascontiguousarray(x))
    name = type(layer).__name__
    if name == "Linear":
        return be.xp.matmul(layer.W._tensor, x)
    if name == "Bias":
        return x + layer.W._tensor
    if name == "Activation":
        out = be.empty(tensor.shape)
        out[:] = layer.transform(tensor)
        return out._tensor
    raise NotImplementedError(f"the decoder cannot run {name} step by step")
