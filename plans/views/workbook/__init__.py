"""The wizard that brings a workbook in: upload, what we understood, words, preview, result."""
