"""Settings: sound defaults for a single machine, everything else from the environment; nonsense fails loudly with a hint."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from hyte.lib.environment import (
    LOG_LEVELS,
    read_base_url,
    read_choice,
    read_day,
    read_flag,
    read_list,
    read_networks,
    read_secret_key,
    read_time_zone,
)

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("DATA_DIR", default="") or BASE_DIR / "var").resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

# The site

DEBUG = read_flag("DEBUG")
BASE_URL = read_base_url("BASE_URL", default="http://localhost:8000")
IS_HTTPS = BASE_URL.startswith("https://")
REDIS_URL = env.str("REDIS_URL", default="")
ALLOWED_HOSTS = read_list("ALLOWED_HOSTS", default=(urlsplit(BASE_URL).hostname,))
ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]  # health checks from the machine itself
CSRF_TRUSTED_ORIGINS = read_list("CSRF_TRUSTED_ORIGINS", default=(BASE_URL,))
TRUSTED_PROXIES = read_networks("TRUSTED_PROXIES")
MAINTENANCE = read_flag("MAINTENANCE")
HEALTH_PATH = "/health/"
HYTE_TODAY = read_day("HYTE_TODAY")  # the domain's day stands still: the demo
DEMO_PASSWORD = env.str("DEMO_PASSWORD", default="")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="")  # feedback on accessibility; tells Sotkanet who asks
SOTKANET_URL = env.str("SOTKANET_URL", default="https://sotkanet.fi/rest/1.1").rstrip("/")

# Database

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'hyte.sqlite3'}")}
IS_SQLITE = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
if IS_SQLITE:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # a transaction that begins by reading could otherwise fail when it writes
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SECRET_KEY = read_secret_key("SECRET_KEY", file=DATA_DIR / "secret_key", may_generate=IS_SQLITE)

# Parts

INSTALLED_APPS = [
    "hyte.lib",
    "groups",
    "indicators",
    "plans",
    "negotiations",
    "reporting",
    "hyte.apps.CountiesAdminConfig",  # Django's admin with a site of ours
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "simple_history",
    "import_export",
    "template_partials",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "hyte.lib.request_id.RequestIdMiddleware",
    "hyte.lib.proxies.TrustedProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "hyte.lib.language.LanguageMiddleware",
    "hyte.maintenance.MaintenanceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "hyte.lib.forms_again.LoginRequiredMiddleware",  # Django's, and what was typed goes through the login
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "hyte.urls"
WSGI_APPLICATION = "hyte.wsgi.application"
ASGI_APPLICATION = "hyte.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hyte.lib.context.clock",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # our templates of fields win over Django's

# History

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True  # a reason is kept whole

# Accounts

AUTH_USER_MODEL = "groups.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "groups.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "HYTE: "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_HTTPS else "http"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_PREVENT_ENUMERATION = True
# A county's staff share one address to the outside: the limit by address is wide, the one by account stays narrow.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "60/m/ip,5/5m/key"}

# Languages and time

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = IS_HTTPS
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = read_time_zone("TIME_ZONE", default="Europe/Helsinki")
USE_TZ = True

# Files

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "hyte.lib.package_files.PackageFileFinder",
]
PACKAGE_FILES = {  # and none of the packages' others
    "plotly/plotly.min.js": ("plotly", "package_data/plotly.min.js"),
    "prose_editor/editor.js": ("django_prose_editor", "static/django_prose_editor/editor.js"),
    "prose_editor/editor.js.map": (
        "django_prose_editor",
        "static/django_prose_editor/editor.js.map",
    ),  # the script names it
}
STORAGES = {
    "default": {
        "BACKEND": "hyte.lib.storage.RenamingStorage",  # no address: files leave through views only
        "OPTIONS": {"location": Path(env.str("FILE_STORAGE", default="") or DATA_DIR / "files"), "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Cache: shared by all processes, rate limits count in it

if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": DATA_DIR / "cache",
            "OPTIONS": {"MAX_ENTRIES": 10_000},
        }
    }

# Background work

CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
if not REDIS_URL:
    (DATA_DIR / "broker" / "queue").mkdir(parents=True, exist_ok=True)
    (DATA_DIR / "broker" / "control").mkdir(exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(DATA_DIR / "broker" / "queue"),
        "data_folder_out": str(DATA_DIR / "broker" / "queue"),
        "control_folder": str(DATA_DIR / "broker" / "control"),
        "polling_interval": 0.2,
    }
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True  # the state of a job lives in our own tables
CELERY_TASK_ACKS_LATE = bool(REDIS_URL)
CELERY_WORKER_PREFETCH_MULTIPLIER = 1

# Mail

vars().update(env.email_url("EMAIL_URL", default=f"filemail:///{DATA_DIR / 'mail'}"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"hyte@{urlsplit(BASE_URL).hostname}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Security

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
CSRF_FAILURE_VIEW = "hyte.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [HEALTH_PATH.strip("/") + "/$"]  # the load balancer asks over plain HTTP
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
SILENCED_SYSTEM_CHECKS = [
    "security.W005",
    "security.W021",
]  # other names under the county's domain are not ours to decide
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # a bulk update carries a status and a note for each row

# Log

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "hyte.lib.request_id.RequestIdFilter"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s"}},
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "filters": ["request_id"],
            "formatter": "line",
        }
    },
    "root": {"handlers": ["stdout"], "level": read_choice("LOG_LEVEL", "INFO", LOG_LEVELS)},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "fontTools": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},  # else it tells every question to Sotkanet
        "weasyprint": {"level": "WARNING"},  # else it tells every step of every page
    },
}
