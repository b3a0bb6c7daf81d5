"""Three activations from elementary functions: softplus(x), leaky_relu(x, slope=0.1) and gelu(x)."""
