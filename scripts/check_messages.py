"""Check that every .mo holds exactly what its .po says, and that Finnish and Swedish lack nothing.

A user's machine has no gettext, so the compiled files are committed. Reads both formats with the standard library.
"""

import ast
import gettext
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPLETE = ("fi", "sv")


def read_po(file: Path) -> dict[str | tuple[str, int], str]:
    """Return the entries as a .mo has them: context before a control character, plurals by number; unsure ones left out."""
    entries: dict = {}
    for block in file.read_text(encoding="utf-8").split("\n\n"):
        fields = read_block(block)
        if fields is None or "msgid" not in fields:
            continue
        key = f"{fields['msgctxt']}\x04{fields['msgid']}" if "msgctxt" in fields else fields["msgid"]
        if "msgid_plural" in fields:
            forms = {name: text for name, text in fields.items() if name.startswith("msgstr[")}
            entries |= {(key, int(name[7:-1])): text for name, text in forms.items()}
        else:
            entries[key] = fields.get("msgstr", "")
    return entries


def read_block(block: str) -> dict[str, str] | None:
    """Return keyword → text of one entry, or None for an obsolete or fuzzy one."""
    fields: dict[str, str] = {}
    keyword = ""
    for line in block.splitlines():
        if line.startswith("#, ") and "fuzzy" in line:
            return None
        if line.startswith("#") or not line.strip():
            continue
        if not line.startswith('"'):
            keyword, line = line.split(" ", 1)
            fields[keyword] = ""
        fields[keyword] += ast.literal_eval(line.strip())
    return fields


def read_mo(file: Path) -> dict:
    with file.open("rb") as binary:
        return dict(gettext.GNUTranslations(binary)._catalog)


def complaints(po: Path) -> list[str]:
    mo = po.with_suffix(".mo")
    if not mo.exists():
        return [f"{mo.relative_to(ROOT)} is missing: run make messages"]
    said, compiled = read_po(po), read_mo(mo)
    empty = sorted(str(key) for key, text in said.items() if not text)
    found = []
    if {key: text for key, text in said.items() if text and key} != {
        key: text for key, text in compiled.items() if key
    }:
        found.append(f"{mo.relative_to(ROOT)} is not what {po.name} says: run make messages")
    if empty and po.parts[-3] in COMPLETE:
        found.append(f"{po.relative_to(ROOT)} lacks {len(empty)} translations, the first: {empty[0]!r}")
    return found


def main() -> int:
    found = [complaint for po in sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po")) for complaint in complaints(po)]
    print("\n".join(found))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
