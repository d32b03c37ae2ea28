"""A remedy is retired, as a snippet and a guide are; the audit log calls it so from the beginning."""

from django.db import migrations


def rename(apps, schema_editor):
    apps.get_model("people", "AuditEntry").objects.filter(action="remedy_archived").update(action="remedy_retired")


class Migration(migrations.Migration):
    dependencies = [
        ("care", "0016_follow_up"),
        ("people", "0003_customer_country"),
    ]

    operations = [
        migrations.RenameField("remedy", "archived_at", "retired_at"),
        migrations.RunPython(rename, migrations.RunPython.noop),
    ]
