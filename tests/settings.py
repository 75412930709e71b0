"""The product's settings on a data folder of the test run's own."""

import atexit
import os
import shutil
import tempfile
from urllib.parse import urlsplit

OWN_DATA = tempfile.mkdtemp(prefix="hyte-test-")
atexit.register(shutil.rmtree, OWN_DATA, ignore_errors=True)
os.environ["DATA_DIR"] = OWN_DATA
os.environ.setdefault("SECRET_KEY", "a key for tests only")
for name in (
    "BASE_URL",
    "DEBUG",
    "EMAIL_URL",
    "FILE_STORAGE",
    "HYTE_TODAY",
    "MAINTENANCE",
    "TIME_ZONE",
    "TRUSTED_PROXIES",
):
    os.environ.pop(name, None)

from hyte.settings import *  # noqa: E402, F403
from hyte.settings import CACHES, DATA_DIR, DATABASES, IS_SQLITE, REDIS_URL, STORAGES  # noqa: E402

if IS_SQLITE:
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}  # a file, as in use: threads see each other
    DATABASES["default"]["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0  # a thread's connection would outlive its test
if REDIS_URL:
    # Runs side by side share a server, and clearing the cache empties a whole database of it.
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    CACHES["default"]["LOCATION"] = urlsplit(REDIS_URL)._replace(path=f"/{worker + 1}").geturl()

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True  # finds static files without collecting them
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
