"""Numbers, dates, languages, icons, statuses and form fields for templates."""

import datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache
from itertools import zip_longest

from django import template
from django.core.paginator import Page
from django.db import models
from django.forms import BoundField, CheckboxInput, Form, Textarea
from django.templatetags.static import static
from django.utils import timezone, translation
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hyte.lib.models import in_language
from hyte.lib.saved import take_saved

register = template.Library()

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
MISSING = "\N{EN DASH}"
SEPARATORS = {"en": (",", ".")}
FINNISH_SEPARATORS = (NBSP, ",")
THIS_PAGE = SafeString(' aria-current="page"')
UNDER_IT = SafeString(' aria-current="true"')


@register.filter
def number(value: object, decimals: int | None = None) -> str:
    """Write a number the way the page's language does: 1 234,5 or 1,234.5.

    Without ``decimals`` the value keeps its own, zeros at the end left out. A missing value is a dash.
    """
    if value is None or value == "":
        return MISSING
    try:
        exact = Decimal(str(value))
        return _write_number(exact, decimals) if exact.is_finite() else MISSING
    except InvalidOperation:
        return str(value)


def _write_number(exact: Decimal, decimals: int | None) -> str:
    if decimals is None:
        plain = f"{exact:,f}"
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    else:
        plain = f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,f}"
    thousands, point = SEPARATORS.get(_language(), FINNISH_SEPARATORS)
    return plain.translate({ord(","): thousands, ord("."): point, ord("-"): MINUS})


@register.filter
def percent(value: object, decimals: int | None = None) -> str:
    """Write a value that is in percent already: 12,5 % or 12.5%."""
    written = number(value, decimals)
    if written == MISSING:
        return written
    return f"{written}%" if _language() == "en" else f"{written}{NBSP}%"


@register.filter
def day(value: datetime.date | None) -> str:
    """Write a day: 26.2.2024, in English 26 Feb 2024."""
    if not value:
        return MISSING
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    if _language() == "en":
        return f"{value.day}{NBSP}{value:%b}{NBSP}{value.year}"
    return f"{value.day}.{value.month}.{value.year}"


@register.filter
def moment(value: datetime.datetime | None) -> str:
    """Write a day and a time of day: 26.2.2024 klo 14.05."""
    if not value:
        return MISSING
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    match _language():
        case "en":
            return f"{day(local)}, {local:%H:%M}"
        case "sv":
            return f"{day(local)} kl.{NBSP}{clock_time(local)}"
        case _:
            return f"{day(local)} klo{NBSP}{clock_time(local)}"


@register.filter
def clock_time(value: datetime.datetime | None) -> str:
    """Write a time of day: 9.05, in English 09:05."""
    if not value:
        return MISSING
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{local:%H:%M}" if _language() == "en" else f"{local.hour}.{local:%M}"


@register.simple_tag
def clock_span(starts: datetime.datetime, ends: datetime.datetime) -> str:
    """Write from when to when: 14.00–15.50."""
    return f"{clock_time(starts)}–{clock_time(ends)}"


def _language() -> str:
    return (translation.get_language() or "fi")[:2]


@register.simple_tag(name="localized")
@register.filter
def localized(record: models.Model, field: str) -> str | SafeString:
    """Text of a ``_fi``/``_sv``/``_en`` field; where it falls back to another language, that is marked for screen readers."""
    text, code = in_language(record, field)
    if code == _language():
        return conditional_escape(text)
    return format_html('<span lang="{}">{}</span>', code, text)


@register.filter
def localized_text(record: models.Model, field: str) -> str:
    """The same without markup, for attributes and titles."""
    return in_language(record, field)[0]


@register.simple_tag
def icon(name: str, extra_class: str = "") -> SafeString:
    """Draw an icon of the sprite. It says nothing to a screen reader: a word stands beside it."""
    return _icon(name, extra_class)


