"""The admin site: who gets in, and what stands on every page.

It stands apart from the tables: Django makes the site before it imports them.
"""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from groups.keeping import keeping_of
from groups.models import Organisation

# Django's way to any row's page tells strangers what exists; passwords are changed on the product's own page.
CLOSED_PAGES = ("view_on_site", "password_change", "password_change_done")


class CountiesAdminSite(admin.AdminSite):
    site_title = site_header = "HYTE"
    index_title = _("Reference tables")

    def get_urls(self) -> list:
        return [pattern for pattern in super().get_urls() if getattr(pattern, "name", None) not in CLOSED_PAGES]

    def register(self, model_or_iterable, admin_class=None, **options) -> None:
        """Leave out tables of other packages: they would go by Django's own permissions and know no counties."""
        if hasattr(admin_class, "county_path"):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_staff and keeping_of(request.user).is_anything

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """Somebody who is signed in but has no business here gets 403 and not a second login form."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        return super().login(request, extra_context)

    def each_context(self, request: HttpRequest) -> dict:
        return super().each_context(request) | {"kept": self._kept(request)}

    def _kept(self, request: HttpRequest) -> str:
        """Whose rows the reader keeps, as words for the head of the page."""
        keeping = keeping_of(request.user)
        if keeping.everything:
            return str(_("All counties"))
        names = [str(county) for county in Organisation.objects.filter(pk__in=keeping.counties)]
        return ", ".join(names + ([str(_("What all counties share"))] if keeping.nation else []))
