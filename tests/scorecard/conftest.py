"""The fixtures of the log's own tests."""

from tests.progress.conftest import clock as clock
from tests.progress.conftest import log as log
