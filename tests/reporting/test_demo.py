"""What the demo brings."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.test import override_settings
from django.urls import reverse

from groups.models import Organisation, Seat, User, WorkingGroup
from groups.permissions import Permission
from groups.standing import standing_of
from plans.models import Goal, Measure, Plan, Responsibility, Snapshot, Status, StatusUpdate
from plans.queries.picture import Totals, picture_of
from tests.factories.reporting import demo_account, load_demo
from tests.lasting import lasting

COMMITTEE_DAY = date(2024, 5, 27)
DEMO_TODAY = date(2025, 1, 31)
PASSWORD = "kuusi-mäntyä-rannalla"
# section: goals, measures, running, not started, as the committee got them on 27.5.2024
COMMITTEE_FIGURES = {
    "yhteiset": (4, 6, 6, 0),
    "lapset-ja-nuoret": (11, 25, 24, 1),
    "tyoikaiset": (9, 20, 14, 6),
    "ikaantyneet": (8, 22, 18, 4),
}


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = DEMO_TODAY


@lasting
@override_settings(HYTE_TODAY=DEMO_TODAY, DEMO_PASSWORD=PASSWORD)
def demo(db) -> Plan:
    load_demo()
    return Plan.objects.get(slug="vake-2023-2025")


def figures(totals: Totals) -> tuple[int, int, int, int]:
    return totals.goals, totals.measures, totals.running, totals.statuses[Status.NOT_STARTED]


@pytest.mark.parametrize("reader", ["koordinaattori", "lukija", "jasen", None])
def test_totals_on_the_committee_day_equal_the_committees_figures(demo, reader) -> None:
    user = demo_account(reader) if reader else AnonymousUser()
    totals = picture_of(demo, COMMITTEE_DAY, user=user).totals
    assert {each.section.slug: figures(each) for each in totals} == COMMITTEE_FIGURES


def test_snapshot_of_the_committee_equals_the_live_picture(demo) -> None:
    snapshot = Snapshot.objects.get(plan=demo, name_fi="Lautakunta 27.5.2024")
    picture = picture_of(demo, COMMITTEE_DAY, user=demo_account("koordinaattori"))
    assert list(snapshot.rows.values_list("identifier", "status", "progress", "public_text_fi", "updated_on")) == [
        (
            row.measure.identifier,
            row.status,
            row.progress,
            row.update.public_text_fi if row.update else "",
            row.update.on if row.update else None,
        )
        for row in picture.rows
    ]
    assert (snapshot.on, snapshot.decision.body.kind) == (COMMITTEE_DAY, Organisation.Kind.COMMITTEE)


def test_statuses_add_up_on_every_month_of_the_demo(demo) -> None:
    day = date(2024, 1, 31)
    while day <= DEMO_TODAY:
        total = picture_of(demo, day, user=demo_account("koordinaattori")).total
        assert (
            total.measures
            == sum(count for _, count in total.cells)
            == sum(each[1] for each in COMMITTEE_FIGURES.values())
        )
        day += timedelta(days=31)


def test_updates_are_written_on_their_day_and_the_last_ones_wait_for_publishing(demo) -> None:
    updates = StatusUpdate.objects.filter(measure__plan=demo)
    assert not [each for each in updates if each.is_backdated or each.on > DEMO_TODAY]
    waiting = updates.filter(published_at=None)
    assert waiting.exists()
    assert min(each.on for each in waiting) >= date(2025, 1, 1)


def test_approved_main_responsibilities_were_approved_by_a_board_in_march(demo) -> None:
    approved = (
        Responsibility.objects.main().filter(measure__plan=demo, state="approved").select_related("decision__body")
    )
    assert {each.decision.body.kind for each in approved} == {Organisation.Kind.MANAGEMENT_BOARD}
    assert {(each.decision.on.year, each.decision.on.month) for each in approved} == {(2024, 3)}
    divisions = [each for each in approved if each.organisation.kind == Organisation.Kind.DIVISION]
    assert all(each.decision.body.parent_id == each.organisation_id for each in divisions)


def test_some_measures_have_no_owner(demo) -> None:
    assert Measure.objects.filter(plan=demo).exclude(responsibilities__kind="main").count() == 3


def test_every_goal_has_a_theme_of_both_classifications_and_a_focus_area(demo) -> None:
    for goal in Goal.objects.filter(section__plan=demo):
        assert {theme.classification.slug for theme in goal.themes.all()} == {
            "kahdeksan-ulottuvuutta",
            "kertomuksen-sisaltoalueet-2023",
        }, goal
        assert goal.focus_areas.exists(), goal


def test_steps_place_the_preparation_in_time(demo) -> None:
    known_days = set(demo.steps.filter(by_month=False).values_list("starts_on", flat=True))
    assert {date(2023, 5, 8), date(2023, 6, 8), date(2023, 10, 16), date(2023, 12, 12)} <= known_days
    assert demo.approval.on == date(2023, 12, 12)
    assert demo.sub_plans.get(slug="vake-lahisuhdevakivalta").steps.count() == 7
    assert demo.sub_plans.get(slug="vake-kulttuurihyvinvointi").steps.filter(starts_on=date(2024, 4, 15)).count() == 3


def test_groups_have_a_vacant_seat_a_deputy_and_an_expert_who_goes_round(demo) -> None:
    children = WorkingGroup.objects.get(county=demo.county, kind="age_group", age_group__name_fi="Lapset ja nuoret")
    assert [seat.represents.name_fi for seat in children.seats.filter(person=None)] == [
        "Aikuissosiaalityön ja vammaispalvelujen toimiala"
    ]
    experts = Seat.objects.filter(group__county=demo.county, role="expert")
    assert (experts.count(), len({seat.person_id for seat in experts})) == (3, 1)
    assert Seat.objects.filter(group__county=demo.county).exclude(deputy=None).exists()


def test_secretary_pools_are_those_of_the_divisions_leads(demo) -> None:
    pools = Seat.objects.filter(group__county=demo.county, group__kind="age_group", role="secretary_pool")
    assert Counter((seat.group.age_group.name_fi, seat.represents.short_name) for seat in pools) == {
        ("Lapset ja nuoret", "Lasten, nuorten ja perheiden palvelut"): 1,
        ("Lapset ja nuoret", "Terveydenhuolto"): 1,
        ("Työikäiset", "Aikuissosiaalityö ja vammaispalvelut"): 2,
        ("Työikäiset", "Terveydenhuolto"): 1,
        ("Ikääntyneet", "Terveydenhuolto"): 1,
        ("Ikääntyneet", "Vanhusten palvelut"): 1,
    }


def test_every_account_can_log_in(demo, client) -> None:
    for user in User.objects.filter(email__endswith="@demo.example"):
        client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
        assert client.session.get("_auth_user_id") == str(user.pk), user.email
        client.logout()


@pytest.mark.parametrize("suffix", ["", ".ks"])
def test_accounts_carry_their_roles(demo, suffix) -> None:
    def reports(name: str) -> int:
        return Measure.objects.permitted(demo_account(name + suffix), Permission.REPORT_STATUS).count()

    assert reports("koordinaattori") > reports("hyte-vastaava") > reports("yhteyshenkilo") > 0
    assert all(reports(f"sihteeri.{section}") for section in ("lapset", "tyoikaiset", "ikaantyneet"))
    assert (reports("jasen"), reports("lukija")) == (0, 0)


def test_keeper_and_outsider_have_no_county(demo) -> None:
    keeper, outsider = standing_of(demo_account("valtakunnallinen")), standing_of(demo_account("ulkopuolinen"))
    assert (keeper.keeper, outsider.keeper) == (True, False)
    assert not keeper.counties and not outsider.counties


def test_contact_person_answers_for_measures_of_several_sections(demo) -> None:
    measures = Measure.objects.filter(contact_person__user=demo_account("yhteyshenkilo"))
    assert 6 <= measures.count() <= 9
    assert len({measure.goal.section_id for measure in measures.select_related("goal")}) >= 2


def test_second_county_has_a_shape_of_its_own(demo) -> None:
    plan = Plan.objects.get(slug="keski-suomi-2024-2025")
    total = picture_of(plan, DEMO_TODAY, user=demo_account("koordinaattori.ks")).total
    assert (total.goals, total.measures) == (6, 14)
    assert (plan.county.language_codes, demo.county.language_codes) == (["fi"], ["fi", "sv"])
    assert Organisation.objects.filter(county=plan.county, kind="municipality").count() == 22
    assert not plan.sections.exclude(age_group=None).exists()


def test_counties_dont_see_each_others_internal_plans(demo) -> None:
    hidden = {"vake": {"vake-opiskeluhuolto", "vake-neuvola"}, "ks": {"keski-suomi-lasten-ja-nuorten"}}

    def seen(user) -> set[str]:
        internal = Plan.objects.filter(slug__in=set.union(*hidden.values()))
        return set(internal.visible_to(user).values_list("slug", flat=True))

    assert seen(demo_account("koordinaattori")) == hidden["vake"]
    assert seen(demo_account("koordinaattori.ks")) == hidden["ks"]
    assert seen(demo_account("ulkopuolinen")) == seen(AnonymousUser()) == set()


def test_every_record_fits_its_fields(demo) -> None:
    for app in ("groups", "indicators", "plans"):
        for model in apps.get_app_config(app).get_models():
            if model.__module__.startswith(f"{app}.models") and model.__name__ != "SnapshotRow":
                relations = [field.name for field in model._meta.fields if field.is_relation]
                for record in model._default_manager.all():
                    record.clean_fields(exclude=relations)


def test_public_texts_are_in_the_countys_languages(demo) -> None:
    assert not Measure.objects.filter(plan=demo, wording_sv="").exists()
    assert not Goal.objects.filter(section__plan=demo, wording_sv="").exists()
    assert not StatusUpdate.objects.filter(measure__plan=demo, public_text_sv="").exclude(public_text_fi="").exists()
