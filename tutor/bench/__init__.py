"""The benchmark: the same work in each framework, found equal first and timed then."""
