"""The command line: thin commands that parse, call the core and print."""

from tutor.cli.entry import main

__all__ = ["main"]
