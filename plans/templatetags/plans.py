"""What pages outside the app's own views ask of it."""

from django import template

from hyte.lib.clock import today
from plans.queries.mine import may_have_measures

register = template.Library()


@register.filter
def reports_measures(user) -> bool:
    return may_have_measures(user, today())
