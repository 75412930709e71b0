"""Text as people search it and as files can carry it."""

import re

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
SPACES = {ord(space): " " for space in "\t\u00a0\u2007\u202f"}
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def fold(*texts: str | None) -> str:
    """Join texts into one casefolded line without NUL bytes.

    SQLite compares ä and Ä as different letters; a stored folded column makes a search answer the same on every database.
    """
    joined = " ".join(text for text in texts if text)
    return " ".join(joined.replace("\x00", "").casefold().split())


def for_xml(text: str) -> str:
    """Leave out the characters that XML can't carry, and give line breaks their one form."""
    return NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean(text: str) -> str:
    """The text without what nobody sees: soft hyphens, zero-width marks, spare spaces on a line and around it all.

    No-break spaces become plain ones; line breaks stay, in their one form.
    """
    if text.isprintable() and "  " not in text:  # one line of letters, signs and plain spaces
        return text.strip()
    visible = INVISIBLE.sub("", for_xml(text)).translate(SPACES)
    return "\n".join(" ".join(line.split()) for line in visible.split("\n")).strip()
