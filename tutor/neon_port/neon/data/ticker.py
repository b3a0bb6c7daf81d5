"""Made-up sequence tasks, new in every batch, drawn from NumPy's **global** generator."""

import numpy as np

from neon.base import NervanaObject
from neon.data.dataiterator import NervanaDataIterator


class Task(NervanaObject):
    """Base of tasks: `synthesize(inputs, targets, mask)` fills one minibatch.

    Attributes:
        nin, nout: features of inputs and targets. time_steps_max: steps of the longest sequence.
    """

    def __init__(self, name=None):
        super().__init__(name)

    def fetch_io(self, time_steps_func):
        """Return zeroed (inputs, targets, mask) of (features, time_steps · batch)."""
        steps = time_steps_func * self.be.bsz
        return np.zeros((self.nin, steps)), np.zeros((self.nout, steps)), np.zeros((self.nout, steps))

    def fill_buffers(self, length, inputs, outputs, masks, in_tensor, out_tensor, mask_tensor):
        """Write arrays into the leading columns of tensors, zeros behind."""
        for array, tensor in ((inputs, in_tensor), (outputs, out_tensor), (masks, mask_tensor)):
            full = np.zeros(tensor.shape, dtype=np.float32)
            full[:, : array.shape[1]] = array
            tensor[:] = full


class CopyTask(Task):
    """Repeat a sequence of random bits after an end marker.

    Args:
        seq_len_max: longest sequence. vec_size: bits in each step. Inputs have two more rows: begin and end.
    """

    def __init__(self, seq_len_max, vec_size):
        super().__init__()
        self.seq_len_max, self.vec_size = seq_len_max, vec_size
        self.nin, self.nout = vec_size + 2, vec_size
        self.time_steps_func = lambda length: 2 * length + 2
        self.time_steps_max = 2 * seq_len_max + 2

    def synthesize(self, in_tensor, out_tensor, mask_tensor):
        """Fill one minibatch; the mask is 1 while the answer is due."""
        size = self.be.bsz
        length = np.random.randint(1, self.seq_len_max + 1)
        inputs, outputs, masks = self.fetch_io(self.time_steps_func(length))
        bits = np.random.binomial(1, 0.5, (self.vec_size, length * size))
        stop = size * (length + 1)
        inputs[-2, :size] = 1
        inputs[-1, stop : stop + size] = 1
        inputs[: self.vec_size, size:stop] = bits
        outputs[:, stop + size : stop + size + length * size] = bits
        masks[:, stop + size :] = 1
        self.fill_buffers(length, inputs, outputs, masks, in_tensor, out_tensor, mask_tensor)


class RepeatCopyTask(Task):
    """Repeat a sequence of random bits a given number of times.

    Args:
        seq_len_max: longest sequence. repeat_count_max: most repetitions. vec_size: bits in each step.
    """

    def __init__(self, seq_len_max, repeat_count_max, vec_size):
        super().__init__()
        self.seq_len_max, self.repeat_count_max, self.vec_size = seq_len_max, repeat_count_max, vec_size
        self.nin, self.nout = vec_size + 2, vec_size + 1
        self.time_steps_func = lambda length, count: length * (count + 1) + 3
        self.time_steps_max = self.time_steps_func(seq_len_max, repeat_count_max)

    def synthesize(self, in_tensor, out_tensor, mask_tensor):
        """Fill one minibatch; the mask is 1 while the answer is due."""
        size = self.be.bsz
        length = np.random.randint(1, self.seq_len_max + 1)
        count = np.random.randint(1, self.repeat_count_max + 1)
        inputs, outputs, masks = self.fetch_io(self.time_steps_func(length, count))
        bits = np.random.binomial(1, 0.5, (self.vec_size, length * size))
        stop = size * (length + 1)
        inputs[-2, :size] = 1
        inputs[-1, stop : stop + size] = count
        inputs[: self.vec_size, size:stop] = bits
        begin, end = stop + size, stop + size + length * size * count
        outputs[: self.vec_size, begin:end] = np.tile(bits, (1, count))
        outputs[-1, end : end + size] = 1
        masks[:, begin:] = 1
        self.fill_buffers(length, inputs, outputs, masks, in_tensor, out_tensor, mask_tensor)


class PrioritySortTask(Task):
    """Sort random bit vectors by their priorities, highest first.

    Args:
        seq_len_max: longest sequence. vec_size: bits in each step. Row vec_size holds the priority.
    """

    def __init__(self, seq_len_max, vec_size):
        super().__init__()
        self.seq_len_max, self.vec_size = seq_len_max, vec_size
        self.nin, self.nout = vec_size + 3, vec_size
        self.time_steps_func = lambda length: 2 * length + 2
        self.time_steps_max = 2 * seq_len_max + 2

    def synthesize(self, in_tensor, out_tensor, mask_tensor):
        """Fill one minibatch; the mask is 1 while the answer is due."""
        size = self.be.bsz
        length = np.random.randint(1, self.seq_len_max + 1)
        inputs, outputs, masks = self.fetch_io(self.time_steps_func(length))
        bits = np.random.binomial(1, 0.5, (self.vec_size, length, size))
        priorities = np.random.uniform(-1, 1, (length, size))
        stop = size * (length + 1)
        inputs[-2, :size] = 1
        inputs[-1, stop : stop + size] = 1
        inputs[: self.vec_size, size:stop] = bits.reshape(self.vec_size, -1)
        inputs[self.vec_size, size:stop] = priorities.reshape(-1)
        order = np.argsort(-priorities, axis=0)
        ordered = np.take_along_axis(bits, order[None], axis=1)
        outputs[:, stop + size : stop + size + length * size] = ordered.reshape(self.vec_size, -1)
        masks[:, stop + size :] = 1
        self.fill_buffers(length, inputs, outputs, masks, in_tensor, out_tensor, mask_tensor)


class Ticker(NervanaDataIterator):
    """Minibatches of a task: yields (inputs, (targets, mask)), for GeneralizedCostMask.

    Attributes:
        nbatches: 100 batches an epoch.
    """

    def __init__(self, task):
        super().__init__(name=None)
        self.task = task
        self.batch_index = 0
        self.nbatches = 100
        self.ndata = self.nbatches * self.be.bsz
        steps = task.time_steps_max
        self.shape = (task.nin, steps)
        self.dev_X = self.be.iobuf((task.nin, steps))
        self.dev_y = self.be.iobuf((task.nout, steps))
        self.mask = self.be.iobuf((task.nout, steps))

    def reset(self):
        """Every batch is new; nothing to go back to."""
        self.batch_index = 0

    def __iter__(self):
        """Yield 100 new minibatches."""
        self.batch_index = 0
        while self.batch_index < self.nbatches:
            self.task.synthesize(self.dev_X, self.dev_y, self.mask)
            self.batch_index += 1
            yield self.dev_X, (self.dev_y, self.mask)
