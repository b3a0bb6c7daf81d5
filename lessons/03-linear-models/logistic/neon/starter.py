"""fit(x, y), probability(fitted, x), predict(fitted, x): logistic regression on x (2, n), y (1, n)."""
