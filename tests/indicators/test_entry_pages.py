"""Entering a calculation on its pages: from a pasted table, a file, an earlier calculation or fetched figures to the result."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from indicators.models import Calculation, PublishedResult, RuleSet
from tests.factories.coefficient import make_calculation, make_rule_set
from tests.factories.entry import (
    AREAS,
    VALUES,
    address,
    fields,
    lines,
    make_counties,
    paste,
    practice_rows,
    save,
    slide,
    three_area_rules,
)
from tests.factories.groups import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_english")]


@pytest.fixture
def _english(client) -> None:
    client.cookies["django_language"] = "en"


@pytest.fixture
def coordinator(client, personas):
    client.force_login(personas.coordinator)
    return client


@pytest.fixture
def practice() -> RuleSet:
    make_counties()
    return RuleSet.objects.get(shipped_as="practice-2024")


@pytest.fixture
def three() -> RuleSet:
    make_counties(AREAS)
    return three_area_rules()


class TestFromASlide:
    def test_the_practice_calculation_to_the_euro(self, coordinator, personas, practice):
        shown = paste(coordinator, practice, slide(practice_rows()))
        assert shown.status_code == 200 and shown.context["checked"].troubles == []
        answer = save(coordinator, practice, shown)
        made = Calculation.objects.get()
        assert answer.status_code == 302 and answer.url == made.get_absolute_url()
        assert (made.county, made.depth, made.by, made.source) == (
            personas.county,
            "A",
            personas.coordinator,
            "THL, ennakko",
        )
        euros = {each.region.code: round(each.euros) for each in made.areas.select_related("region")}
        assert euros["04"] == 8_738_021 and sum(euros.values()) == 232_650_298

    def test_what_was_published_stands_beside_it(self, coordinator, personas, practice):
        save(coordinator, practice, paste(coordinator, practice, slide(practice_rows())))
        own = PublishedResult.objects.get(region__code="04")
        assert (own.county, own.published_on, own.difference) == (
            personas.county,
            date(2024, 5, 27),
            Decimal(-3_054_866),
        )
        assert PublishedResult.objects.count() == 22

    def test_published_results_need_their_day(self, coordinator, practice):
        answer = save(coordinator, practice, paste(coordinator, practice, slide(practice_rows())), source_on="")
        assert answer.status_code == 422 and "source_on" in answer.context["about"].errors
        assert not Calculation.objects.exists() and not PublishedResult.objects.exists()

    def test_a_preview_saves_nothing(self, coordinator, practice):
        shown = paste(coordinator, practice, slide(practice_rows()))
        answer = coordinator.post(address(practice), fields(shown) | {"do": "check"})
        assert answer.status_code == 200 and "8,738,021" in answer.content.decode()
        assert not Calculation.objects.exists()

    def test_nothing_typed_is_lost_and_nothing_saved_while_something_is_wrong(self, coordinator, practice):
        rows = practice_rows()
        rows[0]["area"], rows[1]["population"] = "Eksote", "-1"
        shown = paste(coordinator, practice, slide(rows))
        answer = save(coordinator, practice, shown)
        assert answer.status_code == 422 and not Calculation.objects.exists()
        assert fields(answer) == fields(shown)
        page = answer.content.decode()
        assert 'value="Eksote"' in page and 'href="#x1.name"' in page and 'href="#c.12.population"' in page

    def test_a_row_is_placed_when_its_name_is_mended(self, coordinator, practice):
        rows = practice_rows()
        rows[0]["area"] = "Satakuta"
        shown = paste(coordinator, practice, slide(rows))
        answer = save(coordinator, practice, shown, **{"x1.name": "Satakunta"})
        assert answer.status_code == 302
        assert Calculation.objects.get().thawed().inputs.populations["06"] == 212_556

    def test_a_row_can_be_left_out(self, coordinator, practice):
        rows = practice_rows()
        shown = paste(coordinator, practice, slide([*rows, rows[0]]))
        assert shown.context["checked"].troubles[0].row == "x1"
        assert save(coordinator, practice, shown, **{"x1.out": "on"}).status_code == 302

    def test_all_coefficients_zero(self, coordinator, practice):
        rows = [(row["area"], row["population"], "0") for row in practice_rows()]
        shown = paste(coordinator, practice, lines(*rows))
        assert "coefficients of all areas are zero" in shown.content.decode()
        assert save(coordinator, practice, shown).status_code == 422

    def test_one_area_far_above_all_others(self, coordinator, practice):
        rows = [(row["area"], row["population"], "0.000001") for row in practice_rows()]
        rows[0] = (rows[0][0], "1", "900000")
        shown = paste(coordinator, practice, lines(*rows))
        assert "times the mean of all areas" in shown.content.decode()
        assert save(coordinator, practice, shown).status_code == 422


class TestOfValues:
    EUROS = {"04": "4583149.72", "06": "20720100.15", "21": "17266750.13"}

    def test_pasted_values_give_the_euros(self, coordinator, three):
        shown = paste(coordinator, three, lines(*VALUES), "arvot")
        assert save(coordinator, three, shown, "arvot").status_code == 302
        made = Calculation.objects.get()
        assert made.depth == "C"
        assert {each.region.code: str(each.euros) for each in made.areas.select_related("region")} == self.EUROS

    def test_what_is_missing_is_told_when_it_was_saved(self, coordinator, three):
        shown = paste(coordinator, three, lines(*VALUES), "arvot")
        answer = coordinator.post(address(three, "arvot"), fields(shown) | {"do": "save"}, follow=True)
        assert "1 figure was told to be missing." in answer.content.decode()

    def test_empty_cells_may_be_told_to_mean_no_data(self, coordinator, three):
        shown = paste(coordinator, three, lines(*VALUES).replace("..", ""), "arvot")
        assert save(coordinator, three, shown, "arvot").status_code == 422
        assert save(coordinator, three, shown, "arvot", empty_is_absent="on").status_code == 302
        assert Calculation.objects.get().thawed().inputs.values["21"]["level"].now is None

    def test_a_file_is_read_as_the_template_has_it(self, coordinator, three):
        template = coordinator.get(reverse("indicators:entry-template", args=[three.pk, "arvot"]))
        book = load_workbook(BytesIO(template.content))
        sheet = book.active
        headings = [cell.value for cell in sheet[1]]
        assert headings[:4] == ["Code", "Area", "Population", "MPR-rokotuskattavuus"]
        figures = {row[0]: row[1:] for row in VALUES}
        for row in sheet.iter_rows(min_row=2):
            for cell, text in zip(row[2:], figures[row[1].value], strict=False):
                cell.value = text if text == ".." else float(text.replace(" ", ""))
        out = BytesIO()
        book.save(out)
        file = SimpleUploadedFile("luvut.xlsx", out.getvalue())
        shown = coordinator.post(address(three, "arvot"), {"way": "file", "file": file})
        assert shown.context["checked"].troubles == [] and shown.context["brought"].extras == []
        assert save(coordinator, three, shown, "arvot").status_code == 302

    def test_a_file_that_is_no_table_is_told(self, coordinator, three):
        answer = coordinator.post(
            address(three, "arvot"), {"way": "file", "file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}
        )
        assert answer.status_code == 422 and answer.context["forms"]["file"].errors

    def test_sources_of_single_rows_are_kept(self, coordinator, three):
        head = ("Area", "Population", "mpr", "level", "neet.now", "neet.before", "Source", "State")
        rows = [(*row, "Oma tieto", "final") if row[0] == "Lappi" else row for row in VALUES]
        save(coordinator, three, paste(coordinator, three, lines(head, *rows), "arvot"), "arvot")
        assert Calculation.objects.get().sources == {"21": {"": {"source": "Oma tieto", "state": "final"}}}


class TestWhoAndWhat:
    def test_the_rules_say_how_deep_they_go(self, coordinator):
        page = coordinator.get(reverse("indicators:calculation-create")).content.decode()
        older, practice = (RuleSet.objects.get(shipped_as=name) for name in ("older-13", "practice-2024"))
        assert address(practice) in page and address(practice, "arvot") not in page and address(older) not in page
        assert "neither a price for a resident nor a sum to share" in page

    def test_what_the_rules_lack_is_told_at_the_address_too(self, coordinator):
        older = RuleSet.objects.get(shipped_as="older-13")
        assert "neither a price" in coordinator.get(address(older)).content.decode()
        assert "neither a price" in paste(coordinator, older, "x").content.decode()

    def test_the_keeper_makes_one_for_all(self, client, personas, practice):
        client.force_login(personas.keeper)
        assert save(client, practice, paste(client, practice, slide(practice_rows()))).status_code == 302
        assert Calculation.objects.get().county is None

    def test_nobody_makes_one_for_another_county(self, coordinator, personas, practice):
        shown = paste(coordinator, practice, slide(practice_rows()))
        save(coordinator, practice, shown, owner=str(personas.other_county.pk))
        assert Calculation.objects.get().county == personas.county

    def test_anothers_calculation_is_not_begun_from(self, coordinator, personas, three):
        foreign = make_calculation(make_rule_set(personas.other_county), personas.other_county)
        assert coordinator.post(address(three, "arvot"), {"way": "earlier", "earlier": foreign.pk}).status_code == 422
        shown = paste(coordinator, three, lines(*VALUES), "arvot")
        save(coordinator, three, shown, "arvot", earlier=str(foreign.pk))
        assert Calculation.objects.get(county=personas.county).copied_from is None

    def test_archived_rules_are_not_calculated_by(self, coordinator, personas):
        rule_set = make_rule_set(personas.county, status="archived")
        assert coordinator.get(address(rule_set)).url == rule_set.get_absolute_url()

    @pytest.mark.parametrize(
        "sent", [{}, {"way": "nothing"}, {"way": "paste"}, {"way": "file"}, {"way": "earlier"}, {"way": "fetched"}]
    )
    def test_an_empty_form_is_shown_again(self, coordinator, practice, sent):
        assert coordinator.post(address(practice), sent).status_code == 422

    def test_a_table_typed_before_the_login_expired_comes_back(self, client, personas, practice):
        client.force_login(personas.coordinator)
        sent = fields(paste(client, practice, slide(practice_rows()))) | {"do": "save"}
        client.logout()
        login = client.post(address(practice), sent).context
        EmailAddress.objects.create(
            user=personas.coordinator, email=personas.coordinator.email, verified=True, primary=True
        )
        typed = {"login": personas.coordinator.email, "password": PASSWORD, "carried": login["carried"]}
        answer = client.post(reverse("account_login"), typed | {"next": login["redirect_field_value"]}, follow=True)
        assert 'value="1.39236595"' in answer.content.decode() and not Calculation.objects.exists()
