"""The scorecard: five questions, each framework's answers with n and interval, and what is still to be measured."""

from progress.scorecard.gathering import Coverage, gather
from progress.scorecard.model import QUESTIONS, Cell, Order, Row, Scorecard, order

__all__ = ["QUESTIONS", "Cell", "Coverage", "Order", "Row", "Scorecard", "gather", "order"]
