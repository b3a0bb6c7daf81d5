"""Beam search over the outputs of a Seq2Seq model."""

import numpy as np

from neon.base import NervanaObject


class BeamSearch(NervanaObject):
    """Finds likely output sequences of a Seq2Seq container.

    Args:
        seq2seq: the container, with its weights.
    """

    def __init__(self, seq2seq):
        super().__init__()
        self.seq2seq = seq2seq

    def beamsearch(self, inputs, num_beams=5, steps=None):
        """Return the most likely sequences of token numbers, array (batch, steps).

        Args:
            inputs: the source tensor.
            num_beams: sequences kept at each step. steps: length; the decoder's by default.
        """
        model, size = self.seq2seq, self.be.bsz
        model.encoder.fprop(inputs[0] if isinstance(inputs, (tuple, list)) else inputs, inference=True)
        steps = steps or model._decoder_steps()
        start = {id(target): source.state for target, source in model.links}
        beams = [(np.zeros(size), np.zeros((0, size), dtype=np.int64), start)]
        for _ in range(steps):
            beams = self._extend(beams, num_beams)
        scores = np.stack([score for score, _, _ in beams])
        best = scores.argmax(axis=0)
        sequences = np.stack([words for _, words, _ in beams])
        return sequences[best, :, np.arange(size)]

    def _extend(self, beams, num_beams):
        """Extend every beam by one token and keep the best, example by example."""
        scored, states = [], []
        for score, words, state in beams:
            token = words[-1] if len(words) else np.full(score.shape, self.seq2seq.decoder.start_index)
            state = dict(state)
            y = self.seq2seq.step(self.be.array(token[None, :].astype(np.float32)), state)
            scored.append(score + np.log(np.maximum(y, 1e-30)))
            states.append(state)
        total = np.concatenate(scored)
        classes = scored[0].shape[0]
        order = np.argsort(-total, axis=0, kind="stable")[:num_beams]
        columns = np.arange(total.shape[1])
        return [self._beam(row, classes, total[row, columns], beams, states) for row in order]

    @staticmethod
    def _beam(row, classes, score, beams, states):
        """Put one beam together: its score, tokens and decoder states, taken from the beams it came from."""
        parents, tokens = row // classes, row % classes
        columns = np.arange(len(row))
        words = np.stack([words for _, words, _ in beams])[parents, :, columns].T
        state = {
            key: tuple(
                np.stack([s[key][part] for s in states])[parents, :, columns].T for part in range(len(states[0][key]))
            )
            for key in states[0]
        }
        return score, np.concatenate([words, tokens[None, :]]), state
