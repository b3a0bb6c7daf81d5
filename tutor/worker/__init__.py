"""What runs in the framework's interpreter. Standard library and NumPy only; Python 3.8 syntax."""
