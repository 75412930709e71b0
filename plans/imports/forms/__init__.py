"""Forms over what was understood of a file: they are made of the reading, so they stand with it."""
