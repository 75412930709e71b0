"""Finding plans, goals, measures and phenomena by words."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from hyte.lib.found import MOST_FOUND, Found, FoundKind, has_words, words_of
from hyte.lib.models import in_language
from plans.models import Consultation, Goal, Measure, Phenomenon, Plan

CODES = ("fi", "sv", "en")


def search(text: str, user, on: date) -> list[FoundKind]:
    """What the user may see of each on the day; a measure that ended stays to be found."""
    words, plans = words_of(text), Plan.objects.visible_to(user)
    found = [_measures(words, user), _goals(words, plans), _phenomena(words, plans), _plans(words, plans)]
    return [*found, _consultations(words, user, on)]


def _measures(words: list[str], user) -> FoundKind:
    found = _with_words(Measure.objects.visible_to(user), words).select_related("plan", "goal__section")
    rows = [
        Found(f"{each.identifier} {each.wording}", each.get_absolute_url(), f"{each.plan} · {each.goal.section}")
        for each in found.in_plan_order()[:MOST_FOUND]
    ]
    return FoundKind(_("Measures"), rows, found.count())


def _goals(words: list[str], plans: QuerySet[Plan]) -> FoundKind:
    found = _with_words(Goal.objects.filter(section__plan__in=plans.values("pk")), words)
    shown = found.select_related("section__plan").order_by("section__order", "section_id", "order", "pk")
    rows = [
        Found(f"{each.identifier} {each.wording}", each.get_absolute_url(), f"{each.section.plan} · {each.section}")
        for each in shown[:MOST_FOUND]
    ]
    return FoundKind(_("Goals"), rows, found.count())


def _phenomena(words: list[str], plans: QuerySet[Plan]) -> FoundKind:
    phenomena = Phenomenon.objects.filter(plan__in=plans.values("pk")).select_related("plan")
    found = [each for each in phenomena if has_words(words, *(getattr(each, f"title_{code}") for code in CODES))]
    rows = [
        Found(
            in_language(each, "title")[0],
            reverse("plans:phenomenon-detail", args=[each.plan.slug, each.pk]),
            str(each.plan),
        )
        for each in found[:MOST_FOUND]
    ]
    return FoundKind(_("Phenomena"), rows, len(found))


def _plans(words: list[str], plans: QuerySet[Plan]) -> FoundKind:
    found = [
        each
        for each in plans.select_related("county")
        if has_words(words, *(getattr(each, f"name_{code}") for code in CODES))
    ]
    rows = [Found(each.name, each.get_absolute_url(), each.county.name) for each in found[:MOST_FOUND]]
    return FoundKind(_("Plans"), rows, len(found))


def _consultations(words: list[str], user, on: date) -> FoundKind:
    seen = Consultation.objects.visible_to(user, on).select_related("plan")
    texts = [f"{name}_{code}" for name in ("name", "about", "introduction") for code in CODES]
    found = [each for each in seen if has_words(words, *(getattr(each, text) for text in texts))]
    rows = [Found(each.name, each.get_absolute_url(), str(each.plan)) for each in found[:MOST_FOUND]]
    return FoundKind(_("Consultations"), rows, len(found))


def _with_words(records: QuerySet, words: list[str]) -> QuerySet:
    for word in words:
        records = records.filter(search_text__contains=word)
    return records
