"""The catalogues of Finnish and Swedish: whole, sure, true to their English and to the sources."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import ngettext

from scripts.check_messages import COMPLETE, ROOT, complaints, read_block, read_po

CATALOGUES = sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
MARKUP = re.compile(r"</?\w+[^>]*>")
SOURCES = ("groups", "hyte", "indicators", "negotiations", "plans", "reporting", "templates")


def name_of(po: Path) -> str:
    return f"{po.parts[-3]}-{po.stem}"


@pytest.fixture(params=CATALOGUES, ids=name_of)
def catalogue(request) -> Path:
    return request.param


def entries(po: Path) -> list[dict[str, str]]:
    blocks = map(read_block, po.read_text(encoding="utf-8").split("\n\n"))
    return [fields for fields in blocks if fields and fields.get("msgid")]


def translations(fields: dict[str, str]) -> list[str]:
    return [text for name, text in fields.items() if name.startswith("msgstr")]


def allowed_placeholders(fields: dict[str, str]) -> list[set[str]]:
    """Those of the English; the singular of a plural may leave the number out."""
    texts = [fields["msgid"], fields.get("msgid_plural", fields["msgid"])]
    return [set(PLACEHOLDER.findall(text)) for text in texts]


def test_finnish_and_swedish_have_a_catalogue():
    assert {po.parts[-3] for po in CATALOGUES} >= set(COMPLETE)


def test_nothing_is_untranslated(catalogue):
    assert [each["msgid"] for each in entries(catalogue) if not all(translations(each))] == []


def test_nothing_is_unsure_or_left_over(catalogue):
    marked = [line for line in catalogue.read_text(encoding="utf-8").splitlines() if line.startswith(("#,", "#~"))]
    assert [line for line in marked if "fuzzy" in line or line.startswith("#~")] == []


def test_mo_says_what_po_says(catalogue):
    assert complaints(catalogue) == []


def test_placeholders_are_those_of_the_english(catalogue):
    broken = [
        text
        for each in entries(catalogue)
        for text in translations(each)
        if set(PLACEHOLDER.findall(text)) not in allowed_placeholders(each)
    ]
    assert broken == []


def test_markup_is_that_of_the_english(catalogue):
    pairs = [(each["msgid"], text) for each in entries(catalogue) for text in translations(each)]
    assert [text for english, text in pairs if MARKUP.findall(english) != MARKUP.findall(text)] == []


def test_line_ends_are_those_of_the_english(catalogue):
    pairs = [(each["msgid"], text) for each in entries(catalogue) for text in translations(each)]
    broken = [text for english, text in pairs if english.count("\n") != text.count("\n")]
    assert broken == []


def test_every_plural_has_both_forms(catalogue):
    plurals = [each for each in entries(catalogue) if "msgid_plural" in each]
    assert [each["msgid"] for each in plurals if len(translations(each)) != 2] == []


@pytest.mark.parametrize(
    ("code", "one", "many"), [("fi", "1 toimenpide", "2 toimenpidettä"), ("sv", "1 åtgärd", "2 åtgärder")]
)
def test_compiled_catalogue_is_in_use(code, one, many):
    with translation.override(code):
        said = [ngettext("%(count)s measure", "%(count)s measures", count) % {"count": count} for count in (1, 2)]
    assert said == [one, many]


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="install gettext")
@pytest.mark.parametrize("code", COMPLETE)
def test_every_text_of_the_sources_is_in_the_catalogue(code, tmp_path):
    for name in SOURCES:
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "locale").mkdir()
    command = [sys.executable, "-m", "django", "makemessages", "--locale", code, "--symlinks", "--no-location"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, env={"PATH": os.environ["PATH"]})
    gathered = read_po(tmp_path / f"locale/{code}/LC_MESSAGES/django.po")
    kept = read_po(ROOT / f"locale/{code}/LC_MESSAGES/django.po")
    assert gathered
    assert sorted(map(str, gathered.keys() - kept.keys())) == []
