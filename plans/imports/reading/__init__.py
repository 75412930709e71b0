"""What a file seems to mean, before a row of it is compared."""
