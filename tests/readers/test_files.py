"""Inputs of every kind become articles, and what cannot be read is named without stopping the rest."""

from __future__ import annotations

import gzip
import io
import json
import sys
from datetime import date, datetime

import pytest

from extractors.readers import files, tables
from extractors.readers.files import read_inputs, total_size
from extractors.readers.reading import Given

TEXT = "Au moins 12 morts à Gao,\r\nselon l'armée.\n"
FRENCH = Given(language="fr")


def read(*paths, given=FRENCH):
    return list(read_inputs([str(path) for path in paths], given))


def articles(*paths, given=FRENCH):
    readings = read(*paths, given=given)
    assert [str(reading) for reading in readings if reading.article is None] == []
    return [reading.article for reading in readings]


def problems(*paths, given=FRENCH):
    return [str(reading).replace(f"{paths[0].parent}/", "") for reading in read(*paths, given=given) if reading.problem]


@pytest.fixture
def write(tmp_path):
    def write_file(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_text_is_read_as_it_stands(write, encoding):
    (article,) = articles(write("a.txt", TEXT.encode(encoding)))
    assert article.text == TEXT
    assert article.language == "fr"


def test_a_file_of_unknown_extension_is_text(write):
    (article,) = articles(write("dispatch", TEXT))
    assert article.text == TEXT


def test_a_compressed_file_is_read(write):
    (article,) = articles(write("a.txt.gz", gzip.compress(TEXT.encode())))
    assert article.text == TEXT
    (article,) = articles(write("a.jsonl.gz", gzip.compress(json.dumps({"id": "1", "text": TEXT}).encode())))
    assert article.text == TEXT


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.txt", b"", "a.txt: the file is empty"),
        ("a.txt", b" \r\n\t", "a.txt: the file is empty"),
        ("a.html", b"", "a.html: the file is empty"),
        ("a.jsonl", b"", "a.jsonl: the file is empty"),
        ("a.json", b"", "a.json: the file is empty"),
        ("a.csv", b"", "a.csv: the file is empty"),
        ("a.parquet", b"", "a.parquet: the file is not Parquet"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.txt: the file is binary, not text"),
        ("a.txt", "tués à Gao".encode("latin-1"), "a.txt: the file is not UTF-8 (byte 2); name its encoding, as in"),
        ("a.html", "<p>tués</p>".encode("latin-1"), "a.html: the file is not UTF-8 (byte 5); name its encoding, as in"),
        ("a.html", b"<html><body><script>x=1</script></body></html>", "a.html: the page holds no article text"),
        ("a.txt", b"\xff\xfea", "a.txt: the file cannot be read as utf-16"),
        ("a.txt.gz", b"not gzip at all", "a.txt.gz: the compressed file is damaged"),
        ("a.txt.gz", gzip.compress(b"12 morts" * 99)[:-9], "a.txt.gz: the compressed file is damaged"),
        ("a.parquet", b"PAR1 but no more", "a.parquet: the file is not Parquet"),
        ("a.csv", b"id,body\n1,x\n", "a.csv: the header names no column `text`; columns are id, text, title"),
    ],
)
def test_a_file_that_holds_no_article_is_told_in_one_sentence(write, name, content, problem):
    (told,) = problems(write(name, content))
    assert told.startswith(problem)
    assert "\n" not in told


def test_an_oversized_text_is_told(write, monkeypatch):
    monkeypatch.setattr(files, "LONGEST_TEXT", 1000)
    assert problems(write("a.txt", "1" * 1001)) == ["a.txt: the file is over 0 MB, too long for one article"]


def test_an_oversized_row_is_told_and_the_others_are_read(write):
    rows = [{"id": "a", "text": "x" * 20_000_001}, {"id": "b", "text": TEXT}]
    first, second = read(write("a.jsonl", "\n".join(map(json.dumps, rows))))
    assert first.problem == "the text is over 20 MB, too long for one article"
    assert second.article.id == "b"


