"""The stamp is another one after every kind of change, and the same where there was none."""

from data.dossiers import put_into_dossier, take_out_of_dossier
from data.review import accept
from data.stamp import read_stamp
from data.store import open_store
from tests.data.making import TestRegistry, make_article, seoul_figures


def test_the_stamp_changes_with_the_store(tmp_path):
    address = str(tmp_path / "bilan.sqlite")
    store, other = open_store(address, registry=TestRegistry()), open_store(address, registry=TestRegistry())
    stamps = [read_stamp(store)]
    store.add_article(make_article(id="a"), seoul_figures())
    stamps.append(read_stamp(store))
    accept(other, other.read_figures()["figure_id"], by="Ana")
    stamps.append(read_stamp(store))
    put_into_dossier(other, ["a"], "Kursk")
    stamps.append(read_stamp(store))
    take_out_of_dossier(other, ["a"], "Kursk")
    stamps.append(read_stamp(store))
    assert len(set(stamps)) == len(stamps)
    store.read_figures()
    other.count_articles()
    assert read_stamp(store) == stamps[-1]
    store.close()
    other.close()
