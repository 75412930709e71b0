"""Making, writing, freezing and publishing reports."""
