"""Names of areas."""

from django import template

from indicators.queries.areas import short_title

register = template.Library()
register.filter("short_title", short_title)
