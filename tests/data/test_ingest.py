"""Imports: batches kept whole, what is there already not read again, and a process that is killed."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.dossiers import dossiers_of
from data.ingest import add_readings
from data.store import open_store
from extractors.readers.files import read_inputs
from extractors.readers.reading import Given
from tests.data.making import TestRegistry

FRENCH = Given(language="fr")


def lines(count):
    return "".join(
        json.dumps({"id": f"a{n}", "text": f"{n + 2} soldats tués à Gao, selon l'armée.", "language": "fr"}) + "\n"
        for n in range(count)
    )


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "articles.jsonl"
    file.write_text(lines(120))
    return file


class Report:
    def __init__(self):
        self.articles = []
        self.problems = []

    def done(self, reading, figures):
        self.articles.append((reading.article.id, figures))

    def problem(self, reading):
        self.problems.append(str(reading))


def test_an_import_reports_and_goes_on_where_it_was(store, path):
    report = Report()
    counts = add_readings(store, read_inputs([str(path)]), dossier="Mali", report=report)
    assert str(counts) == "Articles: 120 added. New figures: 120."
    assert len(report.articles) == 120
    path.write_text(lines(125) + "{oops\n")
    report = Report()
    counts = add_readings(store, read_inputs([str(path)]), dossier="Sahel", report=report)
    assert str(counts) == "Articles: 5 added, 120 there already, 1 not readable. New figures: 5."
    assert (len(report.articles), len(report.problems)) == (125, 1)
    assert dossiers_of(store, "a0") == ("Mali", "Sahel")
    assert dossiers_of(store, "a124") == ("Sahel",)


def test_what_is_there_already_is_not_read_again(store, path):
    add_readings(store, read_inputs([str(path)]))
    started = time.perf_counter()
    add_readings(store, read_inputs([str(path)]))
    again = time.perf_counter() - started
    assert again < 2


def test_a_known_text_with_a_date_gets_it_without_a_new_version(store, tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("Douze soldats ont été tués jeudi à Gao, a annoncé l'armée malienne.")
    add_readings(store, read_inputs([str(text)]))
    assert store.read_figures()["period_start"].isna().all()
    counts = add_readings(store, read_inputs([str(text)], Given(published_at=date(2024, 12, 20))))
    assert str(counts) == "Articles: 0 added, 1 there already, 1 of them completed. New figures: 0."
    (figure,) = store.read_figures().to_dict("records")
    assert figure["period_start"] == pd.Timestamp("2024-12-19")
    counts = add_readings(store, read_inputs([str(text)], Given(published_at=date(2024, 12, 25))))
    assert str(counts) == "Articles: 0 added, 1 there already. New figures: 0."
    assert store.read_article(figure["article_id"]).published_at == date(2024, 12, 20)


def test_one_text_twice_in_one_import_is_one_article(store, tmp_path):
    path = tmp_path / "twice.jsonl"
    path.write_text(lines(3) * 2)
    assert str(add_readings(store, read_inputs([str(path)]))).startswith("Articles: 3 added, 3 there already.")


def test_several_processes(store, path):
    counts = add_readings(store, read_inputs([str(path)]), jobs=2)
    assert str(counts) == "Articles: 120 added. New figures: 120."


IMPORT = """
import sys
from data.ingest import add_readings
from data.store import open_store
from extractors.readers.files import read_inputs
add_readings(open_store(sys.argv[1]), read_inputs([sys.argv[2]]), dossier="Mali")
"""


def start_import(store_file, path):
    return subprocess.Popen([sys.executable, "-c", IMPORT, store_file, path], stderr=subprocess.PIPE)


def check_whole(file):
    """Whether the store opens, and every article in it has its figure and its dossier; how many there are."""
    if not file.exists():
        return 0
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'articles'").fetchone():
            return 0
        count = "SELECT count(*) FROM"
        whole = {
            connection.execute(f"{count} {table}").fetchone() for table in ("articles", "figures", "article_dossiers")
        }
    assert len(whole) == 1
    return whole.pop()[0]


def test_a_killed_import_leaves_whole_articles_and_the_next_completes_it(tmp_path):
    path, file = tmp_path / "articles.jsonl", tmp_path / "bilan.sqlite"
    path.write_text(lines(2000))
    moments = random.Random(20241219)
    seen = [0]
    for _ in range(8):
        with start_import(file, path) as process:
            # From the first write on: before that there is nothing to lose.
            while process.poll() is None and check_whole(file) <= seen[-1]:
                time.sleep(0.02)
            time.sleep(moments.uniform(0, 0.4))
            process.send_signal(signal.SIGKILL)
        seen.append(check_whole(file))
    assert seen == sorted(seen)
    with start_import(file, path) as process:
        assert process.wait() == 0, process.stderr.read()
    assert check_whole(file) == 2000
    store = open_store(str(file), registry=TestRegistry())
    assert (store.count_articles(), store.count_figures()) == (2000, 2000)
    store.close()


def running_children(process, those=None):
    """The processes that it started and that run, by their ids; of `those`, whoever their parent is now."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name, _, rest = stat.read_text().rpartition(")")
            state, parent = rest.split()[:2]
            mine = int(parent) == process.pid if those is None else int(name.split()[0]) in those
            if mine and state != "Z":
                found.append(int(name.split()[0]))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are listed in /proc")
def test_workers_end_with_an_import_that_is_killed(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text(lines(2000))
    script = IMPORT.replace('dossier="Mali"', "jobs=2").replace("\nadd", "\nif __name__ == '__main__':\n    add")
    with subprocess.Popen([sys.executable, "-c", script, tmp_path / "bilan.sqlite", path]) as process:
        workers = []
        while len(workers) < 3 and process.poll() is None:  # two, and what keeps track of them
            workers = running_children(process)
            time.sleep(0.05)
        time.sleep(1)
        process.send_signal(signal.SIGKILL)
    ends = time.monotonic() + 20
    while running_children(process, workers) and time.monotonic() < ends:
        time.sleep(0.1)
    assert len(workers) == 3
    assert not running_children(process, workers)


def read_while_running(address, processes):
    """Read in a store of its own until the processes have ended; how often."""
    reader = open_store(address, registry=TestRegistry())
    count = 0
    while any(process.poll() is None for process in processes):
        frame = reader.read_figures(limit=50)
        assert len(frame) <= reader.count_figures()
        count += 1
        time.sleep(0.05)
    reader.close()
    return count


def import_twice_and_read(address, paths):
    """Two imports and three readers at once: none has a problem."""
    imports = [start_import(address, path) for path in paths]
    with ThreadPoolExecutor(3) as readers:
        counts = list(readers.map(read_while_running, [address] * 3, [imports] * 3))
    for process in imports:
        with process:
            assert (process.wait(), process.stderr.read()) == (0, b"")
    assert all(counts)


def test_two_imports_and_three_readers_at_once(tmp_path):
    file = tmp_path / "bilan.sqlite"
    for name in "ab":
        (tmp_path / f"{name}.jsonl").write_text(lines(300))
    import_twice_and_read(str(file), [tmp_path / "a.jsonl", tmp_path / "b.jsonl"])
    assert check_whole(file) == 300
