"""PDF, Word and zip files."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zipfile

import docx
import pytest

from extractors.readers.files import read_inputs
from extractors.readers.reading import Given

FRENCH = Given(language="fr")


def make_pdf(*pages):
    """A PDF with a line of text on each page."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for number, words in enumerate(pages):
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {5 + 2 * number} 0 R "
        objects.append((page + "/Resources << /Font << /F1 3 0 R >> >> >>").encode())
        stream = b"BT /F1 12 Tf 50 700 Td (" + words.encode("cp1252") + b") Tj ET"
        objects.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
    content = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(content))
    return content + head + table + trailer


def make_docx(*paragraphs):
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def make_zip(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def read(path):
    return [(reading.article.text if reading.article else str(reading)) for reading in read_inputs([str(path)], FRENCH)]


@pytest.fixture
def write(tmp_path):
    def write_file(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write_file


def test_pdf(write):
    assert read(write("a.pdf", make_pdf("Douze morts à Gao.", "Trente blessés."))) == [
        "Douze morts à Gao.\n\nTrente blessés."
    ]


def test_docx(write):
    path = write("a.docx", make_docx("Douze morts à Gao", "", "Trente personnes ont été blessées."))
    assert read(path) == ["Douze morts à Gao\n\nTrente personnes ont été blessées."]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.pdf", b"", "the file is empty"),
        ("a.pdf", b"nothing of the sort", "the file is no PDF that can be read"),
        ("a.pdf", make_pdf("Douze morts")[:300], "the file is no PDF that can be read"),
        ("a.pdf", make_pdf(""), "the PDF holds no text; it may be a scan"),
        ("a.docx", b"", "the file is empty"),
        ("a.docx", b"nothing of the sort", "the file is no Word document (.docx)"),
        ("a.docx", make_zip(a=b"b"), "the file is no Word document (.docx)"),
        ("a.docx", make_docx(), "the document holds no text"),
        ("a.zip", b"", "the zip file is damaged"),
        ("a.zip", make_zip(**{"a.txt": b"Douze morts"})[:-8], "the zip file is damaged"),
        ("a.zip", make_zip(**{"a.png": b"x"}), "the zip file holds no articles (.txt, .html"),
    ],
)
def test_a_document_that_cannot_be_read_is_told(write, caplog, name, content, problem):
    path = write(name, content)
    (told,) = read(path)
    assert told.startswith(f"{path}: {problem}")
    assert "\n" not in told
    assert caplog.text == ""


def test_zip(write):
    files = {
        "b/table.jsonl": json.dumps({"id": "1", "text": "Un."}) + "\n12\n",
        "b/more.csv.gz": gzip.compress(b"text\nDeux.\n"),
        "a.txt": "Trois.",
        "c.pdf": make_pdf("Quatre."),
        "__MACOSX/a.txt": "x",
        ".hidden/a.txt": "x",
        "picture.png": b"x",
    }
    path = write("a.zip", make_zip(**files))
    assert read(path) == [
        "Trois.",
        "Deux.",
        "Un.",
        f"{path}/b/table.jsonl, line 2: not an object with the keys id and text",
        "Quatre.",
    ]


def test_a_damaged_member_does_not_stop_the_others(write):
    content = bytearray(make_zip(**{"a.txt": b"Douze morts", "b.txt": b"Treize morts"}))
    place = content.index(b"Douze")
    content[place : place + 5] = b"Trois"
    path = write("a.zip", bytes(content))
    assert read(path) == [f"{path}/a.txt: the compressed file is damaged", "Treize morts"]


@pytest.mark.parametrize(
    "content", [make_pdf("Douze morts."), make_docx("Douze morts."), make_zip(**{"a.txt": b"Douze morts."})]
)
def test_documents_on_standard_input(monkeypatch, content):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert read("-") == ["Douze morts."]
