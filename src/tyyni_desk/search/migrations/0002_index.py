"""The full-text index over the words: FTS5 on SQLite, GIN on PostgreSQL."""

from django.db import migrations

_SQLITE = [
    "CREATE VIRTUAL TABLE search_index USING fts5(words, content='search_entry', content_rowid='conversation_id', tokenize='unicode61')",
    """CREATE TRIGGER search_added AFTER INSERT ON search_entry BEGIN
         INSERT INTO search_index(rowid, words) VALUES (new.conversation_id, new.words); END""",
    """CREATE TRIGGER search_removed AFTER DELETE ON search_entry BEGIN
         INSERT INTO search_index(search_index, rowid, words) VALUES ('delete', old.conversation_id, old.words); END""",
    """CREATE TRIGGER search_changed AFTER UPDATE ON search_entry BEGIN
         INSERT INTO search_index(search_index, rowid, words) VALUES ('delete', old.conversation_id, old.words);
         INSERT INTO search_index(rowid, words) VALUES (new.conversation_id, new.words); END""",
]
_POSTGRESQL = ["CREATE INDEX search_words ON search_entry USING gin (to_tsvector('simple', words))"]


def make(apps, editor):
    for statement in _SQLITE if editor.connection.vendor == "sqlite" else _POSTGRESQL:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
