"""The sample dossier that a new store begins with."""

from __future__ import annotations

from pathlib import Path

from data.dossiers import put_into_dossier
from data.intake import answer_readings, complete_and_extract
from data.store import Incoming, Store
from extractors.readers.files import read_inputs

_SAMPLES = Path(__file__).parent / "samples"

#: The dossier of each file of samples.
DOSSIERS = {"north-korean-troops": "North Korean troops in Kursk"}


def load_samples(store: Store) -> int:
    """Put the samples into a store that nothing was ever put into; how many articles that were."""
    if not store.is_new():
        return 0
    articles = 0
    for path in sorted(_SAMPLES.glob("*.jsonl")):
        done = list(answer_readings(read_inputs([str(path)]), complete_and_extract))
        added = store.add_articles(
            Incoming(article=item.answer[0], figures=item.answer[1]) for item in done if item.answer is not None
        )
        put_into_dossier(store, [article.article_id for article in added], DOSSIERS.get(path.stem, path.stem))
        articles += len(added)
    return articles
