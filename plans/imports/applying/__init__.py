"""A preview put into the plan."""
