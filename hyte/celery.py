"""Work outside requests, and the clock that starts it."""

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import setup_logging, worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hyte.settings")

app = Celery("hyte")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

NOTE_HEARTBEAT = "hyte.lib.tasks.note_heartbeat"

app.conf.beat_schedule = {
    "note-that-the-worker-lives": {"task": NOTE_HEARTBEAT, "schedule": 60.0},
    "deliver-waiting-mail": {"task": "groups.tasks.deliver_waiting_mail", "schedule": crontab(minute="*/5")},
    "send-morning-mails": {"task": "reporting.tasks.send_morning_mails", "schedule": crontab(hour=7, minute=10)},
    "resume-forgotten-imports": {"task": "plans.tasks.resume_forgotten_imports", "schedule": 60.0},
    "clear-old-imports": {"task": "plans.tasks.clear_old_imports", "schedule": crontab(hour=3, minute=20)},
    "clear-old-figures-files": {
        "task": "indicators.tasks.clear_old_figures_files",
        "schedule": crontab(hour=3, minute=30),
    },
    "fetch-from-sotkanet": {"task": "indicators.tasks.sync_every_night", "schedule": crontab(hour=4, minute=15)},
    "resume-forgotten-runs": {"task": "indicators.tasks.resume_forgotten_runs", "schedule": 60.0},
    "resume-forgotten-files": {"task": "reporting.tasks.resume_forgotten_files", "schedule": 60.0},
    "clear-old-sessions": {"task": "hyte.lib.tasks.clear_old_sessions", "schedule": crontab(hour=3, minute=40)},
}


@setup_logging.connect
def keep_our_logging(**kwargs) -> None:
    """Having a receiver keeps Celery from replacing the logging that the settings have set up."""


@worker_ready.connect
def show_life(sender, **kwargs) -> None:
    """The health page need not wait for the clock's first minute."""
    sender.app.send_task(NOTE_HEARTBEAT)
