from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('groups', '0004_meeting_fields_required'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='personallink',
            name='link_to_a_meeting_has_the_meeting',
        ),
        migrations.AddField(
            model_name='historicalmeeting',
            name='is_negotiation',
            field=models.BooleanField(default=False, editable=False, help_text='The county negotiates with its municipalities and others: the page of the negotiation shows it.', verbose_name='is a negotiation'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='is_negotiation',
            field=models.BooleanField(default=False, editable=False, help_text='The county negotiates with its municipalities and others: the page of the negotiation shows it.', verbose_name='is a negotiation'),
        ),
        migrations.AlterField(
            model_name='personallink',
            name='purpose',
            field=models.CharField(choices=[('status', 'Reporting how a measure goes'), ('calendar', 'Calendar feed'), ('meeting', 'Answering an invitation and commenting on the reading pack'), ('party', 'Taking part in a negotiation for a party'), ('settings', 'Choosing how often reminders come')], max_length=20, verbose_name='purpose'),
        ),
        migrations.AddConstraint(
            model_name='personallink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('meeting__isnull', False), ('purpose__in', ('meeting', 'party'))), models.Q(models.Q(('purpose__in', ('meeting', 'party')), _negated=True), ('meeting', None)), _connector='OR'), name='link_to_a_meeting_has_the_meeting'),
        ),
    ]
