import django.core.validators
import django.db.models.deletion
import hyte.lib.files
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0005_negotiations"),
        ("indicators", "0005_coefficient"),
        ("plans", "0006_coefficient_links"),
        ("reporting", "0001_clock"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_fi", models.CharField(max_length=300, verbose_name="name in Finnish")),
                ("name_sv", models.CharField(blank=True, max_length=300, verbose_name="name in Swedish")),
                ("name_en", models.CharField(blank=True, max_length=300, verbose_name="name in English")),
                (
                    "publication",
                    models.CharField(
                        choices=[
                            ("internal", "Internal"),
                            ("consultation", "Out for statements"),
                            ("public", "Public"),
                        ],
                        default="internal",
                        max_length=20,
                        verbose_name="publication state",
                    ),
                ),
                (
                    "publication_changed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="publication state changed at"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("annual", "Annual report"), ("term", "Report of the council term")],
                        default="annual",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "first_year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2000),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="from the year",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2000),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="year",
                    ),
                ),
                (
                    "data_until",
                    models.DateField(
                        help_text="Measures are told as they stood on this day, and nothing later is taken in.",
                        verbose_name="figures until",
                    ),
                ),
                ("is_demo", models.BooleanField(default=False, editable=False, verbose_name="invented demo data")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="groups.organisation",
                        verbose_name="county",
                    ),
                ),
                (
                    "earlier",
                    models.ForeignKey(
                        blank=True,
                        help_text="The last report: the change since it is told.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later",
                        to="reporting.report",
                        verbose_name="compared with",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="plans.plan",
                        verbose_name="plan",
                    ),
                ),
                (
                    "publication_changed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="publication state changed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "report",
                "verbose_name_plural": "reports",
                "ordering": ["-year", "kind", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Picture",
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
                ("content_type", models.CharField(editable=False, max_length=20)),
                ("width", models.PositiveIntegerField(editable=False)),
                ("height", models.PositiveIntegerField(editable=False)),
                (
                    "alt_fi",
                    models.CharField(blank=True, max_length=500, verbose_name="what the picture shows, in Finnish"),
                ),
                (
                    "alt_sv",
                    models.CharField(blank=True, max_length=500, verbose_name="what the picture shows, in Swedish"),
                ),
                (
                    "alt_en",
                    models.CharField(blank=True, max_length=500, verbose_name="what the picture shows, in English"),
                ),
                ("caption_fi", models.CharField(blank=True, max_length=300, verbose_name="caption in Finnish")),
                ("caption_sv", models.CharField(blank=True, max_length=300, verbose_name="caption in Swedish")),
                ("caption_en", models.CharField(blank=True, max_length=300, verbose_name="caption in English")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="source of the picture")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pictures", to="reporting.report"
                    ),
                ),
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPicture",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("file", models.TextField(editable=False, max_length=200, verbose_name="file")),
                ("file_name", models.CharField(editable=False, max_length=200, verbose_name="name of the file")),
                (
                    "file_size",
                    models.PositiveBigIntegerField(default=0, editable=False, verbose_name="size of the file"),
                ),
                ("content_type", models.CharField(editable=False, max_length=20)),
                ("width", models.PositiveIntegerField(editable=False)),
                ("height", models.PositiveIntegerField(editable=False)),
                (
                    "alt_fi",
                    models.CharField(blank=True, max_length=500, verbose_name="what the picture shows, in Finnish"),
                ),
                (
                    "alt_sv",
                    models.CharField(blank=True, max_length=500, verbose_name="what the picture shows, in Swedish"),
                ),
                (
                    "alt_en",
                    models.CharField(blank=True, max_length=500, verbose_name="what the picture shows, in English"),
                ),
                ("caption_fi", models.CharField(blank=True, max_length=300, verbose_name="caption in Finnish")),
                ("caption_sv", models.CharField(blank=True, max_length=300, verbose_name="caption in Swedish")),
                ("caption_en", models.CharField(blank=True, max_length=300, verbose_name="caption in English")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="source of the picture")),
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
                    ),
                ),
            ],
            options={
                "verbose_name": "historical picture",
                "verbose_name_plural": "historical pictures",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGoalAssessment",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("on_course", "On course"),
                            ("partly", "Partly on course"),
                            ("off_course", "Off course"),
                        ],
                        max_length=12,
                        verbose_name="assessment",
                    ),
                ),
                ("text_fi", models.TextField(max_length=3000, verbose_name="grounds in Finnish")),
                ("text_sv", models.TextField(blank=True, max_length=3000, verbose_name="grounds in Swedish")),
                ("text_en", models.TextField(blank=True, max_length=3000, verbose_name="grounds in English")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.goal",
                        verbose_name="goal",
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
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reporting.report",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical assessment of a goal",
                "verbose_name_plural": "historical assessments of goals",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalChapter",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(editable=False, max_length=80)),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Chapter"), (2, "Part of a chapter")], verbose_name="level"
                    ),
                ),
                ("title_fi", models.CharField(max_length=300, verbose_name="title in Finnish")),
                ("title_sv", models.CharField(blank=True, max_length=300, verbose_name="title in Swedish")),
                ("title_en", models.CharField(blank=True, max_length=300, verbose_name="title in English")),
                (
                    "instructions",
                    models.TextField(blank=True, max_length=3000, verbose_name="instructions to the writers"),
                ),
                ("deadline", models.DateField(blank=True, null=True, verbose_name="deadline")),
                (
                    "state",
                    models.CharField(
                        choices=[("empty", "Empty"), ("draft", "Draft"), ("ready", "Ready"), ("approved", "Approved")],
                        default="empty",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("body_fi", models.TextField(blank=True, max_length=400000, verbose_name="text in Finnish")),
                ("body_sv", models.TextField(blank=True, max_length=400000, verbose_name="text in Swedish")),
                ("body_en", models.TextField(blank=True, max_length=400000, verbose_name="text in English")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="groups.workinggroup",
                        verbose_name="responsible group",
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
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reporting.report",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical chapter",
                "verbose_name_plural": "historical chapters",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ReportVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("reason", models.TextField(blank=True, max_length=2000, verbose_name="why it was frozen anew")),
                ("data_until", models.DateField(verbose_name="figures until")),
                ("parts", models.JSONField(editable=False)),
                ("frozen_at", models.DateTimeField(verbose_name="frozen at")),
                (
                    "compared_with",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reporting.reportversion",
                        verbose_name="compared with",
                    ),
                ),
                (
                    "frozen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="frozen by",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="reporting.report"
                    ),
                ),
                (
                    "snapshot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="report_version", to="plans.snapshot"
                    ),
                ),
            ],
            options={
                "verbose_name": "frozen version of a report",
                "verbose_name_plural": "frozen versions of reports",
                "ordering": ["report", "-number"],
            },
        ),
        migrations.CreateModel(
            name="ReportDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("approves", models.BooleanField(default=False, verbose_name="the report may be published after this")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_decisions",
                        to="groups.decision",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="report_decisions",
                        to="reporting.report",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="reporting.reportversion",
                        verbose_name="frozen version",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision on a report",
                "verbose_name_plural": "decisions on reports",
                "ordering": ["decision__on", "pk"],
            },
        ),
        migrations.AddField(
            model_name="report",
            name="open_version",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reporting.reportversion",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalReport",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("name_fi", models.CharField(max_length=300, verbose_name="name in Finnish")),
                ("name_sv", models.CharField(blank=True, max_length=300, verbose_name="name in Swedish")),
                ("name_en", models.CharField(blank=True, max_length=300, verbose_name="name in English")),
                (
                    "publication",
                    models.CharField(
                        choices=[
                            ("internal", "Internal"),
                            ("consultation", "Out for statements"),
                            ("public", "Public"),
                        ],
                        default="internal",
                        max_length=20,
                        verbose_name="publication state",
                    ),
                ),
                (
                    "publication_changed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="publication state changed at"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("annual", "Annual report"), ("term", "Report of the council term")],
                        default="annual",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "first_year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2000),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="from the year",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2000),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="year",
                    ),
                ),
                (
                    "data_until",
                    models.DateField(
                        help_text="Measures are told as they stood on this day, and nothing later is taken in.",
                        verbose_name="figures until",
                    ),
                ),
                ("is_demo", models.BooleanField(default=False, editable=False, verbose_name="invented demo data")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "county",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="groups.organisation",
                        verbose_name="county",
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
                (
                    "publication_changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="publication state changed by",
                    ),
                ),
                (
                    "earlier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The last report: the change since it is told.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reporting.report",
                        verbose_name="compared with",
                    ),
                ),
                (
                    "open_version",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reporting.reportversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical report",
                "verbose_name_plural": "historical reports",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="GeneratedFile",
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
                (
                    "job_state",
                    models.CharField(
                        choices=[
                            ("none", "Nothing to do"),
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="none",
                        editable=False,
                        max_length=10,
                        verbose_name="state of the work",
                    ),
                ),
                (
                    "job_queued_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="asked for at"),
                ),
                (
                    "job_started_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="started at"),
                ),
                ("job_ended_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ended at")),
                ("job_error", models.TextField(blank=True, editable=False, verbose_name="why it failed")),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("html", "Web page"),
                            ("pdf", "PDF"),
                            ("docx", "Word"),
                            ("xlsx", "Excel"),
                            ("csv", "Open data (CSV)"),
                            ("json", "Open data (JSON)"),
                        ],
                        max_length=4,
                        verbose_name="format",
                    ),
                ),
                ("language", models.CharField(max_length=2, verbose_name="language")),
                ("attempts", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("sha256", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked for by",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="reporting.reportversion"
                    ),
                ),
            ],
            options={
                "verbose_name": "file of a report",
                "verbose_name_plural": "files of reports",
                "ordering": ["-job_queued_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="FrozenSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("key", models.PositiveBigIntegerField()),
                ("title_fi", models.CharField(max_length=300)),
                ("title_sv", models.CharField(blank=True, max_length=300)),
                ("title_en", models.CharField(blank=True, max_length=300)),
                ("unit_fi", models.CharField(blank=True, max_length=100)),
                ("unit_sv", models.CharField(blank=True, max_length=100)),
                ("unit_en", models.CharField(blank=True, max_length=100)),
                ("theme_fi", models.CharField(blank=True, max_length=300)),
                ("theme_sv", models.CharField(blank=True, max_length=300)),
                ("theme_en", models.CharField(blank=True, max_length=300)),
                ("region_fi", models.CharField(max_length=300)),
                ("region_sv", models.CharField(blank=True, max_length=300)),
                ("region_en", models.CharField(blank=True, max_length=300)),
                ("region_code", models.CharField(max_length=40)),
                (
                    "role",
                    models.CharField(
                        choices=[("own", "Own area"), ("other", "Other area"), ("country", "Whole country")],
                        max_length=10,
                    ),
                ),
                ("decimals", models.PositiveSmallIntegerField(default=1)),
                ("direction", models.CharField(blank=True, max_length=4)),
                ("source_fi", models.CharField(max_length=300)),
                ("source_sv", models.CharField(blank=True, max_length=300)),
                ("source_en", models.CharField(blank=True, max_length=300)),
                ("sotkanet_id", models.PositiveIntegerField(null=True)),
                ("licence", models.CharField(blank=True, max_length=200)),
                ("passes_on", models.BooleanField(default=False)),
                ("is_minimum", models.BooleanField(default=False)),
                ("is_invented", models.BooleanField(default=False)),
                ("retrieved_on", models.DateField(null=True)),
                ("points_json", models.JSONField(default=list)),
                (
                    "indicator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="indicators.indicator",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="series", to="reporting.reportversion"
                    ),
                ),
            ],
            options={
                "verbose_name": "figures of a frozen report",
                "verbose_name_plural": "figures of frozen reports",
                "ordering": ["version", "position"],
            },
        ),
        migrations.CreateModel(
            name="FrozenPicture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("alt_fi", models.CharField(max_length=500)),
                ("alt_sv", models.CharField(blank=True, max_length=500)),
                ("alt_en", models.CharField(blank=True, max_length=500)),
                ("caption_fi", models.CharField(blank=True, max_length=300)),
                ("caption_sv", models.CharField(blank=True, max_length=300)),
                ("caption_en", models.CharField(blank=True, max_length=300)),
                ("source", models.CharField(blank=True, max_length=300)),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reporting.picture"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="reporting.reportversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "picture of a frozen report",
                "verbose_name_plural": "pictures of frozen reports",
                "ordering": ["version", "picture"],
            },
        ),
        migrations.CreateModel(
            name="FrozenChapter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("key", models.CharField(max_length=80)),
                ("level", models.PositiveSmallIntegerField()),
                ("title_fi", models.CharField(max_length=300)),
                ("title_sv", models.CharField(blank=True, max_length=300)),
                ("title_en", models.CharField(blank=True, max_length=300)),
                ("body_fi", models.TextField(blank=True)),
                ("body_sv", models.TextField(blank=True)),
                ("body_en", models.TextField(blank=True)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chapters",
                        to="reporting.reportversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "chapter of a frozen report",
                "verbose_name_plural": "chapters of frozen reports",
                "ordering": ["version", "position"],
            },
        ),
        migrations.CreateModel(
            name="GoalAssessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("on_course", "On course"),
                            ("partly", "Partly on course"),
                            ("off_course", "Off course"),
                        ],
                        max_length=12,
                        verbose_name="assessment",
                    ),
                ),
                ("text_fi", models.TextField(max_length=3000, verbose_name="grounds in Finnish")),
                ("text_sv", models.TextField(blank=True, max_length=3000, verbose_name="grounds in Swedish")),
                ("text_en", models.TextField(blank=True, max_length=3000, verbose_name="grounds in English")),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="plans.goal",
                        verbose_name="goal",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="assessments", to="reporting.report"
                    ),
                ),
            ],
            options={
                "verbose_name": "assessment of a goal",
                "verbose_name_plural": "assessments of goals",
                "ordering": ["goal__section__order", "goal__order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "goal"), name="goal_assessed_once_in_report")
                ],
            },
        ),
        migrations.CreateModel(
            name="Chapter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(editable=False, max_length=80)),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Chapter"), (2, "Part of a chapter")], verbose_name="level"
                    ),
                ),
                ("title_fi", models.CharField(max_length=300, verbose_name="title in Finnish")),
                ("title_sv", models.CharField(blank=True, max_length=300, verbose_name="title in Swedish")),
                ("title_en", models.CharField(blank=True, max_length=300, verbose_name="title in English")),
                (
                    "instructions",
                    models.TextField(blank=True, max_length=3000, verbose_name="instructions to the writers"),
                ),
                ("deadline", models.DateField(blank=True, null=True, verbose_name="deadline")),
                (
                    "state",
                    models.CharField(
                        choices=[("empty", "Empty"), ("draft", "Draft"), ("ready", "Ready"), ("approved", "Approved")],
                        default="empty",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("body_fi", models.TextField(blank=True, max_length=400000, verbose_name="text in Finnish")),
                ("body_sv", models.TextField(blank=True, max_length=400000, verbose_name="text in Swedish")),
                ("body_en", models.TextField(blank=True, max_length=400000, verbose_name="text in English")),
                ("written_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chapters",
                        to="groups.workinggroup",
                        verbose_name="responsible group",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="chapters", to="reporting.report"
                    ),
                ),
            ],
            options={
                "verbose_name": "chapter",
                "verbose_name_plural": "chapters",
                "ordering": ["report", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "key"), name="chapter_key_once_in_report"),
                    models.CheckConstraint(condition=models.Q(("level__in", (1, 2))), name="chapter_level_known"),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="reportversion",
            constraint=models.UniqueConstraint(fields=("report", "number"), name="report_version_number_once"),
        ),
        migrations.AddConstraint(
            model_name="reportversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="later_version_has_its_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportdecision",
            constraint=models.UniqueConstraint(fields=("report", "decision"), name="decision_tied_once_to_report"),
        ),
        migrations.AddConstraint(
            model_name="reportdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("approves", False), ("version__isnull", False), _connector="OR"),
                name="approval_names_its_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(fields=("county", "kind", "year"), name="one_report_of_a_year"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__gte", models.F("first_year"))), name="report_years_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("publication", "internal"), ("open_version__isnull", False), _connector="OR"),
                name="open_report_has_its_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="generatedfile",
            constraint=models.UniqueConstraint(fields=("version", "format", "language"), name="report_file_once"),
        ),
        migrations.AddConstraint(
            model_name="frozenseries",
            constraint=models.UniqueConstraint(fields=("version", "position"), name="frozen_series_position_once"),
        ),
        migrations.AddConstraint(
            model_name="frozenpicture",
            constraint=models.UniqueConstraint(fields=("version", "picture"), name="frozen_picture_once"),
        ),
        migrations.AddConstraint(
            model_name="frozenchapter",
            constraint=models.UniqueConstraint(fields=("version", "position"), name="frozen_chapter_position_once"),
        ),
    ]
