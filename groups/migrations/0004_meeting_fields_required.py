import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "0003_meetings_of_counties")]

    operations = [
        migrations.AlterField(
            model_name="meeting",
            name="county",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="meetings",
                to="groups.organisation",
                verbose_name="county",
            ),
        ),
        migrations.AlterField(
            model_name="meeting",
            name="uid",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="calendar identifier"),
        ),
        migrations.AlterField(
            model_name="historicalmeeting",
            name="uid",
            field=models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="calendar identifier"),
        ),
    ]
