"""Check that no tracked file names a package index, a find-links folder or a content network."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UNWANTED = re.compile(
    r"--(?:extra-)?index-url|--find-links|\bfind-links\s*=|(?:extra-)?index-url\s*="
    r"|https?://[^\s\"'<>]*(?:/simple\b|registry\.|\bcdn|jsdelivr|unpkg|googleapis|gstatic)"
)


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name]


def complaints(file: Path) -> list[str]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (UnicodeDecodeError, FileNotFoundError):
        return []
    return [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for number, line in enumerate(lines, start=1)
        if UNWANTED.search(line)
    ]


def main() -> int:
    found = [
        complaint for file in tracked_files() if file != Path(__file__).resolve() for complaint in complaints(file)
    ]
    print("\n".join(found))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
