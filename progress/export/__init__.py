"""The log for others: exports, and the study file that collects them."""
