import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0006_coefficient_links"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalRollOver",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("name_fi", models.CharField(max_length=300, verbose_name="name in Finnish")),
                ("name_sv", models.CharField(blank=True, max_length=300, verbose_name="name in Swedish")),
                ("name_en", models.CharField(blank=True, max_length=300, verbose_name="name in English")),
                ("slug", models.SlugField(max_length=80, verbose_name="address")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_until", models.DateField(verbose_name="valid until")),
                (
                    "term_start_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(2000),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="council term from",
                    ),
                ),
                (
                    "term_end_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(2000),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="council term to",
                    ),
                ),
                (
                    "carried_out_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="carried out at"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "carried_out_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="carried out by",
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
            ],
            options={
                "verbose_name": "historical roll-over of a plan",
                "verbose_name_plural": "historical roll-overs of plans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RollOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_fi", models.CharField(max_length=300, verbose_name="name in Finnish")),
                ("name_sv", models.CharField(blank=True, max_length=300, verbose_name="name in Swedish")),
                ("name_en", models.CharField(blank=True, max_length=300, verbose_name="name in English")),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="address")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_until", models.DateField(verbose_name="valid until")),
                (
                    "term_start_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(2000),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="council term from",
                    ),
                ),
                (
                    "term_end_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(2000),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="council term to",
                    ),
                ),
                (
                    "carried_out_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="carried out at"),
                ),
                (
                    "carried_out_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="carried out by",
                    ),
                ),
                (
                    "plan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roll_over",
                        to="plans.plan",
                        verbose_name="plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "roll-over of a plan",
                "verbose_name_plural": "roll-overs of plans",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRollOverNew",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("goal", "Goal"), ("measure", "Measure")], max_length=10, verbose_name="kind"
                    ),
                ),
                ("wording_fi", models.TextField(max_length=2000, verbose_name="wording in Finnish")),
                ("wording_sv", models.TextField(blank=True, max_length=2000, verbose_name="wording in Swedish")),
                ("wording_en", models.TextField(blank=True, max_length=2000, verbose_name="wording in English")),
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
                        verbose_name="under the goal",
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
                    "section",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.section",
                        verbose_name="section",
                    ),
                ),
                (
                    "rollover",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.rollover",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical new promise of a roll-over",
                "verbose_name_plural": "historical new promises of roll-overs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRollOverChoice",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("continue", "Continues"),
                            ("merge", "Is merged into another"),
                            ("drop", "Is dropped"),
                        ],
                        max_length=10,
                        verbose_name="what becomes of it",
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=2000, verbose_name="reason")),
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
                    "into_goal",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.goal",
                        verbose_name="merged into",
                    ),
                ),
                (
                    "into_measure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.measure",
                        verbose_name="merged into",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.measure",
                        verbose_name="measure",
                    ),
                ),
                (
                    "under",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.goal",
                        verbose_name="continues under",
                    ),
                ),
                (
                    "rollover",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.rollover",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical choice of a roll-over",
                "verbose_name_plural": "historical choices of roll-overs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RollOverChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("continue", "Continues"),
                            ("merge", "Is merged into another"),
                            ("drop", "Is dropped"),
                        ],
                        max_length=10,
                        verbose_name="what becomes of it",
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=2000, verbose_name="reason")),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roll_over_choices",
                        to="plans.goal",
                        verbose_name="goal",
                    ),
                ),
                (
                    "into_goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="plans.goal",
                        verbose_name="merged into",
                    ),
                ),
                (
                    "into_measure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="plans.measure",
                        verbose_name="merged into",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roll_over_choices",
                        to="plans.measure",
                        verbose_name="measure",
                    ),
                ),
                (
                    "rollover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="choices", to="plans.rollover"
                    ),
                ),
                (
                    "under",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="plans.goal",
                        verbose_name="continues under",
                    ),
                ),
            ],
            options={
                "verbose_name": "choice of a roll-over",
                "verbose_name_plural": "choices of roll-overs",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="RollOverNew",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("goal", "Goal"), ("measure", "Measure")], max_length=10, verbose_name="kind"
                    ),
                ),
                ("wording_fi", models.TextField(max_length=2000, verbose_name="wording in Finnish")),
                ("wording_sv", models.TextField(blank=True, max_length=2000, verbose_name="wording in Swedish")),
                ("wording_en", models.TextField(blank=True, max_length=2000, verbose_name="wording in English")),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="plans.goal",
                        verbose_name="under the goal",
                    ),
                ),
                (
                    "rollover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="additions", to="plans.rollover"
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="plans.section",
                        verbose_name="section",
                    ),
                ),
            ],
            options={
                "verbose_name": "new promise of a roll-over",
                "verbose_name_plural": "new promises of roll-overs",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "earlier_goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="later_successions",
                        to="plans.goal",
                    ),
                ),
                (
                    "earlier_measure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="later_successions",
                        to="plans.measure",
                    ),
                ),
                (
                    "later_goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earlier_successions",
                        to="plans.goal",
                    ),
                ),
                (
                    "later_measure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earlier_successions",
                        to="plans.measure",
                    ),
                ),
            ],
            options={
                "verbose_name": "succession",
                "verbose_name_plural": "successions",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="rollover",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_until__gte", models.F("valid_from"))), name="rollover_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="rolloverchoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("goal", None), ("measure__isnull", False)),
                    models.Q(("goal__isnull", False), ("measure", None)),
                    _connector="OR",
                ),
                name="rollover_choice_of_goal_or_measure",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolloverchoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("act", "merge"), ("into_goal__isnull", False), ("into_measure", None), ("measure", None)),
                    models.Q(("act", "merge"), ("goal", None), ("into_goal", None), ("into_measure__isnull", False)),
                    models.Q(models.Q(("act", "merge"), _negated=True), ("into_goal", None), ("into_measure", None)),
                    _connector="OR",
                ),
                name="rollover_merge_into_its_like",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolloverchoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("into_goal", None), models.Q(("into_goal", models.F("goal")), _negated=True), _connector="OR"
                    ),
                    models.Q(
                        ("into_measure", None),
                        models.Q(("into_measure", models.F("measure")), _negated=True),
                        _connector="OR",
                    ),
                ),
                name="rollover_not_merged_into_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolloverchoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("act", "drop"), _negated=True), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="rollover_drop_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolloverchoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("under", None), models.Q(("act", "continue"), ("measure__isnull", False)), _connector="OR"
                ),
                name="rollover_only_continuing_measure_moves",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolloverchoice",
            constraint=models.UniqueConstraint(fields=("rollover", "goal"), name="rollover_goal_decided_once"),
        ),
        migrations.AddConstraint(
            model_name="rolloverchoice",
            constraint=models.UniqueConstraint(fields=("rollover", "measure"), name="rollover_measure_decided_once"),
        ),
        migrations.AddConstraint(
            model_name="rollovernew",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("goal", None), ("kind", "goal"), ("section__isnull", False)),
                    models.Q(("goal__isnull", False), ("kind", "measure"), ("section", None)),
                    _connector="OR",
                ),
                name="rollover_new_goal_in_section_measure_under_goal",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("earlier_goal__isnull", False),
                        ("earlier_measure", None),
                        ("later_goal__isnull", False),
                        ("later_measure", None),
                    ),
                    models.Q(
                        ("earlier_goal", None),
                        ("earlier_measure__isnull", False),
                        ("later_goal", None),
                        ("later_measure__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="succession_of_goals_or_measures",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.UniqueConstraint(
                fields=("earlier_goal", "later_goal"), name="goal_succeeded_once_by_the_same"
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.UniqueConstraint(
                fields=("earlier_measure", "later_measure"), name="measure_succeeded_once_by_the_same"
            ),
        ),
    ]
