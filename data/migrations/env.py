"""What Alembic runs: always on the connection that `data.migrate` gives it, inside its transaction."""

from alembic import context

from data.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table="bilan_version",
    render_as_batch=True,
)
context.run_migrations()
