from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0009_consultations"),
    ]

    operations = [
        migrations.AddField(
            model_name="snapshotrow",
            name="grounds",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="snapshotrow",
            name="is_continuous",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="snapshotrow",
            name="other_responsible",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="snapshotrow",
            name="partners",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="snapshotrow",
            name="responsibility_state",
            field=models.CharField(
                blank=True, choices=[("proposed", "Proposed"), ("approved", "Approved")], max_length=20
            ),
        ),
        migrations.AddField(
            model_name="snapshotrow",
            name="years",
            field=models.CharField(blank=True, max_length=20),
        ),
    ]
