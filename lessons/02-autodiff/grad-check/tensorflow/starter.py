"""numeric_gradient(f, x, h) and gradients_agree(f, x, gradient): a gradient checked by central differences."""
