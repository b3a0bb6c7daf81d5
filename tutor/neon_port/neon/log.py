"""The logger `neon`, with the level DISPLAY (41) for what a user should always see."""

import logging

DISPLAY_LEVEL_NUM = 41


class NeonLogger(logging.Logger):
    """A logger with `display`, which stands above ERROR and so always shows."""

    def display(self, message, *args, **kwargs):
        """Log at level DISPLAY."""
        if self.isEnabledFor(DISPLAY_LEVEL_NUM):
            self._log(DISPLAY_LEVEL_NUM, message, args, **kwargs)


def _make(name):
    """Make the logger without changing the class that other packages' loggers get."""
    logging.addLevelName(DISPLAY_LEVEL_NUM, "DISPLAY")
    manager = logging.Logger.manager
    before = manager.loggerClass
    manager.setLoggerClass(NeonLogger)
    try:
        return logging.getLogger(name)
    finally:
        manager.loggerClass = before


logger = _make("neon")
