"""fit(x, y), probability(fitted, x), predict(fitted, x): logistic regression on x (n, 2), y (n,)."""
