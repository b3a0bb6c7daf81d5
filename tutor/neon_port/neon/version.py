"""The version of neon whose interface this port offers."""

VERSION = "2.6.0"
PORT = True
"""True in the bundled port; upstream neon has no such attribute."""
