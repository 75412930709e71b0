"""A county's own figures by file: columns guessed and told, rows read, compared with what stands, written, taken back."""
