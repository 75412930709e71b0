import pytest
from django.test import RequestFactory

from hyte.lib.language import choose_language


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("", "fi"),
        ("en-US,en;q=0.9", "fi"),
        ("fi-FI,fi;q=0.9,sv;q=0.8", "fi"),
        ("sv-FI,sv;q=0.9,fi;q=0.8", "sv"),
        ("en,sv;q=0.8,fi;q=0.5", "sv"),
        ("en,fi;q=0.8,sv;q=0.5", "fi"),
        ("en,sv;q=0", "fi"),
        ("*;q=broken,,;", "fi"),
    ],
)
def test_without_a_choice_the_browser_decides_between_finnish_and_swedish(accepted, expected):
    request = RequestFactory().get("/", headers={"Accept-Language": accepted})
    assert choose_language(request) == expected


@pytest.mark.parametrize("chosen", ["fi", "sv", "en"])
def test_a_choice_wins_over_the_browser(chosen):
    request = RequestFactory().get("/", headers={"Accept-Language": "sv"})
    request.COOKIES["django_language"] = chosen
    assert choose_language(request) == chosen


def test_an_unknown_choice_is_passed_over():
    request = RequestFactory().get("/")
    request.COOKIES["django_language"] = "xx"
    assert choose_language(request) == "fi"


def test_choosing_keeps_the_language_and_comes_back(client, db):
    response = client.post("/kieli/", {"language": "en", "next": "/accounts/login/"})
    assert response.url == "/accounts/login/"
    assert client.get("/accounts/login/").headers["Content-Language"] == "en"
