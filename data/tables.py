"""The SQL tables, made from the schema's columns."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.types import BigInteger, TypeEngine

from data import schema
from data.schema import ARTICLE_COLUMNS, OWN_FIGURE_COLUMNS, Kind

_SQL_TYPES: dict[Kind, TypeEngine[Any]] = {
    Kind.STRING: Text(),
    Kind.INTEGER: BigInteger(),
    Kind.BOOLEAN: Boolean(),
    Kind.DATE: Date(),
    Kind.MOMENT: DateTime(),  # UTC, without zone: SQLite has none
    Kind.CHOICE: String(32),
}


def _sql_column(column: schema.Column) -> Column[Any]:
    return Column(column.name, _SQL_TYPES[column.kind], nullable=not column.required)


def _own(names: tuple[schema.Column, ...], *, without: set[str]) -> list[Column[Any]]:
    return [_sql_column(column) for column in names if column.name not in without]


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# `text` is last: a scan of the other columns then never reads its pages.
articles = Table(
    "articles",
    metadata,
    Column("article_id", Text(), primary_key=True),
    *_own(ARTICLE_COLUMNS, without={"article_id", "superseded_by"}),
    Column("superseded_by", Text(), ForeignKey("articles.article_id", ondelete="SET NULL")),
    Column("extracted_with", Text()),
    Column("text", Text(), nullable=False),
    Index(None, "feed_url"),
    Index(None, "text_sha256", unique=True),
    Index(None, "url"),
    Index(None, "published_at"),
)

# Every decision about a figure is a new revision of it; revision 0 is what the machine said first.
figures = Table(
    "figures",
    metadata,
    Column("figure_id", Text(), primary_key=True),
    Column("revision", Integer(), primary_key=True, autoincrement=False),
    Column("current", Boolean(), nullable=False),
    Column("article_id", Text(), ForeignKey("articles.article_id", ondelete="CASCADE"), nullable=False),
    *_own(OWN_FIGURE_COLUMNS, without={"figure_id", "article_id"}),
    Column("action", String(32), nullable=False),  # what made this revision: extract, accept, correct, undo…
    Column("victims_folded", Text()),
    Column("place_folded", Text()),
    Column("search_folded", Text(), nullable=False),
    Column("made_at", DateTime()),  # of this revision; `reviewed_by` is empty again where a review was undone
    Column("made_by", Text()),
    CheckConstraint('start >= 0 and start < "end"', name="span"),
    Index(None, "article_id"),
    Index("ix_figures_source_day", "source", "reported_on"),
    Index(
        "uq_figures_current", "figure_id", unique=True, sqlite_where=text("current"), postgresql_where=text("current")
    ),
)

dossiers = Table(
    "dossiers",
    metadata,
    Column("dossier_id", Integer(), primary_key=True),
    Column("name", Text(), nullable=False, unique=True),
    Column("description", Text()),
    Column("keywords", Text()),  # one a line: a new article that holds one of them belongs to the dossier
)

article_dossiers = Table(
    "article_dossiers",
    metadata,
    Column("article_id", Text(), ForeignKey("articles.article_id", ondelete="CASCADE"), primary_key=True),
    Column("dossier_id", Integer(), ForeignKey("dossiers.dossier_id", ondelete="CASCADE"), primary_key=True),
    Index(None, "dossier_id"),
)

# Feeds that are watched, and what was seen in each: an entry is fetched again only when its stamp changes.
feeds = Table(
    "feeds",
    metadata,
    Column("feed_url", Text(), primary_key=True),
    Column("title", Text()),
    Column("etag", Text()),
    Column("modified", Text()),
    Column("checked_at", DateTime()),
    Column("problem", Text()),
)

feed_entries = Table(
    "feed_entries",
    metadata,
    Column("feed_url", Text(), primary_key=True),
    Column("entry_id", Text(), primary_key=True),
    Column("stamp", Text(), nullable=False),
    Column("article_id", Text(), ForeignKey("articles.article_id", ondelete="SET NULL")),
)

# The user's additions to the registry: sources that it lacks, and words that mean a source of either.
own_sources = Table(
    "own_sources",
    metadata,
    Column("source_id", Text(), primary_key=True),
    Column("name", Text(), nullable=False, unique=True),
    Column("kind", String(32), nullable=False),
    Column("country", Text()),
)

own_aliases = Table(
    "own_aliases",
    metadata,
    Column("words", Text(), primary_key=True),
    Column("source_id", Text(), nullable=False),
)

# What cannot be told from the figures' own revisions: articles deleted, claimants resolved.
log = Table(
    "log",
    metadata,
    Column("log_id", Integer(), primary_key=True),
    Column("at", DateTime(), nullable=False),
    Column("by", Text()),
    Column("action", String(32), nullable=False),
    Column("subject", Text(), nullable=False),
    Column("detail", Text()),
)
