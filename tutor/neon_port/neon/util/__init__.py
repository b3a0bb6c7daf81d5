"""Files, descriptions and command lines."""
