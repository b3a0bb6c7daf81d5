"""Hello, TensorFlow: environment() -> (version, device); twice(x) -> a tensor, x doubled."""
