"""What `dltutor dev new` writes: a small task that keeps the contract, with its words still to be found."""

TASK = """\
id: {id}
title: "TODO: what is learnt, in a line"
skill: new-skill
level: 1
par_minutes: 3
time_limit_s: 10
tolerance: {cpu: 1e-6, gpu: 1e-5}
mistakes:
  unchanged: "TODO: what happened, in a sentence or two, not what to type."
frameworks:
  pytorch:
    docs:
      - {name: torch.mul, url: "https://docs.pytorch.org/docs/stable/generated/torch.mul.html"}
      - {name: torch.Tensor, url: "https://docs.pytorch.org/docs/stable/tensors.html"}
    hints: ["TODO: a question that points the way", "TODO: the approach", "TODO: almost the code"]
  tensorflow:
    docs:
      - {name: tensorflow.multiply, url: "https://www.tensorflow.org/api_docs/python/tf/math/multiply"}
      - {name: tensorflow.Tensor, url: "https://www.tensorflow.org/api_docs/python/tf/Tensor"}
    hints: ["TODO: a question that points the way", "TODO: the approach", "TODO: almost the code"]
  neon:
    docs:
      - {name: neon.backends.gen_backend, url: "https://github.com/NervanaSystems/neon"}
      - {name: neon.backends.backend.Tensor, url: "https://github.com/NervanaSystems/neon/blob/master/neon/backends/backend.py"}
    hints: ["TODO: a question that points the way", "TODO: the approach", "TODO: almost the code"]
"""

BRIEF = """\
# TODO: the title once more

TODO: why one would want this, in a few sentences.

Write `double(x)`: it takes a float32 tensor of any shape and returns a tensor of the same shape, each element twice
as large.
"""

CHECK = '''\
"""The check of this task: NumPy only, for all frameworks at once."""


def check_doubles_every_element(sub, expect):
    """Every element of the result is twice the input's."""
    x = sub.rng.normal(size=(4, 3)).astype("float32")
    got = sub.call("double", x)
    expect(got).tensor().shape((4, 3)).close(2 * x, mistakes={"unchanged": x})
'''

CODE = '''\
{head}

def double(x):
    """Return a tensor of the shape of x with every element doubled."""
{body}'''

HEADS = {
    "pytorch": "import torch\n",
    "tensorflow": "import tensorflow as tf\n",
    "neon": "from neon.backends import gen_backend\n\nbe = gen_backend(batch_size=32, rng_seed=0)\n",
}

BODIES = {
    "starter.py": "    # TODO\n",
    "solution.py": "    return 2 * x\n",
    "other_sum.py": "    return x + x\n",
    "wrong_unchanged.py": "    return x\n",
}
