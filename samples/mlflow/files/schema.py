"""Which version of its schema the database has."""
import sys

import sqlalchemy

with sqlalchemy.create_engine(sys.argv[1]).connect() as connection:
    rows = connection.execute(sqlalchemy.text("SELECT version_num FROM alembic_version"))
    print("schema", rows.scalar())
