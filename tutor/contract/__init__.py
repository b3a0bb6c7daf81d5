"""The contract of every task, held by `dltutor dev check` and the test suite.

For each framework that a task offers: the starter fails cleanly, the solution and every other valid way
pass, every wrong answer fails with the mistake of its name, over several seeds and in half the time limit;
hints help and do not give away; documentation names resolve; no file is stray.
"""

from tutor.contract.finding import Finding
from tutor.contract.holding import hold
from tutor.contract.scaffold import scaffold

__all__ = ["Finding", "hold", "scaffold"]
