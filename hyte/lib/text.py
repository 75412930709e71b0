"""Text as people search it."""


def fold(*texts: str | None) -> str:
    """Join texts into one casefolded line without NUL bytes.

    SQLite compares ä and Ä as different letters; a stored folded column makes a search answer the same on every database.
    """
    joined = " ".join(text for text in texts if text)
    return " ".join(joined.replace("\x00", "").casefold().split())
