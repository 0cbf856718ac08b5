"""Brings the database to the schema of this release of the service, as goose does, and says which it has."""
import pathlib
import re
import sys

import psycopg2

database = psycopg2.connect(host="127.0.0.1", port=sys.argv[1], user="metaflow", dbname="metaflow")
# Several of the files create indexes concurrently, which no transaction allows.
database.autocommit = True
cursor = database.cursor()


def statements(text):
    """Of one file, those that lead up; a block between StatementBegin and StatementEnd is one."""
    up = text.split("-- +goose Up", 1)[1].split("-- +goose Down", 1)[0]
    for part in re.split(r"(-- \+goose StatementBegin.*?-- \+goose StatementEnd)", up, flags=re.S):
        if part.startswith("-- +goose StatementBegin"):
            yield part
        else:
            without_comments = re.sub(r"^\s*--.*$", "", part, flags=re.M)
            yield from (one for one in without_comments.split(";") if one.strip())


def version(path):
    return int(path.name.split("_", 1)[0])


cursor.execute(
    "CREATE TABLE IF NOT EXISTS goose_db_version (id serial PRIMARY KEY, version_id bigint NOT NULL,"
    " is_applied boolean NOT NULL, tstamp timestamp DEFAULT now())"
)
cursor.execute("SELECT version_id FROM goose_db_version WHERE is_applied")
applied = {row[0] for row in cursor.fetchall()}
files = sorted(pathlib.Path("services/migration_service/migration_files").glob("*.sql"), key=version)
for path in files:
    if version(path) in applied:
        continue
    print("applying", path.name, flush=True)
    for statement in statements(path.read_text()):
        cursor.execute(statement)
    cursor.execute("INSERT INTO goose_db_version (version_id, is_applied) VALUES (%s, true)", (version(path),))
cursor.execute("SELECT max(version_id) FROM goose_db_version WHERE is_applied")
print("schema", cursor.fetchone()[0] or 0)
