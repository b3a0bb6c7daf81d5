"""Printing: data on stdout, messages on stderr, and nothing that a learner or a framework wrote is markup."""

from __future__ import annotations

import sys
from typing import TextIO

import click
import msgspec
from rich.console import Console
from rich.text import Text

# What a terminal would obey becomes the picture that Unicode has for it, or the sign for what cannot be shown.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\t"} | {0x7F: 0x2421}
_HIDDEN = [*range(0x80, 0xA0), *range(0xD800, 0xE000), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_HIDDEN += [0x061C, 0x200E, 0x200F, 0x2028, 0x2029]
_PICTURES |= dict.fromkeys(_HIDDEN, 0xFFFD)


def literal(text: str) -> str:
    """Return `text` with everything that a terminal would obey made visible instead."""
    return text.translate(_PICTURES)


def console(stream: TextIO | None = None) -> Console:
    """Return a console on `stream` (default stdout) that takes nothing for markup and wraps only on a terminal."""
    stream = stream or sys.stdout
    width = None if stream.isatty() else 10_000
    return Console(file=stream, markup=False, highlight=False, emoji=False, width=width, soft_wrap=True)


def print_json(content: object) -> None:
    """Print one JSON document on stdout; numbers that JSON cannot hold (nan, inf) become null."""
    click.echo(msgspec.json.format(msgspec.json.encode(content), indent=2).decode())


def print_message(text: str) -> None:
    """Print a line of ours on stderr."""
    console(sys.stderr).print(Text(literal(text)))


def print_problem(title: str, message: str, remedy: str = "") -> None:
    """Print what went wrong, and what to do about it, on stderr."""
    text = Text()
    text.append(literal(title), "bold red").append(f": {literal(message)}")
    if remedy:
        text.append(f"\n{literal(remedy)}")
    console(sys.stderr).print(text)
