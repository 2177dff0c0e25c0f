"""Who made each revision and when; feeds and what was seen in them; the user's own sources."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("articles") as articles:
        articles.add_column(sa.Column("feed_url", sa.Text()))
        articles.create_index("ix_articles_feed_url", ["feed_url"])
    with op.batch_alter_table("figures") as figures:
        figures.add_column(sa.Column("made_at", sa.DateTime()))
        figures.add_column(sa.Column("made_by", sa.Text()))
    op.create_table(
        "feeds",
        sa.Column("feed_url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("etag", sa.Text()),
        sa.Column("modified", sa.Text()),
        sa.Column("checked_at", sa.DateTime()),
        sa.Column("problem", sa.Text()),
        sa.PrimaryKeyConstraint("feed_url", name=op.f("pk_feeds")),
    )
    op.create_table(
        "feed_entries",
        sa.Column("feed_url", sa.Text(), nullable=False),
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text()),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.article_id"], name=op.f("fk_feed_entries_article_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("feed_url", "entry_id", name=op.f("pk_feed_entries")),
    )
    op.create_table(
        "own_sources",
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("country", sa.Text()),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_own_sources")),
        sa.UniqueConstraint("name", name=op.f("uq_own_sources_name")),
    )
    op.create_table(
        "own_aliases",
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("words", name=op.f("pk_own_aliases")),
    )
