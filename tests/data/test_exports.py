"""Exports: the same rows in every format, safe to open, valid by the standards' tools, without what is private."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date

import pandas as pd
import pytest

from data.claims import fold_claims
from data.errors import UnwritableOutputError
from data.exports import EXPORT_FORMATS, EXPORTED_FIGURE_COLUMNS, Export, export, export_figures
from data.filters import Filters
from data.privacy import WITHHELD, without_names
from data.schema import CLAIM_COLUMNS
from extractors.models import Category, Qualifier
from tests.data.making import TEXT, make_article, make_figure, seoul_figures

HOSTILE = '=HYPERLINK("http://evil.example","12")'


@pytest.fixture
def filled(store):
    store.add_article(make_article(id="a", title=HOSTILE, publisher="@SUM(1+1)"), seoul_figures())
    text = "+ de 12 morts, dont 3 civils ; le colonel Samba Diallo a été tué.\r\nDeuxième ligne."
    found = (
        make_figure(text, "+ de 12 morts", 12, None, qualifier=Qualifier.MORE_THAN),
        make_figure(text, "3 civils", 3, 3, victims="civils", subset=True),
        make_figure(text, "le colonel Samba Diallo a été tué", 1, 1, victims="le colonel Samba Diallo"),
    )
    store.add_article(make_article(text, id="b", title="Samba Diallo tué", url="https://example.org/b"), found)
    return store


def read_csv(content):
    return list(csv.DictReader(io.StringIO(content.decode())))


def written(store, path, asked=Export(), filters=Filters()):  # noqa: B008
    count = export(store, path, filters, asked)
    return count, path.read_bytes()


def test_every_format_holds_the_same_figures(filled, tmp_path):
    quotes = {}
    for extension in EXPORT_FORMATS:
        path = tmp_path / f"out{extension}"
        count, content = written(filled, path)
        assert count == 6
        if extension == ".csv":
            quotes[extension] = [row["quote"].removeprefix("'") for row in read_csv(content)]
        elif extension == ".jsonl":
            quotes[extension] = [json.loads(line)["quote"] for line in content.splitlines()]
        elif extension == ".json":
            quotes[extension] = [row["quote"] for row in json.loads(content)]
        elif extension == ".parquet":
            quotes[extension] = list(pd.read_parquet(path)["quote"])
        elif extension == ".xlsx":
            quotes[extension] = list(pd.read_excel(path, sheet_name="table")["quote"])
        else:
            table = zipfile.ZipFile(path).read("figures.csv")
            quotes[extension] = [row["quote"].removeprefix("'") for row in read_csv(table)]
    assert all(each == quotes[".json"] for each in quotes.values())


@pytest.mark.parametrize("extension", EXPORT_FORMATS)
def test_an_empty_table_can_be_exported(store, tmp_path, extension):
    count, _ = written(store, tmp_path / f"out{extension}")
    assert count == 0


def test_no_export_holds_a_text_or_the_name_of_somebody_harmed(filled, tmp_path):
    for table in ("figures", "claims"):
        for extension in (".csv", ".json"):
            _, content = written(filled, tmp_path / f"out{extension}", Export(table=table))
            words = content.decode()
            assert "diallo" not in words.casefold()
            assert "affirme Séoul" not in words
            assert "Deuxième ligne" not in words
            assert WITHHELD in words
    assert "sentence" not in [column.name for column in EXPORTED_FIGURE_COLUMNS]


def test_what_else_names_somebody_harmed_is_withheld_too():
    row = {"high": 1, "low": 1, "quote": "Samba Diallo a été tué", "victims": "Samba Diallo", "category": "killed"}
    row |= {"title": "Gao : Samba Diallo tué", "source": "la famille de Samba Diallo", "source_text": None}
    row |= {"relayed_by": ("Awa Diallo", "Samba Diallo"), "line": "x; killed; diallo+samba; gao", "place": "Gao"}
    safe = without_names(row)
    assert [safe[name] for name in ("quote", "victims", "title", "source")] == [WITHHELD] * 4
    assert safe["relayed_by"] == ("Awa Diallo", WITHHELD)
    assert safe["line"].startswith(f"{WITHHELD} ")
    assert safe["line"] != without_names({**row, "line": "x; killed; diallo+samba; kidal"})["line"]
    assert (safe["place"], safe["category"], safe["source_text"]) == ("Gao", "killed", None)
    plain = {"high": 1, "low": 1, "quote": "un mort à Kyiv", "title": "Kyiv", "source": "le maire de Kyiv"}
    assert without_names(plain)["source"] == "le maire de Kyiv"
    assert without_names({**row, "high": 3, "low": 3})["quote"] == row["quote"]


def test_csv_cells_are_no_formulas(filled, tmp_path):
    _, content = written(filled, tmp_path / "out.csv")
    for row in read_csv(content):
        assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in row.values())
    rows = read_csv(content)
    assert {row["title"] for row in rows if row["article_id"] == "a"} == {"'" + HOSTILE}
    assert "'+ de 12 morts" in {row["quote"] for row in rows}


def test_excel_cells_are_typed_and_no_formulas(filled, tmp_path):
    from openpyxl import load_workbook

    written(filled, tmp_path / "out.xlsx", Export(hxl=True), Filters(articles=("a",)))
    book = load_workbook(tmp_path / "out.xlsx")
    header, hxl, *rows = book["table"].iter_rows()
    names = [cell.value for cell in header]
    assert names == [column.name for column in EXPORTED_FIGURE_COLUMNS]
    assert [cell.value for cell in hxl] == [column.hxl for column in EXPORTED_FIGURE_COLUMNS]
    cells = dict(zip(names, rows[0], strict=True))
    assert (cells["title"].value, cells["title"].data_type) == (HOSTILE, "s")
    assert (cells["low"].value, cells["low"].data_type) == (100, "n")
    assert cells["published_at"].is_date
    about = {row[0].value: row[1].value for row in book["about"].iter_rows() if row[0].value}
    assert about["filters"] == "articles: a"
    assert (about["figures chosen"], about["figures in force left out"]) == ("3", "3")
    assert about["low"] == "Lower bound as stated; empty where none was stated."


def test_an_hxl_row_stands_under_the_header(filled, tmp_path):
    _, content = written(filled, tmp_path / "out.csv", Export(hxl=True))
    hxl = next(iter(read_csv(content)))
    assert (hxl["reported_on"], hxl["source"], hxl["low"]) == ("#date+reported", "#meta+source", "#affected+num+min")
    assert all(tag.startswith("#") for tag in hxl.values())


def test_hxl_tags_are_well_formed_and_apart():
    import re

    for columns in (EXPORTED_FIGURE_COLUMNS, CLAIM_COLUMNS):
        tags = [column.hxl for column in columns]
        assert len(set(tags)) == len(tags)
        assert all(re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag) for tag in tags)


@pytest.mark.parametrize("table", ["figures", "claims"])
def test_a_data_package_is_valid(filled, tmp_path, table):
    from frictionless import Package, system

    path = tmp_path / "out.zip"
    filters = Filters(since=date(2024, 1, 1), languages=("fr",))
    count, _ = written(filled, path, Export(table=table, convention="ACLED"), filters)
    with zipfile.ZipFile(path) as archive:
        assert set(archive.namelist()) == {"README.md", "datapackage.json", f"{table}.csv"}
        archive.extractall(tmp_path / "package")
        readme = archive.read("README.md").decode()
    descriptor = json.loads((tmp_path / "package" / "datapackage.json").read_text())
    assert descriptor["bilan"]["filters"] == {"since": "2024-01-01", "languages": ["fr"]}
    assert descriptor["resources"][0]["rows"] == count
    assert "a claim is not a fact" in readme
    assert "As ACLED counts" in readme
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "package" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldNumber", "type", "note"])


def test_claims_are_exported_as_they_are_folded(filled, tmp_path):
    count, content = written(filled, tmp_path / "out.json", Export(table="claims"))
    claims = fold_claims(filled.read_figures())
    assert count == len(claims)
    rows = json.loads(content)
    assert [row["claim_id"] for row in rows] == list(claims["claim_id"])
    assert all(isinstance(row["publishers"], list) for row in rows)
    _, content = written(filled, tmp_path / "out.parquet", Export(table="claims"))
    assert list(pd.read_parquet(tmp_path / "out.parquet")["figure_ids"].map(tuple)) == list(claims["figure_ids"])


def test_ucdp_style_numbers_come_with_their_convention(store, tmp_path):
    text = "des dizaines de morts"
    store.add_article(make_article(text), (make_figure(text, "des dizaines", 20, 99, qualifier=Qualifier.VAGUE),))
    for convention, best in (("stated", 20), ("ACLED", 12)):
        _, content = written(store, tmp_path / "out.csv", Export(convention=convention))
        (row,) = read_csv(content)
        assert (row["low"], row["high"]) == ("20", "99")
        assert (int(row["best"]), int(row["lowest"]), int(row["highest"])) == (best, best, 99)
        assert row["convention"] == convention


def test_filters_choose_what_is_exported(filled, tmp_path):
    count, content = written(filled, tmp_path / "out.csv", filters=Filters(categories=("casualties",)))
    assert count == 1
    assert [row["category"] for row in read_csv(content)] == [Category.CASUALTIES]


def test_figures_are_exported_by_default(filled, tmp_path):
    assert export_figures(filled, tmp_path / "out.csv") == 6


@pytest.mark.parametrize("asked", [Export(table="articles"), Export(convention="mine")])
def test_what_cannot_be_exported_is_told(store, tmp_path, asked):
    with pytest.raises(UnwritableOutputError):
        export(store, tmp_path / "out.csv", Filters(), asked)


def test_a_folder_that_cannot_be_written_is_told(store, tmp_path):
    (tmp_path / "out.csv").mkdir()
    with pytest.raises(UnwritableOutputError, match="no folder"):
        export_figures(store, tmp_path / "out.csv")
    with pytest.raises(UnwritableOutputError, match="the output can be"):
        export_figures(store, tmp_path / "out.doc")
    assert TEXT not in "".join(path.name for path in tmp_path.iterdir())
