"""Questions about stories (bAbI)."""

import os
import re
import tarfile

import numpy as np

from neon.data.dataiterator import NervanaDataIterator
from neon.data.datasets import Dataset


class QA(NervanaDataIterator):
    """Minibatches of stories, questions and answers.

    Args:
        story, query: arrays (examples, words) of word numbers. answer: one-hot array (examples, vocabulary).

    Yields:
        ([story (words, batch), query (words, batch)], answer (vocabulary, batch)), in an order drawn from be.rng.
    """

    def __init__(self, story, query, answer):
        super().__init__(name=None)
        self.story, self.query, self.answer = story, query, answer
        self.ndata, self.nbatches = len(story), len(story) // self.be.bsz
        if not self.nbatches:
            raise ValueError(f"QA has {self.ndata} examples, fewer than the batch size {self.be.bsz}")
        self.story_length, self.query_length = story.shape[1], query.shape[1]
        self.shape = [(self.story_length, 1), (self.query_length, 1)]
        self.xbuf = [self.be.iobuf(self.story_length, dtype=np.int32), self.be.iobuf(self.query_length, dtype=np.int32)]
        self.ybuf = self.be.iobuf(answer.shape[1])
        self.batch_index = 0

    def reset(self):
        """Go back to the first minibatch."""
        self.batch_index = 0

    def __iter__(self):
        """Yield minibatches; a rest smaller than a batch is left out."""
        order = self.be.rng.permutation(self.ndata)
        size = self.be.bsz
        for batch in range(self.nbatches):
            rows = order[batch * size : (batch + 1) * size]
            self.xbuf[0][:] = np.ascontiguousarray(self.story[rows].T)
            self.xbuf[1][:] = np.ascontiguousarray(self.query[rows].T)
            self.ybuf[:] = np.ascontiguousarray(self.answer[rows].T)
            yield self.xbuf, self.ybuf


class BABI(Dataset):
    """Stories and questions of Facebook's bAbI tasks, from babi_tasks_1-20_v1-2.tar.gz in `path`.

    Args:
        task: for instance 'qa1_single-supporting-fact'. subset: 'en', 'en-10k', 'hn', …
    """

    def __init__(self, path=".", task="qa1_single-supporting-fact", subset="en"):
        super().__init__("babi_tasks_1-20_v1-2.tar.gz", "", 11745123, path=path)
        self.task, self.subset = task, subset
        self.tasks = {name: self.parse(text) for name, text in self._texts().items()}
        self._index()

    def _texts(self):
        with tarfile.open(self.file()) as archive:
            texts = {}
            for part in ("train", "test"):
                name = os.path.join("tasks_1-20_v1-2", self.subset, f"{self.task}_{part}.txt")
                texts[part] = archive.extractfile(name).read().decode("utf-8")
            return texts

    @staticmethod
    def tokenize(sentence):
        """Split a sentence into words and punctuation."""
        return [word.strip() for word in re.split(r"(\W+)", sentence) if word.strip()]

    @classmethod
    def parse(cls, text):
        """Return [(story words, question words, answer)]."""
        found, story = [], []
        for line in text.strip().split("\n"):
            number, line = line.split(" ", 1)
            if int(number) == 1:
                story = []
            if "\t" in line:
                question, answer, _ = line.split("\t")
                found.append(([w for s in story for w in s], cls.tokenize(question), answer))
            else:
                story.append(cls.tokenize(line))
        return found

    def _index(self):
        everything = [example for part in self.tasks.values() for example in part]
        words = {w for story, query, answer in everything for w in [*story, *query, answer]}
        self.vocab = sorted(words)
        self.vocab_size = len(self.vocab) + 1
        self.word_to_index = {word: number + 1 for number, word in enumerate(self.vocab)}
        self.story_maxlen = max(len(story) for story, _, _ in everything)
        self.query_maxlen = max(len(query) for _, query, _ in everything)

    def _numbers(self, words, length):
        numbers = [self.word_to_index[word] for word in words]
        return [0] * (length - len(numbers)) + numbers

    def vectorize(self, examples):
        """Return (stories, questions, one-hot answers) as arrays, padded with 0 at the front."""
        story = np.array([self._numbers(s, self.story_maxlen) for s, _, _ in examples], dtype=np.int32)
        query = np.array([self._numbers(q, self.query_maxlen) for _, q, _ in examples], dtype=np.int32)
        answer = np.zeros((len(examples), self.vocab_size), dtype=np.float32)
        answer[np.arange(len(examples)), [self.word_to_index[a] for _, _, a in examples]] = 1
        return story, query, answer

    def gen_iterators(self):
        """Return {'train': …, 'test': …}."""
        return {name: QA(*self.vectorize(examples)) for name, examples in self.tasks.items()}
