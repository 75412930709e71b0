"""One report object drawn many ways: page, PDF, Word, workbook, open data."""
