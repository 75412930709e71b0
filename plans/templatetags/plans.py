"""What pages outside the app's own views ask of it."""

from django import template
from django.db import models

from groups.models import WorkingGroup
from hyte.lib.clock import today
from plans.models import Plan, Section
from plans.queries.follow import KINDS, is_followed
from plans.queries.mine import may_have_measures

register = template.Library()


@register.filter
def reports_measures(user) -> bool:
    return may_have_measures(user, today())


@register.inclusion_tag("plans/includes/follow_button.html", takes_context=True)
def follow_button(context: template.Context, thing: models.Model) -> dict[str, object]:
    """The button that follows a measure, goal or group, or stops; nothing to those who aren't signed in."""
    request = context["request"]
    signed_in = request.user.is_authenticated
    return {
        "thing": thing if signed_in else None,
        "kind": KINDS[type(thing)],
        "follows": signed_in and is_followed(request.user, thing),
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag(takes_context=True)
def sections_of_group(context: template.Context, group: WorkingGroup) -> list[Section]:
    """The parts of plans that the group looks after, as far as the reader sees them."""
    seen = Plan.objects.visible_to(context["request"].user).order_by().values("pk")
    sections = Section.objects.filter(group=group, plan__in=seen).select_related("plan")
    return list(sections.order_by("-plan__valid_from", "plan", "order", "pk"))
