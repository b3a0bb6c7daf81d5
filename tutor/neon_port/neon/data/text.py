"""Text as sequences of characters or words."""

import numpy as np

from neon.data.dataiterator import ArrayIterator, NervanaDataIterator
from neon.data.datasets import Dataset


class Text(NervanaDataIterator):
    """Minibatches of a text for next-token models.

    Column n of the batches reads one stretch of the text from beginning to end, so that a recurrent state may go
    on from batch to batch. The tail that fills no batch is dropped.

    Args:
        time_steps: T, tokens in a minibatch and column.
        path: text file.
        vocab: list of tokens; those of the text, sorted, if None.
        tokenizer: f(text) → list of tokens; characters if None.
        onehot_input: inputs are one-hot (nclass, T · batch); else token numbers int32 (T, batch).
        reverse_target: targets are the inputs of each column in reverse order (for sequence to sequence).
        get_prev_target: inputs are a tuple (inputs, targets shifted by one), for decoders.

    Attributes:
        vocab, token_to_index, index_to_token, nclass.
        Targets are one-hot (nclass, T · batch): the next token of each input.
    """

    def __init__(
        self, time_steps, path, vocab=None, tokenizer=None, onehot_input=True, reverse_target=False,
        get_prev_target=False,
    ):  # fmt: skip
        super().__init__(name=None)
        self.seq_length, self.path = time_steps, path
        self.onehot_input, self.reverse_target, self.get_prev_target = onehot_input, reverse_target, get_prev_target
        self.batch_index = 0
        tokens = self._tokens(path, tokenizer)
        self.vocab = sorted(set(tokens)) if vocab is None else vocab
        self.nclass = len(self.vocab)
        self.token_to_index = {token: number for number, token in enumerate(self.vocab)}
        self.index_to_token = dict(enumerate(self.vocab))
        self._cut([self._number(token) for token in tokens])
        self._make_buffers()

    @staticmethod
    def _tokens(path, tokenizer):
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
        return list(text) if tokenizer is None else tokenizer(text)

    def _number(self, token):
        try:
            return self.token_to_index[token]
        except KeyError:
            raise ValueError(f"the token {token!r} of {self.path} is not in the vocabulary") from None

    def _cut(self, numbers):
        """Cut the text into (batch, batches, steps); targets are one token ahead (the last wraps around), or,
        with reverse_target, the inputs in reverse order.
        """
        per_batch = self.be.bsz * self.seq_length
        self.nbatches = len(numbers) // per_batch
        self.ndata = self.nbatches * self.be.bsz
        if not self.nbatches:
            raise ValueError(f"{self.path} has {len(numbers)} tokens; a minibatch takes {per_batch}")
        used = np.array(numbers[: self.nbatches * per_batch])
        shape = (self.be.bsz, self.nbatches, self.seq_length)
        self.X = used.reshape(shape)
        self.y = np.concatenate([used[1:], used[:1]]).reshape(shape)
        if self.reverse_target:
            self.y = self.X[:, :, ::-1]

    def _make_buffers(self):
        steps = self.seq_length
        self.dev_y = self.be.iobuf((self.nclass, steps))
        self.shape = (self.nclass, steps) if self.onehot_input else (steps, 1)
        make = self._input_buffer
        self.dev_X = make()
        if self.get_prev_target:
            self.dev_z = make()
            self.shape = [self.shape, self.shape]

    def _input_buffer(self):
        if self.onehot_input:
            return self.be.iobuf((self.nclass, self.seq_length))
        return self.be.iobuf(self.seq_length, dtype=np.int32)

    def reset(self):
        """Go back to the first minibatch."""
        self.batch_index = 0

    def _onehot(self, numbers):
        """One-hot (nclass, steps · batch) of (batch, steps) token numbers."""
        return (np.arange(self.nclass)[:, None] == numbers.T.reshape(-1)).astype(np.float32)

    def _fill(self, buffer, numbers):
        buffer[:] = self._onehot(numbers) if self.onehot_input else np.ascontiguousarray(numbers.T)

    def __iter__(self):
        """Yield (inputs, targets)."""
        self.batch_index = 0
        while self.batch_index < self.nbatches:
            x, y = self.X[:, self.batch_index], self.y[:, self.batch_index]
            self._fill(self.dev_X, x)
            self.dev_y[:] = self._onehot(y)
            self.batch_index += 1
            if self.get_prev_target:
                self._fill(self.dev_z, np.concatenate([y[:, -1:] * 0, y[:, :-1]], axis=1))
                yield (self.dev_X, self.dev_z), self.dev_y
            else:
                yield self.dev_X, self.dev_y

    @staticmethod
    def create_valid_file(path, valid_split=0.1):
        """Split a text file into <name>_train and <name>_valid; returns both paths."""
        import os

        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
        root, extension = os.path.splitext(path)
        begin = int((1 - valid_split) * len(text))
        paths = f"{root}_train{extension}", f"{root}_valid{extension}"
        for name, part in zip(paths, (text[:begin], text[begin:]), strict=False):
            with open(name, "w", encoding="utf-8") as file:
                file.write(part)
        return paths

    @staticmethod
    def pad_sentences(sentences, sentence_length=None, dtype=np.int32, pad_val=0.0):
        """Pad lists of token numbers at the front to one length, or cut them. Returns (sentences, length)."""
        length = sentence_length or max(len(sentence) for sentence in sentences)
        padded = np.full((len(sentences), length), pad_val, dtype=dtype)
        for row, sentence in zip(padded, sentences, strict=False):
            kept = sentence[-length:]
            if len(kept):
                row[length - len(kept) :] = kept
        return padded

    @staticmethod
    def get_vocab(tokens, vocab=None):
        """Return (vocabulary, token → number, number → token)."""
        vocab = sorted(set(tokens)) if vocab is None else vocab
        return vocab, {t: i for i, t in enumerate(vocab)}, dict(enumerate(vocab))


