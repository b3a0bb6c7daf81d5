"""Adam: a class `Adam(rate, beta1=0.9, beta2=0.999, epsilon=1e-8)` with a method `step(w, gradient)`."""
