from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0006_clock_feeds"),
    ]

    operations = [
        migrations.AlterField(
            model_name="personallink",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("status", "Reporting how a measure goes"),
                    ("calendar", "Calendar feed"),
                    ("clock", "Calendar feed of the annual clock"),
                    ("meeting", "Answering an invitation and commenting on the reading pack"),
                    ("party", "Taking part in a negotiation for a party"),
                    ("settings", "Choosing how often reminders come"),
                    ("statement", "Giving the statement of a body"),
                ],
                max_length=20,
                verbose_name="purpose",
            ),
        ),
    ]