@cache
def _icon(name: str, extra_class: str = "") -> SafeString:
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        f" {extra_class}" if extra_class else "",
        static("icons/sprite.svg"),
        name,
    )


@register.simple_tag
def status_tag(value: str, label: str, look: str = "") -> SafeString:
    """A status or a progress as icon and word; ``look`` "chip" gives it a border."""
    return format_html(
        '<span class="status status--{}{}">{}<span>{}</span></span>',
        value,
        f" status--{look}" if look else "",
        _icon(str(value)),
        label,
    )


register.simple_tag(status_tag, name="progress_tag")


@register.inclusion_tag("components/field.html")
def field(
    bound: BoundField, hint: str = "", no_client_data: bool = False, wide: bool = False, inline: bool = False
) -> dict[str, object]:
    """A form field: label above, hint, error, and the ties between them for screen readers."""
    hint = hint or bound.help_text
    described = [f"{bound.auto_id}_helptext"] if hint or no_client_data else []
    if bound.errors:
        described.append(f"{bound.auto_id}_error")
    return {
        "field": bound,
        "widget": _widget(bound, " ".join(described)),
        "hint": hint,
        "no_client_data": no_client_data,
        "wide": wide,
        "inline": inline,
        "described_by": " ".join(described),
        "is_check": isinstance(bound.field.widget, CheckboxInput),
        "is_group": bound.use_fieldset,
    }


def _widget(bound: BoundField, described_by: str) -> SafeString:
    attributes: dict[str, object] = {"placeholder": False}  # the label and the hint say it
    if described_by and not bound.use_fieldset:
        attributes["aria-describedby"] = described_by
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if isinstance(bound.field.widget, Textarea):
        bound.field.widget.attrs.pop("maxlength", None)  # the browser would cut what is pasted and say nothing
    return bound.as_widget(attrs=attributes)


@register.inclusion_tag("components/form_errors.html")
def form_errors(*forms: Form) -> dict[str, object]:
    """The summary on top of a form: every error with a link to its field."""
    listed = [(bound, error) for form in forms for bound in form for error in bound.errors]
    general = [error for form in forms for error in form.non_field_errors()]
    return {"field_errors": listed, "general_errors": general}


@register.inclusion_tag("components/empty_state.html")
def empty_state(title: str, text: str = "", url: str = "", action: str = "") -> dict[str, str]:
    """What belongs here and the button that makes the first one."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*steps: object) -> dict[str, object]:
    """The way to this page: label, address, label, address, …, label of this page."""
    labels, addresses = steps[::2], steps[1::2]
    return {"crumbs": list(zip_longest(labels, addresses))}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page) -> dict[str, object]:
    """Links to the pages of a list; the page's number is ``sivu`` in the address."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"page": page, "numbers": list(numbers), "query": context["request"].GET}


@register.simple_tag(takes_context=True)
def saved_marks(context: template.Context) -> SafeString:
    """Tell the browser which addresses have been saved, so that it forgets their drafts."""
    request = context.get("request")
    return format_html_join("", '<meta name="hyte-saved" content="{}">', ((path,) for path in take_saved(request)))


@register.simple_tag(takes_context=True)
def current_place(context: template.Context, place: str, url: str) -> SafeString:
    """The aria-current of a link in the navigation: "page" on the page itself, "true" on the pages under it.

    A view may name its place in the context as ``place``; otherwise its app is the place.
    """
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    if request is not None and request.path == url:
        return THIS_PAGE
    here = context.get("place") or (match and (match.app_name or match.url_name))
    return UNDER_IT if here == place else SafeString("")


@register.filter
def message_word(level_tag: str) -> str:
    """The word that says what kind of message it is."""
    words = {"success": _("Done"), "warning": _("Note"), "error": _("Error")}
    return words.get(level_tag, _("Information"))


@register.filter
def message_icon(level_tag: str) -> str:
    return level_tag if level_tag in {"success", "warning", "error"} else "info"
