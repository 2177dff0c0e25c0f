"""The command line: the bulk contract, the store's commands, and one clear sentence for whatever is wrong."""

from __future__ import annotations

import csv
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from dashboard.cli import app
from data.exports import EXPORTED_FIGURE_COLUMNS
from data.schema import EXTRACTED_COLUMNS

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
TEXT = "Au moins 12 soldats tués à Gao, selon l'armée malienne.\r\n\r\nTrente civils ont été blessés.\r\n"
CONTRACT = {
    *("article_id", "start", "end", "quote", "category", "low", "high", "qualifier", "source", "source_text"),
    *("relayed_by", "victims", "subset", "reported_on", "period_start", "period_end", "place"),
}


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BILAN_DATABASE_URL", raising=False)

    def run_command(*arguments, status=0, **options):
        result = CliRunner().invoke(app, [str(argument) for argument in arguments], **options)
        assert "Traceback" not in result.output
        assert result.exit_code == status, result.output
        return result

    return run_command


@pytest.fixture
def write(tmp_path):
    def write_file(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


def json_rows(output):
    return [json.loads(line) for line in output.splitlines()]


def rows_of(*articles):
    return "".join(json.dumps(article) + "\n" for article in articles)


# --- extract


def test_extract_gives_a_figure_a_row(run, write):
    rows = json_rows(run("extract", write("a.txt", TEXT)).stdout)
    assert [(row["category"], row["low"], row["high"], row["qualifier"]) for row in rows] == [
        ("killed", 12, None, "at_least"),
        ("injured", 30, 30, "exact"),
    ]
    for row in rows:
        assert set(row) >= CONTRACT
        assert row["quote"] == TEXT[row["start"] : row["end"]]
    assert rows == json_rows(run("extract", write("b.txt", TEXT)).stdout)


def test_rows_keep_their_own_identifier_and_other_keys_are_ignored(run, write):
    row = {"id": "x-1", "text": TEXT, "title": "999 morts", "figures": [{"low": 1}], "publisher": "Agence"}
    rows = json_rows(run("extract", write("a.jsonl", rows_of(row))).stdout)
    assert {row["article_id"] for row in rows} == {"x-1"}
    assert {row["publisher"] for row in rows} == {"Agence"}
    assert 999 not in [row["low"] for row in rows]


@pytest.mark.parametrize("extension", [".jsonl", ".csv", ".parquet"])
def test_every_output_holds_the_same(run, write, extension):
    source = SAMPLES / "north-korean-troops.jsonl"
    expected = json_rows(run("extract", source).stdout)
    output = Path(f"out{extension}")
    run("extract", source, "-o", output)
    if extension == ".csv":
        with output.open(newline="", encoding="utf-8") as lines:
            read = [{name: value or None for name, value in row.items()} for row in csv.DictReader(lines)]
        words = {True: "true", False: "false", None: None}
        expected = [
            {k: words[v] if v is None or v is True or v is False else str(v) for k, v in row.items()}
            for row in expected
        ]
    elif extension == ".jsonl":
        read = json_rows(output.read_text(encoding="utf-8"))
    else:
        import pyarrow.parquet as pq

        table = pq.read_table(output)
        assert pd.read_parquet(output)["start"].dtype == "int64"
        read = [
            {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
            for row in table.to_pylist()
        ]
    assert len(read) > 40
    assert list(read[0]) == [column.name for column in EXTRACTED_COLUMNS]
    assert read == expected


@pytest.mark.parametrize("extension", [".csv", ".parquet"])
def test_tables_are_read_like_lines(run, tmp_path, extension):
    source = SAMPLES / "north-korean-troops.jsonl"
    frame = pd.DataFrame(json_rows(source.read_text(encoding="utf-8")))
    table = tmp_path / f"in{extension}"
    frame.to_csv(table, index=False) if extension == ".csv" else frame.to_parquet(table)
    assert json_rows(run("extract", table).stdout) == json_rows(run("extract", source).stdout)


def test_several_processes_give_the_same_in_the_same_order(run, write):
    source = SAMPLES / "north-korean-troops.jsonl"
    bad = write("bad.jsonl", "{\n")
    one = run("extract", source, bad, source, status=1)
    two = run("extract", "--jobs", "2", source, bad, source, status=1)
    assert two.stdout == one.stdout
    assert two.stderr == one.stderr


def test_a_row_that_cannot_be_read_is_named_and_the_others_are_done(run, write):
    path = write("a.jsonl", rows_of({"id": "1", "text": TEXT}) + "{oops\n" + rows_of({"id": "3", "text": TEXT}))
    result = run("extract", path, "-o", "out.jsonl", status=1)
    assert (
        result.stderr
        == f"{path}, line 2: not JSON (Expecting property name enclosed in double quotes: line 1 column 2 (char 1))\n"
    )
    assert {row["article_id"] for row in json_rows(Path("out.jsonl").read_text())} == {"1", "3"}


def test_the_publication_date_is_given_or_stamped(run, write):
    path = write("a.txt", "Gao, 12 morts jeudi.\n")
    (row,) = json_rows(run("extract", path, "--published", "2024-12-19").stdout)
    assert row["published_at"] == "2024-12-19"
    assert row["period_start"] == row["period_end"] == "2024-12-19"


def test_standard_input(run):
    result = run("extract", "-", input=TEXT)
    assert len(json_rows(result.stdout)) == 2


def test_explain_tells_the_rules(run, write):
    result = run("extract", write("a.txt", TEXT), "--explain")
    assert "«Au moins 12 soldats tués»" in result.stdout
    assert "rule " in result.stdout
    assert "harm word «tués»" in result.stdout
    assert "{" not in result.stdout


def test_an_output_that_cannot_be_is_told_before_anything_is_done(run, write):
    path = write("a.txt", TEXT)
    assert (
        run("extract", path, "-o", "out.pdf", status=1).stderr
        == "out.pdf: the output can be .csv, .jsonl, .json, .parquet.\n"
    )
    assert "no folder" in run("extract", path, "-o", "none/out.csv", status=1).stderr


def test_an_earlier_output_stays_where_the_new_one_fails(run, write, tmp_path):
    output = write("out.csv", "precious")
    run("extract", write("a.txt", TEXT), "--published", "someday", "-o", output, status=1)
    assert output.read_text() == "precious"
    assert [path.name for path in tmp_path.glob(".*")] == []


@pytest.mark.parametrize(
    ("content", "options", "sentence"),
    [
        (b"", (), "a.txt: the file is empty"),
        (b"\x89PNG\0\0", (), "a.txt: the file is binary, not text"),
        ("tués".encode("latin-1"), (), "a.txt: the file is not UTF-8"),
        (b"x" * 20_000_001, (), "a.txt: the file is over 20 MB"),
        ("Co najmniej 12 osób zginęło w ataku na miasto.".encode(), (), "a.txt: the text is in Polish; there are"),
        (b"12 dead", ("--language", "xx"), "there is no language pack for 'xx'"),
        (b"12 dead", ("--published", "hier"), "--published wants a date such as 2024-12-19, not 'hier'"),
    ],
)
def test_bad_input_is_one_sentence_and_status_1(run, write, content, options, sentence):
    result = run("extract", write("a.txt", content), *options, status=1)
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert sentence in result.stderr


def test_a_missing_file_is_one_sentence(run):
    assert run("extract", "none.txt", status=1).stderr == "none.txt: there is no such file or folder\n"


# --- the store


def test_add_and_export(run):
    added = run("add", SAMPLES)
    assert added.stdout.startswith("Articles: 27 added. New figures: ")
    assert run("add", SAMPLES).stdout == "Articles: 0 added, 27 there already. New figures: 0.\n"
    run("export", "-o", "out.csv")
    with Path("out.csv").open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert list(rows[0]) == [column.name for column in EXPORTED_FIGURE_COLUMNS]
    run("export", "-o", "killed.parquet", "--category", "killed", "--since", "2024-12-01", "--until", "2024-12-31")
    frame = pd.read_parquet("killed.parquet")
    assert set(frame["category"]) == {"killed"}
    assert 0 < len(frame) < len(rows)
    assert len(json_rows(run("export", "--search", "zzzz").stdout)) == 0


def test_export_of_claims_and_what_cannot_be_exported(run):
    run("add", SAMPLES)
    claims = json_rows(run("export", "--table", "claims", "--points", "ACLED").stdout)
    assert len(claims) > 40
    assert {claim["convention"] for claim in claims} == {"ACLED"}
    assert run("export", "--table", "articles", status=1).stderr == (
        "There is no table 'articles'; there are figures and claims.\n"
    )
    assert "There is no convention 'mine'" in run("export", "--points", "mine", status=1).stderr
    assert "the output can be .csv, " in run("export", "-o", "x.pdf", status=1).stderr


def test_a_spreadsheet_runs_nothing_of_an_export(run, write):
    write("a.jsonl", rows_of({"id": "=cmd()", "text": "+ de 12 morts à Gao.", "publisher": "@SUM(A1)"}))
    run("add", "a.jsonl", "--language", "fr")
    run("export", "-o", "out.csv")
    with Path("out.csv").open(newline="", encoding="utf-8") as lines:
        (cells, *_) = csv.DictReader(lines)
    assert (cells["article_id"], cells["publisher"]) == ("'=cmd()", "'@SUM(A1)")


def test_add_tells_what_it_could_not_read_and_keeps_the_rest(run, write):
    path = write("a.jsonl", rows_of({"id": "1", "text": TEXT}) + "{oops\n" + rows_of({"id": "3", "text": TEXT + "."}))
    result = run("add", path, status=1)
    assert f"{path}, line 2: not JSON" in result.stderr
    assert result.stdout == "Articles: 2 added, 1 not readable. New figures: 4.\n"


def test_a_missing_store_is_one_sentence(run):
    assert (
        run("export", "-o", "x.csv", status=1).stderr
        == "There is no store at bilan.sqlite; `bilan add PATH` makes one.\n"
    )
    assert not Path("bilan.sqlite").exists()


def test_the_store_is_where_the_environment_says(run, write, monkeypatch, tmp_path):
    monkeypatch.setenv("BILAN_DATABASE_URL", f"sqlite:///{tmp_path}/elsewhere.sqlite")
    run("add", write("a.txt", TEXT))
    assert (tmp_path / "elsewhere.sqlite").exists()
    assert not (tmp_path / "bilan.sqlite").exists()
    monkeypatch.setenv("BILAN_DATABASE_URL", "mysql://host/x")
    assert "can be SQLite or PostgreSQL" in run("add", write("a.txt", TEXT), status=1).stderr


# --- evaluate, languages


def test_evaluate_scores_and_lists_mistakes(run, write):
    figure = {
        "quote": "12 soldats",
        "category": "killed",
        "low": 13,
        "high": None,
        "qualifier": "at_least",
        "sources": ["l'armée malienne"],
        "reported_on": None,
        "period_start": None,
        "period_end": None,
        "victims": None,
        "subset": False,
        "optional": False,
    }
    article = {"id": "1", "language": "fr", "published_at": None, "text": TEXT, "figures": [figure]}
    gold = write("gold.jsonl", rows_of(article))
    lines = run("evaluate", gold).stdout.splitlines()
    assert lines[-1].startswith("articles 1  gold 1  predicted 2  f1 0.000  precision 0.000  recall 0.000")
    assert [line.split("\t")[1] for line in lines[:-1]] == ["extra", "wrong"]
    result = json.loads(run("evaluate", gold, "--json").stdout)
    assert (result["f1"], result["source"], len(result["mistakes"])) == (0.0, None, 2)
    prediction = {**figure, "article_id": "1", "start": 9, "end": 19, "source_text": "armée malienne"}
    predicted = write("predicted.jsonl", rows_of(prediction))
    assert "f1 1.000" in run("evaluate", gold, "--predicted", predicted).stdout


@pytest.mark.parametrize("content", ["", "{oops", '{"id": "1", "text": "x"}', "[1]"])
def test_evaluate_tells_what_is_no_gold(run, write, content):
    result = run("evaluate", write("gold.jsonl", content), status=1)
    assert result.stderr.count("\n") == 1


def test_languages(run):
    lines = run("languages").stdout.splitlines()
    assert {"en  English", "fr  français"} <= set(lines)


# --- as a user starts it

BILAN = [sys.executable, "-c", "from dashboard.cli import main; main()"]


def test_the_command_itself(tmp_path):
    arguments = ["extract", "-", "--language", "fr"]
    done = subprocess.run([*BILAN, *arguments], input=TEXT.encode(), capture_output=True, cwd=tmp_path, check=True)
    assert [row["low"] for row in json_rows(done.stdout.decode())] == [12, 30]
    done = subprocess.run([*BILAN, "extract", "none.txt"], capture_output=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"none.txt: there is no such file or folder\n"


def test_a_reader_that_goes_away_is_no_fault(tmp_path):
    article = tmp_path / "a.jsonl"
    article.write_text(rows_of(*({"id": str(number), "text": TEXT} for number in range(500))))
    process = subprocess.Popen([*BILAN, "extract", article], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.readline()
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_port_in_use_is_one_sentence(run):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("serve", "--port", port, status=1)
    assert result.stderr.startswith(f"Port {port} is in use; try --port ")
    assert not Path("bilan.sqlite").exists()


def test_serve_starts_with_the_samples_and_stops_when_told(tmp_path):
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name != "BILAN_DATABASE_URL"}
    with subprocess.Popen(
        [*BILAN, "serve", "--port", str(port)], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            told = server.stdout.readline()
            assert told.startswith(f"Bilan is at http://127.0.0.1:{port} (store: sqlite:///bilan.sqlite)")
            assert wait_for(f"http://127.0.0.1:{port}/_stcore/health") == b"ok"
            assert b"<html" in wait_for(f"http://127.0.0.1:{port}/")
            server.send_signal(signal.SIGTERM)
            assert server.wait(timeout=30) == 0
        finally:
            server.kill()
    exported = subprocess.run([*BILAN, "export"], cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert len({row["article_id"] for row in json_rows(exported.stdout.decode())}) >= 15


def wait_for(address):
    for _ in range(150):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.read()
        except OSError:
            time.sleep(0.2)
    return None
