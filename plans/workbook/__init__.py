"""The implementation workbook: its columns, the words in them and what each row looks like today."""
