"""Alembic's entry: runs the migrations on the connection that `flows.store.migration.migrate` hands over."""

from alembic import context
from sqlalchemy import text

connection = context.config.attributes["connection"]
connection.execute(text("CREATE SCHEMA IF NOT EXISTS core"))
context.configure(connection=connection, version_table_schema="core", transaction_per_migration=False)
context.run_migrations()
