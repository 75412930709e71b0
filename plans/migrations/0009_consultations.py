import django.db.models.deletion
import hyte.lib.files
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0007_statements"),
        ("plans", "0008_handling"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_fi", models.CharField(max_length=300, verbose_name="name in Finnish")),
                ("name_sv", models.CharField(blank=True, max_length=300, verbose_name="name in Swedish")),
                ("name_en", models.CharField(blank=True, max_length=300, verbose_name="name in English")),
                (
                    "about_fi",
                    models.CharField(blank=True, max_length=300, verbose_name="what is out for statements, in Finnish"),
                ),
                (
                    "about_sv",
                    models.CharField(blank=True, max_length=300, verbose_name="what is out for statements, in Swedish"),
                ),
                (
                    "about_en",
                    models.CharField(blank=True, max_length=300, verbose_name="what is out for statements, in English"),
                ),
                ("introduction_fi", models.TextField(max_length=10000, verbose_name="introduction in Finnish")),
                (
                    "introduction_sv",
                    models.TextField(blank=True, max_length=10000, verbose_name="introduction in Swedish"),
                ),
                (
                    "introduction_en",
                    models.TextField(blank=True, max_length=10000, verbose_name="introduction in English"),
                ),
                ("opens_on", models.DateField(verbose_name="opens on")),
                ("closes_on", models.DateField(verbose_name="statements until")),
                ("open_to_everyone", models.BooleanField(default=False, verbose_name="everybody may give a statement")),
                ("material_link", models.URLField(blank=True, max_length=500, verbose_name="link to the material")),
                ("contact", models.CharField(max_length=300, verbose_name="whom to ask")),
                ("opened_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="opened at")),
                (
                    "published_summary_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="summary published at"),
                ),
                ("is_demo", models.BooleanField(default=False, editable=False, verbose_name="invented demo data")),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="opened by",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="plans.plan",
                        verbose_name="plan",
                    ),
                ),
                (
                    "published_summary_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="summary published by",
                    ),
                ),
            ],
            options={
                "verbose_name": "consultation",
                "verbose_name_plural": "consultations",
                "ordering": ["-opens_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ConsultationQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveIntegerField(default=0, verbose_name="order")),
                ("text_fi", models.TextField(max_length=2000, verbose_name="question in Finnish")),
                ("text_sv", models.TextField(blank=True, max_length=2000, verbose_name="question in Swedish")),
                ("text_en", models.TextField(blank=True, max_length=2000, verbose_name="question in English")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="plans.consultation",
                        verbose_name="consultation",
                    ),
                ),
            ],
            options={
                "verbose_name": "question of a consultation",
                "verbose_name_plural": "questions of consultations",
                "ordering": ["order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalConsultation",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("name_fi", models.CharField(max_length=300, verbose_name="name in Finnish")),
                ("name_sv", models.CharField(blank=True, max_length=300, verbose_name="name in Swedish")),
                ("name_en", models.CharField(blank=True, max_length=300, verbose_name="name in English")),
                (
                    "about_fi",
                    models.CharField(blank=True, max_length=300, verbose_name="what is out for statements, in Finnish"),
                ),
                (
                    "about_sv",
                    models.CharField(blank=True, max_length=300, verbose_name="what is out for statements, in Swedish"),
                ),
                (
                    "about_en",
                    models.CharField(blank=True, max_length=300, verbose_name="what is out for statements, in English"),
                ),
                ("introduction_fi", models.TextField(max_length=10000, verbose_name="introduction in Finnish")),
                (
                    "introduction_sv",
                    models.TextField(blank=True, max_length=10000, verbose_name="introduction in Swedish"),
                ),
                (
                    "introduction_en",
                    models.TextField(blank=True, max_length=10000, verbose_name="introduction in English"),
                ),
                ("opens_on", models.DateField(verbose_name="opens on")),
                ("closes_on", models.DateField(verbose_name="statements until")),
                ("open_to_everyone", models.BooleanField(default=False, verbose_name="everybody may give a statement")),
                ("material_link", models.URLField(blank=True, max_length=500, verbose_name="link to the material")),
                ("contact", models.CharField(max_length=300, verbose_name="whom to ask")),
                ("opened_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="opened at")),
                (
                    "published_summary_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="summary published at"),
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="opened by",
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
                    "published_summary_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="summary published by",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical consultation",
                "verbose_name_plural": "historical consultations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConsultationQuestion",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("order", models.PositiveIntegerField(default=0, verbose_name="order")),
                ("text_fi", models.TextField(max_length=2000, verbose_name="question in Finnish")),
                ("text_sv", models.TextField(blank=True, max_length=2000, verbose_name="question in Swedish")),
                ("text_en", models.TextField(blank=True, max_length=2000, verbose_name="question in English")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.consultation",
                        verbose_name="consultation",
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
                "verbose_name": "historical question of a consultation",
                "verbose_name_plural": "historical questions of consultations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Invitee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("invited_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="invited at")),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="reminded at"),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitees",
                        to="plans.consultation",
                        verbose_name="consultation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultation_invitations",
                        to="groups.organisation",
                        verbose_name="body",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitee of a consultation",
                "verbose_name_plural": "invitees of consultations",
                "ordering": ["organisation__order", "organisation__name_fi", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalStatement",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("body_name", models.CharField(blank=True, max_length=300, verbose_name="name of the body")),
                ("is_private_person", models.BooleanField(default=False, verbose_name="a private person")),
                (
                    "name_may_be_published",
                    models.BooleanField(default=False, verbose_name="my name may be published with the statement"),
                ),
                ("text", models.TextField(blank=True, max_length=20000, verbose_name="statement")),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "suomi"), ("sv", "svenska"), ("en", "English")],
                        default="fi",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="received at")),
                ("changed_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="changed at")),
                (
                    "was_late",
                    models.BooleanField(default=False, editable=False, verbose_name="came after the deadline"),
                ),
                ("receipt", models.CharField(db_index=True, editable=False, max_length=20, verbose_name="receipt")),
                (
                    "response",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepted"),
                            ("partly", "Accepted in part"),
                            ("not_accepted", "Not accepted"),
                            ("noted", "Noted"),
                        ],
                        max_length=20,
                        verbose_name="response",
                    ),
                ),
                ("response_text_fi", models.TextField(blank=True, max_length=5000, verbose_name="grounds in Finnish")),
                ("response_text_sv", models.TextField(blank=True, max_length=5000, verbose_name="grounds in Swedish")),
                ("response_text_en", models.TextField(blank=True, max_length=5000, verbose_name="grounds in English")),
                (
                    "responded_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="responded at"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.consultation",
                        verbose_name="consultation",
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
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="groups.organisation",
                        verbose_name="body",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "responded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="responded by",
                    ),
                ),
                (
                    "invitee",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.invitee",
                        verbose_name="invitee",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical statement",
                "verbose_name_plural": "historical statements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="InviteeLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "invitee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="plans.invitee"
                    ),
                ),
                (
                    "link",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitee_link",
                        to="groups.personallink",
                    ),
                ),
            ],
            options={
                "verbose_name": "link to a consultation",
                "verbose_name_plural": "links to consultations",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body_name", models.CharField(blank=True, max_length=300, verbose_name="name of the body")),
                ("is_private_person", models.BooleanField(default=False, verbose_name="a private person")),
                ("sender_name", models.CharField(blank=True, max_length=200, verbose_name="your name")),
                ("sender_email", models.EmailField(blank=True, max_length=254, verbose_name="your e-mail")),
                (
                    "name_may_be_published",
                    models.BooleanField(default=False, verbose_name="my name may be published with the statement"),
                ),
                ("text", models.TextField(blank=True, max_length=20000, verbose_name="statement")),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "suomi"), ("sv", "svenska"), ("en", "English")],
                        default="fi",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="received at")),
                ("changed_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="changed at")),
                (
                    "was_late",
                    models.BooleanField(default=False, editable=False, verbose_name="came after the deadline"),
                ),
                ("receipt", models.CharField(editable=False, max_length=20, unique=True, verbose_name="receipt")),
                (
                    "response",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepted"),
                            ("partly", "Accepted in part"),
                            ("not_accepted", "Not accepted"),
                            ("noted", "Noted"),
                        ],
                        max_length=20,
                        verbose_name="response",
                    ),
                ),
                ("response_text_fi", models.TextField(blank=True, max_length=5000, verbose_name="grounds in Finnish")),
                ("response_text_sv", models.TextField(blank=True, max_length=5000, verbose_name="grounds in Swedish")),
                ("response_text_en", models.TextField(blank=True, max_length=5000, verbose_name="grounds in English")),
                (
                    "responded_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="responded at"),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="plans.consultation",
                        verbose_name="consultation",
                    ),
                ),
                (
                    "invitee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="plans.invitee",
                        verbose_name="invitee",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="groups.organisation",
                        verbose_name="body",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "responded_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="responded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "statement",
                "verbose_name_plural": "statements",
                "ordering": ["received_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="StatementAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=20000, verbose_name="answer")),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="plans.consultationquestion",
                        verbose_name="question",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="plans.statement",
                        verbose_name="statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer in a statement",
                "verbose_name_plural": "answers in statements",
                "ordering": ["question__order", "question__pk"],
            },
        ),
        migrations.CreateModel(
            name="StatementFile",
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
                ("brought_at", models.DateTimeField(verbose_name="brought at")),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="plans.statement",
                        verbose_name="statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "attachment of a statement",
                "verbose_name_plural": "attachments of statements",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gte", models.F("opens_on"))), name="consultation_closes_after_opening"
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(("published_summary_at", None), ("opened_at__isnull", False), _connector="OR"),
                name="summary_is_of_an_opened_consultation",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitee",
            constraint=models.UniqueConstraint(fields=("consultation", "organisation", "person"), name="invitee_once"),
        ),
        migrations.AddConstraint(
            model_name="invitee",
            constraint=models.UniqueConstraint(fields=("consultation", "person"), name="invitee_speaks_for_one_body"),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.UniqueConstraint(
                fields=("consultation", "organisation"), name="body_gives_one_statement"
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("body_name", ""), ("invitee", None), ("is_private_person", True), ("organisation", None)),
                    models.Q(
                        ("is_private_person", False),
                        models.Q(
                            ("organisation__isnull", False), models.Q(("body_name", ""), _negated=True), _connector="OR"
                        ),
                    ),
                    _connector="OR",
                ),
                name="statement_is_of_a_body_or_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("name_may_be_published", False), ("is_private_person", True), _connector="OR"),
                name="consent_is_of_a_private_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("response__in", ["partly", "not_accepted"]), _negated=True),
                    models.Q(("response_text_fi", ""), _negated=True),
                    _connector="OR",
                ),
                name="refusing_response_has_grounds",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementanswer",
            constraint=models.UniqueConstraint(fields=("statement", "question"), name="question_answered_once"),
        ),
    ]
