"""Settings that work one by one but not together."""

import os
from ctypes.util import find_library

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register


@register()
def check_debug_is_off_in_public(app_configs, **kwargs) -> list[CheckMessage]:
    if settings.DEBUG and settings.IS_HTTPS:
        return [
            Error(
                "DEBUG is on at an https address: error pages would show settings and data to anybody.",
                hint="Leave DEBUG out, or set BASE_URL to the address of a machine of your own.",
                id="hyte.E001",
            )
        ]
    return []


@register()
def check_data_folder(app_configs, **kwargs) -> list[CheckMessage]:
    if os.access(settings.DATA_DIR, os.W_OK):
        return []
    return [
        Error(
            f"The data folder {settings.DATA_DIR} cannot be written to.",
            hint="Give the folder to the account that runs the product, or set DATA_DIR to another one.",
            id="hyte.E002",
        )
    ]


@register()
def check_sqlite_has_one_process(app_configs, **kwargs) -> list[CheckMessage]:
    processes = os.environ.get("WEB_CONCURRENCY", "1")
    if not settings.IS_SQLITE or processes == "1":
        return []
    return [
        Warning(
            f"The embedded database serves {processes} web processes: they wait for each other's writes.",
            hint="Set DATABASE_URL to a PostgreSQL database, or WEB_CONCURRENCY=1.",
            id="hyte.W001",
        )
    ]


@register()
def check_mail_goes_out(app_configs, **kwargs) -> list[CheckMessage]:
    if not settings.IS_HTTPS or "filebased" not in settings.EMAIL_BACKEND:
        return []
    return [
        Warning(
            f"Mails are written to files in {settings.EMAIL_FILE_PATH} and reach nobody.",
            hint="Set EMAIL_URL, for example smtp+tls://user:password@mail.example.fi:587.",
            id="hyte.W002",
        )
    ]


@register()
def check_day_is_real(app_configs, **kwargs) -> list[CheckMessage]:
    if not settings.IS_HTTPS or not settings.HYTE_TODAY:
        return []
    return [
        Warning(
            f"HYTE_TODAY holds the day at {settings.HYTE_TODAY}: updates would be dated to it.",
            hint="Leave HYTE_TODAY out anywhere but in a demo.",
            id="hyte.W003",
        )
    ]


@register()
def check_pdf_can_be_drawn(app_configs, **kwargs) -> list[CheckMessage]:
    if find_library("pangoft2-1.0"):
        return []
    return [
        Warning(
            "Pango is missing: there are no PDF files, and their buttons say so.",
            hint="On Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core",
            id="hyte.W004",
        )
    ]