def test_an_endless_line_is_passed_over_without_being_kept(write, monkeypatch):
    monkeypatch.setattr(tables, "_LONGEST_LINE", 1000)
    path = write("a.jsonl", b"[" * 5000 + b"\n" + json.dumps({"text": TEXT}).encode())
    first, second = read(path)
    assert (first.problem, first.size) == ("the line is too long for one article", 5001)
    assert second.article.text == TEXT


def test_a_missing_path_and_an_empty_folder_are_told(tmp_path):
    (tmp_path / "empty").mkdir()
    assert problems(tmp_path / "none.txt") == ["none.txt: there is no such file or folder"]
    (told,) = problems(tmp_path / "empty")
    assert told.startswith("empty: the folder holds no articles (.txt, .html")


def test_a_folder_is_read_in_the_order_of_names(write, tmp_path):
    for name in ("b.txt", "a.txt", "sub/c.TXT", ".hidden/d.txt", "picture.png"):
        write(name, name)
    assert [article.text for article in articles(tmp_path)] == ["a.txt", "b.txt", "sub/c.TXT"]


def test_a_named_encoding_is_used_where_a_file_is_not_utf8(write):
    given = Given(encoding="windows-1252")
    latin, unicode = write("a.txt", TEXT.encode("cp1252")), write("b.txt", TEXT)
    assert [article.text for article in articles(latin, unicode, given=given)] == [TEXT, TEXT]
    assert problems(latin, given=Given(encoding="klingon")) == ["a.txt: the file cannot be read as klingon"]


def test_what_is_given_stands_above_a_page_and_below_a_row(write):
    given = Given(published_at=date(2020, 1, 1), language="en")
    page = '<html><head><meta property="article:published_time" content="2024-12-19"></head><p>12 morts.</p></html>'
    row = json.dumps({"text": TEXT, "published_at": "2024-12-19", "language": "fr"})
    html, jsonl = articles(write("a.html", page), write("a.jsonl", row), given=given)
    assert (html.published_at, html.language) == (date(2020, 1, 1), "en")
    assert (jsonl.published_at, jsonl.language) == (date(2024, 12, 19), "fr")


# --- tables

ROW = {
    "id": "7",
    "text": TEXT,
    "title": "Titre",
    "published_at": "2024-12-19T10:39:00+01:00",
    "language": "fr-FR",
    "publisher": "AFP",
    "url": "https://example.org/7",
    "archive_url": "https://web.archive.org/7",
    "figures": [1, 2],
    "sourceurl": "ignored",
}


def check_row(article):
    assert (article.id, article.text, article.title) == ("7", TEXT, "Titre")
    assert (article.published_at, article.language) == (date(2024, 12, 19), "fr")
    assert (article.publisher, article.url) == ("AFP", "https://example.org/7")
    assert article.archive_url == "https://web.archive.org/7"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_jsonl(write, mark, line_end):
    content = mark + json.dumps(ROW) + line_end + line_end + json.dumps({"text": "x", "id": 8}) + line_end
    first, second = articles(write("a.jsonl", content))
    check_row(first)
    assert (second.id, second.title, second.published_at, second.language) == ("8", None, None, "fr")


def test_json_holds_one_article_or_several_or_one_a_line(write):
    one, several = json.dumps(ROW, indent=1), json.dumps([ROW, ROW], indent=1)
    lines = json.dumps(ROW) + "\n" + json.dumps(ROW)
    for content, count in ((one, 1), (several, 2), (lines, 2)):
        read_articles = articles(write("a.json", content))
        assert len(read_articles) == count
        check_row(read_articles[0])


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_csv(write, mark, delimiter):
    names = [name for name in ROW if name != "figures"]
    cells = ['"' + ROW[name] + '"' for name in names]
    content = mark + delimiter.join(names) + "\r\n" + delimiter.join(cells) + "\r\n"
    (article,) = articles(write("a.csv", content))
    check_row(article)


