"""What a name in a source means, read and never run; `▮` is the cursor."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor import catalog
from tutor.symbols import paths_at, used

CASES = {
    "a chain": ("import torch\nm = torch.nn.Lin▮ear(3, 4)", ("torch.nn.Linear",)),
    "a part of a chain": ("import torch\nm = torch.n▮n.Linear(3, 4)", ("torch.nn",)),
    "from … import": ("from torch import nn\nm = nn.Linear▮(3, 4)", ("torch.nn.Linear",)),
    "import … as": ("import tensorflow as tf\nd = tf.keras.layers.▮Dense(3)", ("tensorflow.keras.layers.Dense",)),
    "from … import … as": ("from torch.nn import functional as F\nF.re▮lu(x)", ("torch.nn.functional.relu",)),
    "the import itself": ("from torch import n▮n", ("torch.nn",)),
    "a name that nobody imported": ("y = torch.me▮an(x)", ("torch.mean",)),
    "a backend": (
        "from neon.backends import gen_backend\nbe = gen_backend()\ny = be.do▮t(a, b)",
        ("neon.backends.gen_backend().dot", "?.dot"),
    ),
    "a method of an instance": (
        "from torch import nn\nlayer = nn.Linear(3, 4)\nlayer.register_bu▮ffer('a', None)",
        ("torch.nn.Linear().register_buffer", "?.register_buffer"),
    ),
    "a method of a result": ("import torch\nx = torch.zeros(3).vi▮ew(3, 1)", ("torch.zeros().view", "?.view")),
    "after brackets with brackets": (
        "import torch\nx = torch.zeros(f(3)[0], (2)).view(1).su▮m()",
        ("torch.zeros().view().sum", "?.sum"),
    ),
    "a chain over lines": ("import torch\nx = (\n    torch.zeros(3)\n    .view(3, 1)\n    .su▮m()\n)",
                           ("torch.zeros().view().sum", "?.sum")),
    "with … as": ("import tensorflow as tf\nwith tf.GradientTape() as tape:\n    tape.wat▮ch(x)",
                  ("tensorflow.GradientTape().watch", "?.watch")),
    "self of a class": (
        "import torch\nclass Net(torch.nn.Module):\n    def f(self):\n        self.tra▮in()",
        ("torch.nn.Module().train", "?.train"),
    ),
    "what __init__ made": (
        "from torch import nn\nclass Net(nn.Module):\n    def g(self):\n        self.body.wei▮ght\n"
        "    def __init__(self):\n        self.body = nn.Linear(3, 4)",
        ("torch.nn.Linear().weight", "?.weight"),
    ),
    "super": ("from torch import nn\nclass Net(nn.Module):\n    def __init__(self):\n        super().__ini▮t__()",
              ("torch.nn.Module().__init__", "?.__init__")),
    "an instance of one's own class": (
        "from torch import nn\nclass Net(nn.Module):\n    pass\nNet().ev▮al()", ("torch.nn.Module().eval", "?.eval"),
    ),
    "an annotated parameter": ("import torch\ndef f(x: torch.Tensor):\n    return x.me▮an()",
                               ("torch.Tensor().mean", "?.mean")),
    "a bare parameter": ("import torch\nx = torch\ndef f(x):\n    return x.me▮an()", ("?.mean",)),
    "an operation": ("def f(x, y):\n    return (x + y).me▮an()", ("?.mean",)),
    "an item": ("def f(x):\n    return x[0].me▮an()", ("?.mean",)),
    "the name of an argument": ("from torch import nn\nnn.Linear(3, bi▮as=False)", ("torch.nn.Linear",)),
    "between the brackets": ("from torch import nn\nnn.Linear(3, (1, 2), ▮ 4)", ("torch.nn.Linear",)),
    "an assignment is no argument": ("import torch\nbi▮as = torch.zeros(3)", ("torch.zeros",)),
    "the last of several": ("import torch\nm = torch.nn.ReLU()\nm = torch.nn.Linear(1, 2)\nm.exten▮d",
                            ("torch.nn.Linear().extend", "?.extend")),
    "a comment": ("import torch\n# see torch.me▮an", ("torch.mean",)),
    "an unfinished line": ("from torch import nn\ndef f(:\nlayer = nn.Lin▮ear(3,\n", ("torch.nn.Linear",)),
    "below an unfinished function": ("from torch import nn\ndef f(x):\n\nnn.Lin▮ear", ("torch.nn.Linear",)),
    "one's own function": ("def f(x):\n    return x\nf▮(3)", ()),
    "nothing": ("x = 1\n▮\ny = 2", ()),
    "a number": ("x = 1▮2", ()),
    "text": ("'a'.jo▮in", ()),
}  # fmt: skip


def at_cursor(text: str) -> tuple[str, ...]:
    before, after = text.split("▮")
    return paths_at(before + after, before.count("\n"), len(before.rpartition("\n")[2]))


@pytest.mark.parametrize("name", CASES)
def test_the_name_under_the_cursor(name: str) -> None:
    text, expected = CASES[name]
    assert at_cursor(text) == expected


@given(st.text(alphabet="ab.()[]=, \n:#'\"\t\\torchdefclass", max_size=80), st.integers(-1, 9), st.integers(-1, 40))
def test_any_text_is_read(source: str, row: int, column: int) -> None:
    assert isinstance(paths_at(source, row, column), tuple)
    used(source)


def test_what_a_source_uses() -> None:
    source = """
        import numpy as np
        import torch
        from torch import nn
        def f(x):
            y = torch.zeros(3).view(1)
            y.sum()
            (x + 1).mean()
            model = nn.Sequential(nn.Linear(3, 4))
            model.train()
            return np.asarray(y, dtype=torch.float32)
    """
    assert set(used(textwrap.dedent(source))) == {
        "torch.zeros", "torch.zeros().view", "torch.zeros().view().sum", "torch.nn.Sequential", "torch.nn.Linear",
        "torch.nn.Sequential().train", "numpy.asarray", "torch.float32", "?.mean",
    }  # fmt: skip


def test_most_solutions_use_their_framework_by_name() -> None:
    roots = {"pytorch": {"torch"}, "tensorflow": {"tensorflow", "keras"}, "neon": {"neon"}}
    for framework, known in roots.items():
        tasks = [task for task in catalog.load().tasks if framework in task.frameworks]
        using = [task for task in tasks if {p.split(".")[0] for p in used(task.solution(framework))} & known]
        assert len(using) > 0.7 * len(tasks), set(tasks) - set(using)
