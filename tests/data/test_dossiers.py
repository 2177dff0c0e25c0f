"""Dossiers, by hand and by keywords; deleting articles; the log."""

from __future__ import annotations

import pytest

from data.dossiers import (
    delete_dossier,
    dossiers_of,
    list_dossiers,
    put_into_dossier,
    read_dossiers,
    rename_dossier,
    save_dossier,
    take_out_of_dossier,
)
from data.errors import DossierError
from data.filters import Filters
from data.logbook import read_log
from data.removal import delete_articles
from data.review import accept, read_history
from tests.data.making import TEXT, make_article, seoul_figures


def add(store, key="a", text=TEXT, **told):
    store.add_article(make_article(text, id=key, **told), seoul_figures(text) if TEXT in text else ())


def test_articles_are_put_in_and_taken_out(store):
    for key in "ab":
        add(store, key, TEXT + key)
    put_into_dossier(store, ["a", "b", "a"], "Koursk")
    put_into_dossier(store, ["a"], "Corée")
    put_into_dossier(store, ["a"], "Koursk")
    assert read_dossiers(store) == ("Corée", "Koursk")
    assert [dossier.articles for dossier in list_dossiers(store)] == [1, 2]
    assert dossiers_of(store, "a") == ("Corée", "Koursk")
    assert store.count_figures(Filters(dossiers=("Koursk",))) == 6
    assert store.count_figures(Filters(dossiers=("Koursk", "Corée"))) == 6
    take_out_of_dossier(store, ["a"], "Koursk")
    assert store.count_figures(Filters(dossiers=("Koursk",))) == 3


@pytest.mark.parametrize(
    ("line", "fits"),
    [
        ("koursk", True),
        ("KOURSK", True),
        ("région Koursk", True),
        ("region séoul", True),
        ("kour", True),  # a word stands for all that begin with it
        ("oursk", False),
        ("koursk gaza", False),
        ("a.b", False),
        ("", False),
    ],
)
def test_keywords_put_new_articles_in(store, line, fits):
    save_dossier(store, "Dossier", keywords=["gaza", line])
    add(store)
    assert dossiers_of(store, "a") == (("Dossier",) if fits else ())


def test_keywords_can_be_applied_to_what_is_there(store):
    add(store)
    add(store, "b", "Rien à voir.")
    assert save_dossier(store, "Koursk", keywords=["koursk"]) == 0
    assert save_dossier(store, "Koursk", description="La guerre", keywords=["koursk"], apply=True) == 1
    assert save_dossier(store, "Koursk", keywords=["koursk"], apply=True) == 0
    (dossier,) = list_dossiers(store)
    assert (dossier.articles, dossier.keywords, dossier.description) == (1, ("koursk",), None)


def test_a_new_version_stays_in_its_dossiers(store):
    add(store, "a", url="https://example.org/1")
    put_into_dossier(store, ["a"], "Koursk")
    add(store, "b", TEXT + "b", url="https://example.org/1")
    assert dossiers_of(store, "b") == ("Koursk",)


def test_dossiers_are_renamed_and_deleted(store):
    add(store)
    put_into_dossier(store, ["a"], "Koursk")
    rename_dossier(store, "Koursk", " Kursk ")
    assert read_dossiers(store) == ("Kursk",)
    save_dossier(store, "Gaza")
    for name in ("Gaza", " "):
        with pytest.raises(DossierError):
            rename_dossier(store, "Kursk", name)
    delete_dossier(store, "Kursk", by="Anne")
    assert read_dossiers(store) == ("Gaza",)
    assert store.count_articles() == 1
    with pytest.raises(DossierError, match="no dossier"):
        delete_dossier(store, "Kursk")
    with pytest.raises(DossierError, match="wants a name"):
        save_dossier(store, " ")


def test_an_article_is_deleted_with_all_that_is_its_and_the_log_says_so(store):
    add(store, "a", url="https://example.org/1", title="Titre")
    add(store, "b", TEXT + "b")
    put_into_dossier(store, ["a", "b"], "Koursk")
    ids = list(store.read_figures(Filters(articles=("a",)))["figure_id"])
    accept(store, ids, by="Anne")
    assert delete_articles(store, ["a", "a", "none"], by="Anne") == 1
    assert store.read_article("a") is None
    assert store.count_figures() == 3
    assert len(read_history(store, ids[0])) == 0
    assert [dossier.articles for dossier in list_dossiers(store)] == [1]
    row = read_log(store).iloc[0]
    assert (row["by"], row["action"], row["subject"]) == ("Anne", "delete_article", "a")
    assert row["detail"].startswith("https://example.org/1; Titre; text ")
    assert row["detail"].endswith("; 3 figures")
    assert not store.is_new()


def test_the_older_version_of_a_deleted_article_is_current_again(store):
    add(store, "a", url="https://example.org/1")
    add(store, "b", TEXT + "b", url="https://example.org/1")
    delete_articles(store, ["b"], by="Anne")
    assert set(store.read_figures()["article_id"]) == {"a"}
