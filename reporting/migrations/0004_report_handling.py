import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0009_consultations"),
        ("reporting", "0003_statutory"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalReportEffect",
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
                    "report",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reporting.report",
                        verbose_name="report",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical effect of a report",
                "verbose_name_plural": "historical effects of reports",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ReportConsultation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "consultation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="report_tie", to="plans.consultation"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consultation_ties",
                        to="reporting.report",
                    ),
                ),
            ],
            options={
                "verbose_name": "consultation on a report",
                "verbose_name_plural": "consultations on reports",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ReportEffect",
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="effects",
                        to="reporting.report",
                        verbose_name="report",
                    ),
                ),
            ],
            options={
                "verbose_name": "effect of a report",
                "verbose_name_plural": "effects of reports",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
    ]
