"""squared_distances(a, b): (n, d) and (m, d) -> (n, m), all squared distances, no loop, none negative."""