class _TextFiles(Dataset):
    """Base of data sets of text files in `path`."""

    files: dict = {}

    def __init__(self, path=".", **options):
        super().__init__(next(iter(self.files.values())), "", 0, path=path)
        self.options = options

    def _path(self, name):
        self.filename = self.files[name]
        return self.file()


class Shakespeare(_TextFiles):
    """Shakespeare's works by character, from shakespeare_input.txt in `path`; a tenth is the validation set."""

    files = {"train": "shakespeare_input.txt"}

    def __init__(self, timesteps, path="."):
        super().__init__(path)
        self.timesteps = timesteps

    def gen_iterators(self):
        """Return {'train': …, 'valid': …}."""
        train_path, valid_path = Text.create_valid_file(self._path("train"))
        train = Text(self.timesteps, train_path)
        return {"train": train, "valid": Text(self.timesteps, valid_path, vocab=train.vocab)}


class PTB(_TextFiles):
    """The Penn treebank, from ptb.train.txt, ptb.valid.txt and ptb.test.txt in `path`."""

    files = {"train": "ptb.train.txt", "valid": "ptb.valid.txt", "test": "ptb.test.txt"}

    def __init__(
        self, timesteps, path=".", onehot_input=True, tokenizer=None, reverse_target=False, get_prev_target=False
    ):
        super().__init__(path)
        self.timesteps = timesteps
        if tokenizer == "newline_tokenizer":
            tokenizer = self.newline_tokenizer
        self.tokenizer = tokenizer
        self.options = {
            "onehot_input": onehot_input,
            "tokenizer": tokenizer,
            "reverse_target": reverse_target,
            "get_prev_target": get_prev_target,
        }

    @staticmethod
    def newline_tokenizer(text):
        """Words, with '<eos>' for the end of a line."""
        return text.replace("\n", "<eos>").split()

    def gen_iterators(self):
        """Return {'train': …, 'valid': …, 'test': …}."""
        train = Text(self.timesteps, self._path("train"), **self.options)
        others = {n: Text(self.timesteps, self._path(n), vocab=train.vocab, **self.options) for n in ("valid", "test")}
        return {"train": train, **others}


class HutterPrize(_TextFiles):
    """The first 100 million bytes of a Wikipedia dump, enwik8, in `path`."""

    files = {"train": "enwik8"}

    def __init__(self, path="."):
        super().__init__(path)

    def gen_iterators(self):
        """Return {'train': …} with 100 characters a step."""
        return {"train": Text(100, self._path("train"))}


class IMDB(Dataset):
    """Film reviews as word numbers, from imdb.npz (arrays x_train, y_train, x_test, y_test) in `path`.

    Args:
        vocab_size: words with higher numbers become 2 (unknown). sentence_length: words kept, padded at the front.
    """

    def __init__(self, vocab_size, sentence_length, path="."):
        super().__init__("imdb.npz", "", 0, path=path)
        self.vocab_size, self.sentence_length = vocab_size, sentence_length

    def gen_iterators(self):
        """Return {'train': …, 'valid': …}."""
        sets = {}
        with np.load(self.file(), allow_pickle=False) as data:
            for name, part in (("train", "train"), ("valid", "test")):
                x = np.where(data[f"x_{part}"] < self.vocab_size, data[f"x_{part}"], 2)
                sets[name] = ArrayIterator(x[:, -self.sentence_length :], data[f"y_{part}"], nclass=2, name=name)
        return sets


class SICK(Dataset):
    """Not part of this port."""

    def __init__(self, path="SICK_data/"):
        raise NotImplementedError("SICK needs upstream's sentence preprocessing; this port has no such data set")
