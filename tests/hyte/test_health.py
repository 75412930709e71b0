import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from hyte import health
from hyte.lib.tasks import HEARTBEAT, note_heartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_remembered():
    health.check_migrations.cache_clear()


def test_a_fit_process_answers_200_to_anybody(client):
    response = client.get("/health/")
    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "database": "ok",
        "broker": "ok",
        "migrations": "ok",
        "worker": "silent",
    }


def test_a_worker_that_has_left_its_mark_is_told(client):
    note_heartbeat()
    assert client.get("/health/").json()["worker"] == "ok"


def test_an_old_mark_is_silence(client):
    cache.set(HEARTBEAT, timezone.now() - timezone.timedelta(minutes=6))
    assert client.get("/health/").json()["worker"] == "silent"


def test_unapplied_migrations_answer_503(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'plans'")
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json()["migrations"] == "failed"


def test_a_lost_broker_answers_503(client, settings, tmp_path):
    settings.REDIS_URL = ""
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_in": str(tmp_path / "gone")}
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json()["broker"] == "failed"


def test_an_unreachable_redis_answers_503(client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    response = client.get("/health/")
    assert (response.status_code, response.json()["broker"]) == (503, "failed")
    assert "127.0.0.1" not in response.text


def test_a_lost_database_answers_503(client, monkeypatch):
    def refuse():
        raise ConnectionError

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/health/")
    assert (response.status_code, response.json()["database"]) == (503, "failed")
