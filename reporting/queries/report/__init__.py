"""A report as data: built once from what is live or what was frozen, then drawn in many ways."""
