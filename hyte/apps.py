"""The admin site in place of Django's own."""

from django.contrib.admin.apps import AdminConfig


class CountiesAdminConfig(AdminConfig):
    default_site = "hyte.admin.CountiesAdminSite"
