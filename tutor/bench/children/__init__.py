"""What runs in each framework's own interpreter: Python 3.8, the standard library, NumPy and that framework."""