def test_csv_names_the_rows_that_cannot_be_read(write):
    lines = [b"id,text,language", b'1,"12 morts\nici",fr', b"2", b"3,tu\xe9s,fr", b"4,x,zz", b'5,"dernier",fr']
    path = write("a.csv", b"\n".join(lines))
    assert problems(path) == [
        "a.csv, line 4: 1 cells where the header has 3",
        "a.csv, line 5: not UTF-8; --encoding names another",
        "a.csv, line 6: there is no language pack for 'zz'; there are packs for " + packs(),
    ]
    assert [reading.article.id for reading in read(path) if reading.article] == ["1", "5"]


def test_csv_cells_may_be_long(write):
    (article,) = articles(write("a.csv", f'text\n"{"x" * 300_000}"\n'))
    assert len(article.text) == 300_000


def packs():
    from extractors.languages import available_languages

    return ", ".join(available_languages())


def test_parquet(write, tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    moment = datetime(2024, 12, 19, 10, 39)
    rows = [{**ROW, "id": 7, "published_at": moment}, {**ROW, "id": None, "text": None, "published_at": None}]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    good, bad = read(tmp_path / "a.parquet")
    check_row(good.article)
    assert str(bad).endswith("a.parquet, row 2: there is no `text`")
    pq.write_table(pa.table({"id": [1]}), tmp_path / "b.parquet")
    assert problems(tmp_path / "b.parquet")[0].startswith("b.parquet: there is no column `text`")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"text": "tu\xe9"}', "not UTF-8"),
        (b"12", "not an object with the keys id and text"),
        (b'{"id": 1}', "there is no `text`"),
        (b'{"text": null}', "there is no `text`"),
        (b'{"text": 12}', "`text` is not text"),
        (b'{"text": "x", "id": [1]}', "`id` is neither text nor number"),
        (b'{"text": "x", "language": "klingon"}', "there is no language pack for 'klingon'"),
        (b'{"text": "x", "published_at": "soon"}', "`published_at` is no ISO date: 'soon'"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_the_others_are_read(write, line, problem):
    path = write("a.jsonl", b'{"text": "a"}\n\n' + line + b'\n{"text": "b"}\n')
    first, bad, last = read(path)
    assert (first.article.text, last.article.text) == ("a", "b")
    assert str(bad).endswith(f"a.jsonl, line 3: {bad.problem}")
    assert bad.problem.startswith(problem)


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2024-12-19", date(2024, 12, 19)),
        ("2024-12-19T10:39", date(2024, 12, 19)),
        ("2024-12-19 10:39:00+00:00", date(2024, 12, 19)),
        ("Thu, 19 Dec 2024 10:39:00 GMT", date(2024, 12, 19)),
        ("", None),
        (None, None),
    ],
)
def test_publication_dates(write, stated, day):
    (article,) = articles(write("a.jsonl", json.dumps({"text": "x", "published_at": stated})))
    assert article.published_at == day


def test_an_empty_text_is_an_article_without_figures(write):
    (article,) = articles(write("a.jsonl", '{"text": ""}'))
    assert article.text == ""


def test_sizes_add_up_to_the_whole(write, tmp_path):
    write("a.txt", TEXT)
    write("b.jsonl", (json.dumps(ROW) + "\n") * 5)
    assert sum(reading.size for reading in read(tmp_path)) == total_size([str(tmp_path)])


# --- standard input


def parquet_bytes():
    import pyarrow as pa
    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    pq.write_table(pa.table({"text": [TEXT]}), buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        json.dumps({"text": TEXT}).encode(),
        json.dumps({"text": TEXT}).encode() + b"\n" + b"\n",
        b"\xef\xbb\xbf" + json.dumps({"text": TEXT}).encode(),
        json.dumps({"text": TEXT}, indent=1).encode(),
        json.dumps([{"text": TEXT}]).encode(),
        ('id,text\n1,"' + TEXT + '"\n').encode(),
        parquet_bytes(),
    ],
)
def test_standard_input_is_what_its_first_bytes_say(monkeypatch, content):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    (article,) = articles("-")
    assert article.text == TEXT


def test_a_page_on_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"<!DOCTYPE html><p>12 morts.</p>")))
    (article,) = articles("-")
    assert article.text == "12 morts."
