import django.db.models.deletion
import hyte.lib.files
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0006_clock_feeds"),
        ("plans", "0007_rollover"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalDecisionMaterial",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("file_name", models.CharField(editable=False, max_length=200, verbose_name="name of the file")),
                (
                    "file_size",
                    models.PositiveBigIntegerField(default=0, editable=False, verbose_name="size of the file"),
                ),
                ("title_fi", models.CharField(max_length=300, verbose_name="title in Finnish")),
                ("title_sv", models.CharField(blank=True, max_length=300, verbose_name="title in Swedish")),
                ("title_en", models.CharField(blank=True, max_length=300, verbose_name="title in English")),
                ("link", models.URLField(blank=True, max_length=500, verbose_name="link")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="groups.decision",
                        verbose_name="decision",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical material of a decision",
                "verbose_name_plural": "historical materials of decisions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPlanEffect",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("population_fi", models.CharField(max_length=200, verbose_name="population group in Finnish")),
                (
                    "population_sv",
                    models.CharField(blank=True, max_length=200, verbose_name="population group in Swedish"),
                ),
                (
                    "population_en",
                    models.CharField(blank=True, max_length=200, verbose_name="population group in English"),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("positive", "Positive effect"),
                            ("negative", "Negative effect"),
                            ("neutral", "No effect"),
                            ("unclear", "Effect not known"),
                        ],
                        default="unclear",
                        max_length=10,
                        verbose_name="direction of the effect",
                    ),
                ),
                ("effects_fi", models.TextField(max_length=5000, verbose_name="effects in Finnish")),
                ("effects_sv", models.TextField(blank=True, max_length=5000, verbose_name="effects in Swedish")),
                ("effects_en", models.TextField(blank=True, max_length=5000, verbose_name="effects in English")),
                (
                    "mitigation_fi",
                    models.TextField(blank=True, max_length=5000, verbose_name="what is done about harm, in Finnish"),
                ),
                (
                    "mitigation_sv",
                    models.TextField(blank=True, max_length=5000, verbose_name="what is done about harm, in Swedish"),
                ),
                (
                    "mitigation_en",
                    models.TextField(blank=True, max_length=5000, verbose_name="what is done about harm, in English"),
                ),
                ("order", models.PositiveIntegerField(default=0, verbose_name="order")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.plan",
                        verbose_name="plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical effect of a plan",
                "verbose_name_plural": "historical effects of plans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PlanEffect",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("population_fi", models.CharField(max_length=200, verbose_name="population group in Finnish")),
                (
                    "population_sv",
                    models.CharField(blank=True, max_length=200, verbose_name="population group in Swedish"),
                ),
                (
                    "population_en",
                    models.CharField(blank=True, max_length=200, verbose_name="population group in English"),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("positive", "Positive effect"),
                            ("negative", "Negative effect"),
                            ("neutral", "No effect"),
                            ("unclear", "Effect not known"),
                        ],
                        default="unclear",
                        max_length=10,
                        verbose_name="direction of the effect",
                    ),
                ),
                ("effects_fi", models.TextField(max_length=5000, verbose_name="effects in Finnish")),
                ("effects_sv", models.TextField(blank=True, max_length=5000, verbose_name="effects in Swedish")),
                ("effects_en", models.TextField(blank=True, max_length=5000, verbose_name="effects in English")),
                (
                    "mitigation_fi",
                    models.TextField(blank=True, max_length=5000, verbose_name="what is done about harm, in Finnish"),
                ),
                (
                    "mitigation_sv",
                    models.TextField(blank=True, max_length=5000, verbose_name="what is done about harm, in Swedish"),
                ),
                (
                    "mitigation_en",
                    models.TextField(blank=True, max_length=5000, verbose_name="what is done about harm, in English"),
                ),
                ("order", models.PositiveIntegerField(default=0, verbose_name="order")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="effects",
                        to="plans.plan",
                        verbose_name="plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "effect of a plan",
                "verbose_name_plural": "effects of plans",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DecisionMaterial",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "file",
                    models.FileField(
                        editable=False, max_length=200, upload_to=hyte.lib.files.random_name, verbose_name="file"
                    ),
                ),
                ("file_name", models.CharField(editable=False, max_length=200, verbose_name="name of the file")),
                (
                    "file_size",
                    models.PositiveBigIntegerField(default=0, editable=False, verbose_name="size of the file"),
                ),
                ("title_fi", models.CharField(max_length=300, verbose_name="title in Finnish")),
                ("title_sv", models.CharField(blank=True, max_length=300, verbose_name="title in Swedish")),
                ("title_en", models.CharField(blank=True, max_length=300, verbose_name="title in English")),
                ("link", models.URLField(blank=True, max_length=500, verbose_name="link")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="materials",
                        to="groups.decision",
                        verbose_name="decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "material of a decision",
                "verbose_name_plural": "materials of decisions",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", ""), _negated=True),
                            models.Q(("link", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_material_has_file_or_link",
                    )
                ],
            },
        ),
    ]
