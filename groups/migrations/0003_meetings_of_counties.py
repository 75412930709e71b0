"""Give every meeting that there was its county and its identifier in calendars."""

import uuid

from django.db import migrations


def fill(apps, schema_editor) -> None:
    """Django gives one and the same default to all rows there are, so each gets an identifier of its own here."""
    old = apps.get_model("groups", "HistoricalMeeting").objects
    first_county = apps.get_model("groups", "Organisation").objects.filter(kind="county").order_by("pk").first()
    for meeting in apps.get_model("groups", "Meeting").objects.all():
        group = meeting.groups.order_by("order", "pk").first()
        meeting.uid = uuid.uuid4()
        meeting.county_id = group.county_id if group else first_county.pk
        meeting.save(update_fields=["uid", "county"])
        old.filter(id=meeting.pk).update(uid=meeting.uid, county=meeting.county_id)


def fill_secretaries(apps, schema_editor) -> None:
    """Groups with a secretary's seat have a permanent secretary; the others go by turns."""
    seats = apps.get_model("groups", "Seat").objects.filter(role="secretary")
    apps.get_model("groups", "WorkingGroup").objects.filter(seats__in=seats).update(secretary_way="permanent")


class Migration(migrations.Migration):
    dependencies = [("groups", "0002_meetings")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(fill_secretaries, migrations.RunPython.noop),
    ]
