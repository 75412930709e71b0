"""What a file would do to the plan, row by row and cell by cell."""
