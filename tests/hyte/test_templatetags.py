import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from hyte.lib.templatetags import hyte as tags

HOSTILE = "<script>alert('x')</script>"


def render(source: str, **context) -> str:
    return Template("{% load hyte %}" + source).render(Context(context)).strip()


@pytest.mark.parametrize(
    ("language", "value", "decimals", "written"),
    [
        ("fi", 1234.5, None, "1\N{NO-BREAK SPACE}234,5"),
        ("sv", Decimal("1234567.50"), None, "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567,5"),
        ("en", 1234.5, None, "1,234.5"),
        ("fi", 100, None, "100"),
        ("fi", Decimal("2.5"), 0, "3"),
        ("fi", -3, 1, "\N{MINUS SIGN}3,0"),
        ("fi", "12", None, "12"),
        ("fi", 0, None, "0"),
        ("fi", None, None, "\N{EN DASH}"),
        ("fi", float("nan"), 1, "\N{EN DASH}"),
        ("fi", "salattu", None, "salattu"),
        ("fi", "1e400", 2, "1e400"),
    ],
)
def test_numbers_are_written_as_in_the_language(language, value, decimals, written):
    with translation.override(language):
        assert tags.number(value, decimals) == written


@pytest.mark.parametrize(
    ("language", "written"), [("fi", "12,5\N{NO-BREAK SPACE}%"), ("sv", "12,5\N{NO-BREAK SPACE}%"), ("en", "12.5%")]
)
def test_percent(language, written):
    with translation.override(language):
        assert tags.percent(Decimal("12.50")) == written
        assert tags.percent(None) == "\N{EN DASH}"


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("fi", "6.2.2024", "6.2.2024 klo\N{NO-BREAK SPACE}14.05"),
        ("sv", "6.2.2024", "6.2.2024 kl.\N{NO-BREAK SPACE}14.05"),
        ("en", "6\N{NO-BREAK SPACE}Feb\N{NO-BREAK SPACE}2024", "6\N{NO-BREAK SPACE}Feb\N{NO-BREAK SPACE}2024, 14:05"),
    ],
)
def test_days_and_moments(language, day, moment):
    at = datetime.datetime(2024, 2, 6, 12, 5, tzinfo=datetime.UTC)
    with translation.override(language):
        assert tags.day(at.date()) == day
        assert tags.moment(at) == moment
        assert (tags.day(None), tags.moment(None)) == ("\N{EN DASH}", "\N{EN DASH}")


def test_hours_have_no_zero_before_them_in_finnish_and_swedish():
    at = datetime.datetime(2024, 2, 6, 6, 5, tzinfo=datetime.UTC)
    for language, end in (("fi", "8.05"), ("sv", "8.05"), ("en", "08:05")):
        with translation.override(language):
            assert tags.moment(at).endswith(end) and tags.clock_time(at) == end


def test_moment_just_before_midnight_utc_is_the_next_day_in_finland():
    with translation.override("fi"):
        assert tags.day(datetime.datetime(2024, 2, 6, 23, 30, tzinfo=datetime.UTC)) == "7.2.2024"


def test_text_in_the_pages_language_is_plain_and_escaped():
    record = SimpleNamespace(name_fi="suomi", name_sv=HOSTILE, name_en="")
    with translation.override("sv"):
        expected = "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;"
        assert render('{{ record|localized:"name" }}', record=record) == expected
        assert render('{% localized record "name" %}', record=record) == expected


def test_text_that_falls_back_is_marked_and_escaped():
    record = SimpleNamespace(name_fi=HOSTILE, name_sv="", name_en="")
    with translation.override("sv"):
        marked = '<span lang="fi">&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;</span>'
        assert render('{% localized record "name" %}', record=record) == marked
        assert render('<a title="{{ record|localized_text:"name" }}">', record=record).count("<") == 1


def test_status_is_an_icon_and_a_word():
    markup = render("{% status_tag value label %}", value="in_progress", label=HOSTILE)
    assert 'class="status status--in_progress"' in markup
    assert 'aria-hidden="true"' in markup
    assert "#in_progress" in markup
    assert "<script>" not in markup


class StatusForm(forms.Form):
    status = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")])
    text = forms.CharField(widget=forms.Textarea, help_text="Seen by all", label=HOSTILE)
    done = forms.BooleanField(required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def test_field_ties_hint_and_error_to_the_control():
    with translation.override("en"):
        markup = render("{% field form.text no_client_data=True %}", form=StatusForm({}))
    assert 'aria-describedby="id_text_helptext id_text_error"' in markup
    assert 'id="id_text_helptext"' in markup
    assert 'id="id_text_error"' in markup
    assert 'aria-invalid="true"' in markup
    assert "No client data" in markup
    assert "<script>" not in markup


def test_field_of_choices_is_a_group_with_a_legend():
    markup = render("{% field form.status %}", form=StatusForm({}))
    assert '<fieldset class="choices" aria-describedby="id_status_error">' in markup
    assert "<legend>" in markup


def test_error_summary_links_to_the_fields():
    markup = render("{% form_errors form %}", form=StatusForm({}))
    assert 'href="#id_status"' in markup
    assert 'href="#id_text"' in markup
    assert 'id="id_status"' in render("{% field form.status %}", form=StatusForm({}))


def test_error_summary_is_left_out_where_there_is_nothing_to_say():
    assert render("{% form_errors form %}", form=StatusForm()) == ""


def test_whole_form_is_rendered_in_the_same_look():
    markup = render("{{ form }}", form=StatusForm())
    assert markup.count('class="field') >= 3
    assert 'type="hidden" name="token"' in markup


def test_pagination_keeps_the_filters():
    request = RequestFactory().get("/?tila=in_progress&sivu=2")
    markup = render("{% pagination page %}", page=Paginator(range(300), 100).page(2), request=request)
    assert 'href="?tila=in_progress&amp;sivu=3"' in markup
    assert '<span aria-current="page">2</span>' in markup


def test_breadcrumbs_end_in_this_page():
    markup = render('{% breadcrumbs "Plans" "/p/" title %}', title=HOSTILE)
    assert '<a href="/p/">Plans</a>' in markup
    assert '<span aria-current="page">&lt;script&gt;' in markup
