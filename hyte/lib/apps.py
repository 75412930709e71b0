from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibConfig(AppConfig):
    name = "hyte.lib"
    label = "lib"
    verbose_name = _("Common parts")

    def ready(self) -> None:
        from hyte.lib import checks  # noqa: F401  registers the system checks
