"""The commands that keep a store."""

from __future__ import annotations

import json
from pathlib import Path

import feedparser
import pytest
from typer.testing import CliRunner

from dashboard.cli import app
from tests.data.serving import serving

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
PAGE = (
    "<html><body><article><p>12 soldats ont été tués jeudi à Gao, selon l'armée malienne.</p></article></body></html>"
)


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
def filled(run):
    run("add", SAMPLES)
    return run


@pytest.fixture
def site():
    with serving() as there:
        yield there


def lines(result):
    return result.stdout.splitlines()


def test_an_address_is_read_and_added(run, site):
    url = site.put("/a", PAGE)
    (row,) = [json.loads(line) for line in lines(run("extract", url))]
    assert (row["low"], row["url"]) == (12, url)
    assert run("add", url).stdout == "Articles: 1 added. New figures: 1.\n"
    result = run("add", site.address + "/none", url, status=1)
    assert result.stderr == f"{site.address}/none: the address answers 404 (Not Found)\n"
    assert result.stdout == "Articles: 0 added, 1 there already, 1 not readable. New figures: 0.\n"


def test_watch_once(run, site, tmp_path):
    site.put("/a", PAGE)
    item = f"<item><title>Titre</title><link>{site.address}/a</link><guid>1</guid></item>"
    url = site.put("/feed", f"<rss version='2.0'><channel><title>Agence</title>{item}</channel></rss>")
    watchlist = tmp_path / "feeds.toml"
    watchlist.write_text(f'[[feed]]\nurl = "{url}"\ndossier = "Mali"\n')
    assert run("watch", watchlist, "--once").stdout == "Articles: 1 added. New figures: 1.\n"
    assert run("watch", watchlist, "--once").stdout == "Articles: 0 added. New figures: 0.\n"
    assert len(lines(run("export", "--from-feeds", "--status", "automatic"))) == 1
    watchlist.write_text(f'[[feed]]\nurl = "{site.address}/none"\n')
    assert "answers 404" in run("watch", watchlist, "--once", status=1).stderr
    assert "--every wants a span" in run("watch", watchlist, "--every", "soon", status=1).stderr
    assert run("watch", "none.toml", "--once", status=1).stderr.startswith("none.toml cannot be read")


def test_reextract(filled):
    assert filled("reextract").stdout.startswith("0 articles read again")
    assert filled("reextract", "--all").stdout == (
        "27 articles read again: 0 new figures, 0 changed, 0 superseded, 0 kept as readers decided.\n"
    )


def test_feed(filled, tmp_path):
    result = filled("feed", "-o", tmp_path, "--in", "fr", "--title", "Mes bilans", "--category", "killed")
    feed = feedparser.parse((tmp_path / "claims.atom").read_bytes())
    assert feed.feed.title == "Mes bilans"
    assert f"{len(feed.entries)} claims" in result.stderr
    assert {entry.category for entry in feed.entries} == {"killed"}
    assert " claims in new/folder." in filled("feed", "-o", "new/folder").stderr
    assert Path("new/folder/claims.json").exists()
    filled("feed")
    assert Path("claims.atom").exists()
    Path("taken").touch()
    assert "taken cannot be made" in filled("feed", "-o", "taken", status=1).stderr
    assert "not 'de'" in filled("feed", "-o", tmp_path, "--in", "de", status=1).stderr


def test_cite(filled):
    sentences = lines(filled("cite", "--in", "fr", "--source", "NIS (South Korea)"))
    assert any("a déclaré le 19 décembre 2024" in sentence for sentence in sentences)
    assert filled("cite", "--format", "bibtex").stdout.count("@misc{") > 10
    assert len(json.loads(filled("cite", "--format", "csl").stdout)) > 10
    assert "--format is" in filled("cite", "--format", "x", status=1).stderr


def test_dossiers(filled):
    assert lines(filled("dossier")) == []
    assert "articles put into" in filled("dossier", "NIS", "--keyword", "nis", "--apply").stderr
    counts = {line.split("\t")[1]: int(line.split("\t")[0]) for line in lines(filled("dossier"))}
    assert 0 < counts["NIS"] < 27


def test_claimants_are_listed_and_resolved(run, tmp_path):
    (tmp_path / "a.txt").write_text("Douze soldats ont été tués à Gao, selon le bureau de Gao.")
    run("add", "a.txt")
    (line,) = lines(run("claimants"))
    assert line.startswith("1\tle bureau de Gao\t")
    assert run("resolve", "le bureau de Gao", "unicef", status=0).stdout == "1 figures changed.\n"
    assert lines(run("claimants")) == []
    assert run("resolve", "le bureau de Gao", "NIS (South Korea)").stdout == "0 figures changed.\n"
    assert "There is no source 'nobody'" in run("resolve", "x", "nobody", status=1).stderr


def test_amend(run, tmp_path):
    (tmp_path / "gao.jsonl").write_text(
        json.dumps({"id": "gao", "text": "Douze soldats tués jeudi à Gao.", "archive_url": "https://web.archive.org/1"})
    )
    run("add", tmp_path / "gao.jsonl")
    article = lambda: json.loads(run("export").stdout)  # noqa: E731
    assert article()["period_start"] is None
    told = run("amend", "gao", "--published", "2024-12-20", "--publisher", "AFP").stdout
    assert told.startswith("Amended: published_at, publisher. 1 articles read again: 0 new figures, 1 changed")
    assert (article()["period_start"], article()["publisher"]) == ("2024-12-19", "AFP")
    assert "no article 'xx'" in run("amend", "xx", "--title", "x", status=1).stderr
    assert "Nothing to amend" in run("amend", "gao", status=1).stderr


def test_delete_asks_first(filled):
    filled("delete", "nk-01", status=1, input="n\n")
    assert filled("delete", "nk-01", input="y\n").stdout.endswith("1 articles deleted.\n")
    assert filled("delete", "nk-01", "--yes", status=1).stdout == "0 articles deleted.\n"
    assert not [row for row in lines(filled("export")) if json.loads(row)["article_id"] == "nk-01"]


def test_datasette_metadata(filled, monkeypatch):
    described = json.loads(filled("datasette-metadata").stdout)
    assert "low" in described["databases"]["bilan"]["tables"]["figures"]["columns"]
    filled("datasette-metadata", "-o", "metadata.json")
    assert json.loads(Path("metadata.json").read_text()) == described
    monkeypatch.setenv("BILAN_DATABASE_URL", "postgresql://localhost/x")
    assert "Datasette opens SQLite files" in filled("datasette-metadata", status=1).stderr


@pytest.mark.parametrize(
    "arguments", [["reextract"], ["feed", "-o", "."], ["cite"], ["claimants"], ["dossier"], ["delete", "x", "--yes"]]
)
def test_without_a_store_there_is_one_sentence(run, arguments):
    assert run(*arguments, status=1).stderr == "There is no store at bilan.sqlite; `bilan add PATH` makes one.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["export", "--category", "deaths"],
            "--category is one of killed, injured, casualties, missing, captured, not 'deaths'.\n",
        ),
        (
            ["export", "--status", "open"],
            "--status is one of automatic, accepted, corrected, rejected, superseded, not 'open'.\n",
        ),
        (["export", "--kind", "army"], "--kind is one of intelligence, military, "),
        (["add", "x.txt", "--encoding", "nope"], "There is no encoding 'nope'; windows-1252 is one.\n"),
    ],
)
def test_a_word_that_is_none_is_told(filled, arguments, sentence):
    assert filled(*arguments, status=1).stderr.startswith(sentence)
