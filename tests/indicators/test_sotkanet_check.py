"""The command that compares our numbers with Sotkanet's titles."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories.indicators import make_entry, make_line, make_synced_indicator

pytestmark = pytest.mark.django_db


def check() -> tuple[list[str], str]:
    """The lines that it says, and the words it ends with where something is wrong."""
    out, end = StringIO(), ""
    try:
        call_command("check_sotkanet", pause=0, stdout=out)
    except CommandError as error:
        end = str(error)
    return out.getvalue().splitlines(), end


def test_titles_that_agree_are_fine(fake_sotkanet):
    make_synced_indicator("Lihavien osuus (BMI ≥ 30)", sotkanet_id=4459)
    fake_sotkanet.set_indicator(4459, "Lihavien osuus (BMI &#8805; 30) ")
    lines, end = check()
    assert "agrees: 4459 Lihavien osuus (BMI ≥ 30)" in lines
    assert "1 numbers: 1 agrees." in lines and "Kinds of figures: PROS." in lines
    assert end == ""


def test_a_title_that_has_changed_is_told_with_both(fake_sotkanet):
    make_synced_indicator("Sijoitetut 0 - 20-vuotiaat", sotkanet_id=3563)
    fake_sotkanet.set_indicator(3563, "Sijoitetut 0 - 24-vuotiaat")
    lines, end = check()
    at = lines.index("DIFFERS: 3563 Sijoitetut 0 - 20-vuotiaat")
    assert lines[at + 1] == "    Sotkanet says: Sijoitetut 0 - 24-vuotiaat"
    assert end.startswith("Something differs")


def test_one_that_is_gone_and_one_that_fails_dont_stop_the_others(fake_sotkanet):
    for number in (5, 6, 7):
        make_synced_indicator(f"Mittari {number}", sotkanet_id=number)
    fake_sotkanet.set_indicator(7, "Mittari 7")
    fake_sotkanet.fail("/indicators/6", "html")
    lines, end = check()
    assert "MISSING: 5 Mittari 5" in lines and "agrees: 7 Mittari 7" in lines
    assert any(line.startswith("FAILED: 6 Mittari 6 (not_json: ") for line in lines)
    assert "3 numbers: 1 agrees, 1 missing, 1 failed." in lines and end


def test_numbers_of_lists_are_compared_with_the_catalogue(fake_sotkanet):
    make_entry("Pitkäaikaistyöttömät", sotkanet_id=3562)
    make_line(sotkanet_id=3562, title_fi="Työttömyys")
    fake_sotkanet.set_indicator(3562, "Pitkäaikaistyöttömät")
    assert check()[1] == ""
    fake_sotkanet.set_indicator(3562, "Muuta")
    assert check()[1] != ""


def test_a_number_that_nobody_has_accepted_yet_is_shown_and_no_fault(fake_sotkanet):
    make_line(sotkanet_id=5473, title_fi="Koulukuraattoriresurssi")
    fake_sotkanet.set_indicator(5473, "Oppilaita kuraattoria kohden")
    lines, end = check()
    at = lines.index("no accepted title: 5473 Koulukuraattoriresurssi")
    assert lines[at + 1] == "    Sotkanet says: Oppilaita kuraattoria kohden" and end == ""


def test_it_asks_for_no_figures_and_for_each_number_once(fake_sotkanet):
    indicator = make_synced_indicator("Väestö", sotkanet_id=127)
    make_line(indicator, sotkanet_id=127)
    fake_sotkanet.set_indicator(127, "Väestö")
    check()
    assert [asked.path for asked in fake_sotkanet.requests] == ["/regions", "/indicators/127"]


def test_a_county_that_sotkanet_doesnt_have_is_told(fake_sotkanet, personas):
    fake_sotkanet.world.regions = [row for row in fake_sotkanet.world.regions if row["code"] != "04"]
    personas.county.region_code = "04"
    personas.county.save()
    lines, end = check()
    assert f"MISSING: area 04 {personas.county.name}" in lines and end


def test_it_says_what_only_the_real_one_settles(fake_sotkanet):
    lines, _end = check()
    assert "This was 127.0.0.1, not the real Sotkanet (sotkanet.fi)." in lines
    at = lines.index("Only a look at the real Sotkanet settles:")
    assert len(lines) - at == 11


@pytest.mark.parametrize("scenario", ["403", "redirect"])
def test_where_nobody_answers_it_says_so(fake_sotkanet, scenario):
    fake_sotkanet.fail("/regions", scenario)
    assert check()[1].startswith("Sotkanet could not be asked (re")


def test_it_stops_where_the_answers_stop(fake_sotkanet):
    for number in (5, 6):
        make_synced_indicator("Mittari", sotkanet_id=number)
    fake_sotkanet.fail("/indicators/5", "redirect")
    assert check()[1].startswith("Sotkanet could not be asked (redirected: 302")
    assert len(fake_sotkanet.requests) == 2
