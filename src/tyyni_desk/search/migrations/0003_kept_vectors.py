"""On PostgreSQL the words are kept taken apart: a search that finds much took them apart anew for each row."""

from django.db import migrations

_POSTGRESQL = [
    "DROP INDEX search_words",
    "ALTER TABLE search_entry ADD COLUMN vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED",
    "CREATE INDEX search_words ON search_entry USING gin (vector)",
]


def keep(apps, editor):
    for statement in _POSTGRESQL if editor.connection.vendor == "postgresql" else []:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_index")]
    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
