"""What the learner says of it: the system usability scale."""

from __future__ import annotations

from collections.abc import Sequence


def sus(answers: Sequence[int]) -> float:
    """Return the score, 0 to 100, of ten answers from 1 (disagree) to 5 (agree), in the scale's own order.

    2.5·(Σ_odd(x − 1) + Σ_even(5 − x)): odd items praise, even items complain (Brooke 1996).
    """
    if len(answers) != 10:
        raise ValueError(f"{len(answers)} answers; the scale has 10 items")
    for index, answer in enumerate(answers):
        if answer not in (1, 2, 3, 4, 5):
            raise ValueError(f"answers[{index}] is {answer!r}; expected a whole number from 1 to 5")
    praise = sum(answer - 1 for answer in answers[::2])
    complaint = sum(5 - answer for answer in answers[1::2])
    return 2.5 * (praise + complaint)
