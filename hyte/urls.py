"""All addresses."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from hyte.health import health
from reporting.views.front import accessibility, front_page, privacy

admin.site.login = secure_admin_login(admin.site.login)

handler400 = "hyte.errors.bad_request"
handler403 = "hyte.errors.permission_denied"
handler404 = "hyte.errors.not_found"
handler500 = "hyte.errors.server_error"

urlpatterns = [
    path("health/", health, name="health"),
    path("", front_page, name="home"),
    path("", include("groups.urls")),
    path("", include("indicators.urls")),
    path("", include("plans.urls")),
    path("", include("negotiations.urls")),
    path("", include("reporting.urls")),
    path("tietosuoja/", privacy, name="privacy"),
    path("saavutettavuus/", accessibility, name="accessibility"),
    path("kieli/", login_not_required(set_language), name="set_language"),
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
]
