"""Workbooks on their way in: understanding, preview, applying, undoing."""
