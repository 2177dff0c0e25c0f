"""One schema: frames, SQL tables, CSV, Parquet, Data Package and documents are all made from the same columns."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from sqlalchemy import types

from data.claims import fold_claims
from data.datasette import datasette_metadata
from data.exports import EXPORTED_FIGURE_COLUMNS
from data.frames import make_frame
from data.packages import describe_package
from data.schema import (
    ARTICLE_COLUMNS,
    CLAIM_COLUMNS,
    EXTRACTED_COLUMNS,
    FIGURE_COLUMNS,
    OWN_FIGURE_COLUMNS,
    Kind,
)
from data.tables import articles, figures, metadata
from data.writers import CsvWriter, arrow_schema
from extractors.models import Category, Extent, Qualifier

DOCUMENTS = Path(__file__).parents[2] / "docs"
SQL = {
    Kind.STRING: types.Text,
    Kind.CHOICE: types.String,
    Kind.INTEGER: types.BigInteger,
    Kind.BOOLEAN: types.Boolean,
    Kind.DATE: types.Date,
    Kind.MOMENT: types.DateTime,
}


@pytest.mark.parametrize(("table", "columns"), [(figures, OWN_FIGURE_COLUMNS), (articles, ARTICLE_COLUMNS)])
def test_sql_tables(table, columns):
    for column in columns:
        made = table.columns[column.name]
        assert isinstance(made.type, SQL[column.kind])
        assert made.nullable is not column.required


@pytest.mark.parametrize("columns", [FIGURE_COLUMNS, ARTICLE_COLUMNS, CLAIM_COLUMNS, EXTRACTED_COLUMNS])
def test_frames_csv_parquet_and_data_package(columns):
    names = [column.name for column in columns]
    assert len(set(names)) == len(names)
    assert list(make_frame([], columns).columns) == names
    buffer = io.BytesIO()
    CsvWriter(buffer, columns).close()
    assert next(csv.reader([buffer.getvalue().decode()])) == names
    schema = arrow_schema(columns)
    assert schema.names == names
    assert [field.metadata[b"description"].decode() for field in schema] == [column.description for column in columns]
    fields = describe_package("x", columns, {}, 0)["resources"][0]["schema"]["fields"]
    assert [(field["name"], field["description"]) for field in fields] == [(c.name, c.description) for c in columns]


def test_the_figures_table_is_its_article_and_the_figure_s_own():
    own = {column.name for column in OWN_FIGURE_COLUMNS}
    article = {column.name for column in ARTICLE_COLUMNS}
    assert {column.name for column in FIGURE_COLUMNS} == own | article - {
        *("archive_url", "retrieved_at", "feed_url", "superseded_by")
    }
    assert list(fold_claims(make_frame([], FIGURE_COLUMNS)).columns) == [column.name for column in CLAIM_COLUMNS]


def test_words_with_fixed_meaning_are_the_extractor_s():
    choices = {column.name: column.choices for column in FIGURE_COLUMNS if column.choices}
    assert choices["category"] == tuple(Category)
    assert choices["qualifier"] == tuple(Qualifier)
    assert choices["extent"] == tuple(Extent)


@pytest.mark.parametrize("column", CLAIM_COLUMNS, ids=lambda column: column.name)
def test_every_column_of_claims_is_documented(column):
    line = f"| `{column.name}` | {column.kind} | {column.description} |"
    assert line in (DOCUMENTS / "claims-table.md").read_text(encoding="utf-8")


def test_the_documents_name_no_column_that_is_none():
    known = {column.name for column in (*CLAIM_COLUMNS, *FIGURE_COLUMNS)}
    for name in ("claims-table.md", "figures-table.md"):
        told = re.findall(r"^\| `(\w+)` \| \w+ \|", (DOCUMENTS / name).read_text(encoding="utf-8"), re.MULTILINE)
        assert set(told) <= known


def test_exports_leave_out_the_sentence_alone():
    assert {column.name for column in FIGURE_COLUMNS} - {column.name for column in EXPORTED_FIGURE_COLUMNS} == {
        "sentence"
    }


def test_datasette_is_told_what_every_column_of_every_table_means():
    described = datasette_metadata("bilan")["databases"]["bilan"]["tables"]
    assert described.pop("bilan_version") == {"hidden": True}
    assert {name: set(table["columns"]) for name, table in described.items()} == {
        name: set(table.columns.keys()) for name, table in metadata.tables.items()
    }
    assert all(text for table in described.values() for text in table["columns"].values())
