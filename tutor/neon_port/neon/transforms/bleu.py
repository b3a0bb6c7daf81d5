"""BLEU: how near translated sentences are to reference translations."""

from collections import Counter

import numpy as np

from neon.transforms.metrics import Metric


class BLEUScore(Metric):
    """Corpus BLEU-1 to BLEU-4 in percent (Papineni and others, 2002), unknown words never matching.

    Args:
        unk: the token of unknown words.
    """

    def __init__(self, unk="<unk>"):
        super().__init__()
        self.metric_names = ["BLEU"]
        self.unk = unk

    def __call__(self, y, t, N=4, brevity_penalty=False, lower_case=True):
        """Score sentences.

        Args:
            y: list of sentences, strings of words.
            t: list of lists of reference sentences.
            N: longest n-gram.
            brevity_penalty: punish outputs shorter than the references.

        Returns:
            ndarray of BLEU-1 … BLEU-N in percent.
        """
        matches, totals = np.zeros(N), np.zeros(N)
        length, reference_length = 0, 0
        for sentence, references in zip(y, t, strict=False):
            words = _words(sentence, lower_case)
            references = [_words(reference, lower_case) for reference in references]
            length += len(words)
            reference_length += min((abs(len(r) - len(words)), len(r)) for r in references)[1]
            for n in range(1, N + 1):
                mine = _grams(words, n)
                best = Counter()
                for reference in references:
                    best |= _grams(reference, n)
                known = {gram: count for gram, count in mine.items() if self.unk not in gram}
                matches[n - 1] += sum(min(count, best[gram]) for gram, count in known.items())
                totals[n - 1] += sum(mine.values())
        precisions = matches / np.maximum(totals, 1)
        with np.errstate(divide="ignore"):
            scores = np.exp(np.cumsum(np.log(precisions)) / np.arange(1, N + 1))
        if brevity_penalty and length < reference_length:
            scores *= np.exp(1.0 - reference_length / max(length, 1))
        self.bleu_n = list(100.0 * scores)
        return 100.0 * scores


def _words(sentence, lower_case):
    sentence = sentence.strip()
    return (sentence.lower() if lower_case else sentence).split()


def _grams(words, n):
    return Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))
