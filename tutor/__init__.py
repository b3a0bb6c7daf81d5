"""dltutor: a terminal tutor for deep-learning frameworks that runs the learner's code for real."""

__version__ = "0.1.0"
