import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('groups', '0006_clock_feeds'),
        ('reporting', '0002_reports'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ClockFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clock_feeds', to='groups.organisation', verbose_name='county')),
                ('link', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='clock_feed', to='groups.personallink')),
            ],
            options={
                'verbose_name': 'calendar feed of the annual clock',
                'verbose_name_plural': 'calendar feeds of the annual clock',
            },
        ),
        migrations.CreateModel(
            name='HistoricalStatutoryNote',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2100)], verbose_name='year')),
                ('line', models.CharField(choices=[('responsible-body', 'Named responsible body'), ('goals', 'Goals and measures in the plan'), ('follow-up', 'Follow-up of wellbeing by area and population group'), ('effects', 'Effects of decisions considered by population group'), ('council-report', 'Yearly report to the county council'), ('term', 'Wellbeing report and plan of the council term'), ('negotiations', 'Yearly negotiations with municipalities and others'), ('ngos', 'Support of non-governmental organisations'), ('municipalities', 'Reports and plans of the municipalities'), ('hus', 'Yearly negotiation with HUS')], max_length=20, verbose_name='line of the law')),
                ('note_fi', models.TextField(blank=True, help_text='The evidence: what, when, and where it was decided.', max_length=3000, verbose_name='what has been done, in Finnish')),
                ('note_sv', models.TextField(blank=True, max_length=3000, verbose_name='what has been done, in Swedish')),
                ('link', models.URLField(blank=True, max_length=500, verbose_name='link to the evidence')),
                ('next_step_fi', models.CharField(blank=True, max_length=300, verbose_name='what comes next, in Finnish')),
                ('next_step_sv', models.CharField(blank=True, max_length=300, verbose_name='what comes next, in Swedish')),
                ('due_on', models.DateField(blank=True, help_text='Empty: the day that the annual cycle gives.', null=True, verbose_name='due day')),
                ('done', models.BooleanField(default=False, help_text='The evidence above shows that this has been done in the year.', verbose_name='done')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='written at')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='invented demo data')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('body', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='groups.organisation', verbose_name='responsible body')),
                ('by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('county', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='groups.organisation', verbose_name='county')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical note on a line of the law',
                'verbose_name_plural': 'historical notes on lines of the law',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='StatutoryNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2100)], verbose_name='year')),
                ('line', models.CharField(choices=[('responsible-body', 'Named responsible body'), ('goals', 'Goals and measures in the plan'), ('follow-up', 'Follow-up of wellbeing by area and population group'), ('effects', 'Effects of decisions considered by population group'), ('council-report', 'Yearly report to the county council'), ('term', 'Wellbeing report and plan of the council term'), ('negotiations', 'Yearly negotiations with municipalities and others'), ('ngos', 'Support of non-governmental organisations'), ('municipalities', 'Reports and plans of the municipalities'), ('hus', 'Yearly negotiation with HUS')], max_length=20, verbose_name='line of the law')),
                ('note_fi', models.TextField(blank=True, help_text='The evidence: what, when, and where it was decided.', max_length=3000, verbose_name='what has been done, in Finnish')),
                ('note_sv', models.TextField(blank=True, max_length=3000, verbose_name='what has been done, in Swedish')),
                ('link', models.URLField(blank=True, max_length=500, verbose_name='link to the evidence')),
                ('next_step_fi', models.CharField(blank=True, max_length=300, verbose_name='what comes next, in Finnish')),
                ('next_step_sv', models.CharField(blank=True, max_length=300, verbose_name='what comes next, in Swedish')),
                ('due_on', models.DateField(blank=True, help_text='Empty: the day that the annual cycle gives.', null=True, verbose_name='due day')),
                ('done', models.BooleanField(default=False, help_text='The evidence above shows that this has been done in the year.', verbose_name='done')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='written at')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='invented demo data')),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.organisation', verbose_name='responsible body')),
                ('by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statutory_notes', to='groups.organisation', verbose_name='county')),
            ],
            options={
                'verbose_name': 'note on a line of the law',
                'verbose_name_plural': 'notes on lines of the law',
                'ordering': ['-year', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('county', 'year', 'line'), name='statutory_note_once_in_year'), models.CheckConstraint(condition=models.Q(('done', False), models.Q(('note_fi', ''), _negated=True), models.Q(('link', ''), _negated=True), ('body__isnull', False), _connector='OR'), name='done_line_of_law_has_evidence')],
            },
        ),
    ]
