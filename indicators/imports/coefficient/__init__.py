"""Figures of all areas for a calculation of the coefficient: from a pasted table, a file or fetched figures to its inputs."""
