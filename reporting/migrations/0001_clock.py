import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('groups', '0005_negotiations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalClockEvent',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name_fi', models.CharField(max_length=300, verbose_name='name in Finnish')),
                ('name_sv', models.CharField(blank=True, max_length=300, verbose_name='name in Swedish')),
                ('name_en', models.CharField(blank=True, max_length=300, verbose_name='name in English')),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2100)], verbose_name='year')),
                ('month', models.PositiveSmallIntegerField(blank=True, help_text='Empty: the whole year, in the ring of the council term.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='month')),
                ('last_month', models.PositiveSmallIntegerField(blank=True, help_text='Where it takes several months.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='until the month')),
                ('on', models.DateField(blank=True, help_text='Where the day is known.', null=True, verbose_name='day')),
                ('document', models.CharField(blank=True, max_length=300, verbose_name='document')),
                ('document_link', models.URLField(blank=True, max_length=500, verbose_name='link to the document')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='invented demo data')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('body', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='groups.organisation', verbose_name='responsible body')),
                ('county', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='groups.organisation', verbose_name='county')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='groups.workinggroup', verbose_name='responsible group')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical event of the annual clock',
                'verbose_name_plural': 'historical events of the annual clock',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalCouncilTerm',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('first_year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2100)], verbose_name='first year')),
                ('last_year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2100)], verbose_name='last year')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('county', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='groups.organisation', verbose_name='county')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical council term',
                'verbose_name_plural': 'historical council terms',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='ClockEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_fi', models.CharField(max_length=300, verbose_name='name in Finnish')),
                ('name_sv', models.CharField(blank=True, max_length=300, verbose_name='name in Swedish')),
                ('name_en', models.CharField(blank=True, max_length=300, verbose_name='name in English')),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2100)], verbose_name='year')),
                ('month', models.PositiveSmallIntegerField(blank=True, help_text='Empty: the whole year, in the ring of the council term.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='month')),
                ('last_month', models.PositiveSmallIntegerField(blank=True, help_text='Where it takes several months.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='until the month')),
                ('on', models.DateField(blank=True, help_text='Where the day is known.', null=True, verbose_name='day')),
                ('document', models.CharField(blank=True, max_length=300, verbose_name='document')),
                ('document_link', models.URLField(blank=True, max_length=500, verbose_name='link to the document')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='invented demo data')),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.organisation', verbose_name='responsible body')),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clock_events', to='groups.organisation', verbose_name='county')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.workinggroup', verbose_name='responsible group')),
            ],
            options={
                'verbose_name': 'event of the annual clock',
                'verbose_name_plural': 'events of the annual clock',
                'ordering': ['year', models.OrderBy(models.F('month'), nulls_first=True), models.OrderBy(models.F('on'), nulls_first=True), 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('on', None), ('month__isnull', False), _connector='OR'), name='clock_day_has_its_month'), models.CheckConstraint(condition=models.Q(('last_month', None), models.Q(('last_month__gte', models.F('month')), ('month__isnull', False), ('on', None)), _connector='OR'), name='clock_months_in_order')],
            },
        ),
        migrations.CreateModel(
            name='CouncilTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2100)], verbose_name='first year')),
                ('last_year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2100)], verbose_name='last year')),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='council_terms', to='groups.organisation', verbose_name='county')),
            ],
            options={
                'verbose_name': 'council term',
                'verbose_name_plural': 'council terms',
                'ordering': ['-first_year', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('county', 'first_year'), name='council_term_begins_once'), models.CheckConstraint(condition=models.Q(('last_year__gte', models.F('first_year'))), name='council_term_years_in_order')],
            },
        ),
    ]
