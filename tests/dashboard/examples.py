"""Articles and figures that the dashboard's tests share; every sentence is this project's own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from data.frames import typed
from data.schema import FIGURE_COLUMNS
from data.store import Store, open_store
from extractors.models import Article, Category, Extent, Figure, Qualifier
from tests.data.making import Finding, KnownSource, TestRegistry, make_figure

NIS = "NIS (South Korea)"
US = "US officials"
KYIV = "Ukraine"

REGISTRY = TestRegistry(
    {
        "le NIS": Finding(KnownSource(NIS), "intelligence", "KR"),
        "the NIS": Finding(KnownSource(NIS), "intelligence", "KR"),
        "A senior US official": Finding(KnownSource(US), "official_anonymous", "US"),
        "Kyiv": Finding(KnownSource(KYIV), "government", "UA"),
    }
)

FRENCH = (
    "Koursk : au moins 100 soldats tués\n\n"
    "Au moins 100 soldats nord-coréens ont été tués, a rapporté le NIS par la voix du député Lee.\n"
    "Environ 1 000 autres ont été blessés, ajoute le service.\n"
)
ENGLISH = (
    "Several hundred casualties, says US official\n\n"
    "A senior US official put the losses at several hundred <b>killed & wounded</b>.\n"
    "Kyiv says that more than 3,000 were killed or wounded.\n"
)
LATER = "The NIS raised its count\n\nAbout 300 North Korean soldiers were killed, the NIS said in January.\n"


def fill(store: Store) -> Store:
    """Three articles: two claimants who disagree, and one who revised itself."""
    for article, figures in _articles():
        store.add_article(article, figures)
    return store


def sample_store(folder: Path) -> Store:
    """A store file with the three articles."""
    return fill(open_store(str(folder / "sample.sqlite"), registry=REGISTRY))


def _articles() -> list[tuple[Article, list[Figure]]]:
    first, second = date(2024, 12, 19), date(2025, 1, 13)
    soldiers: dict[str, Any] = {"victims": "soldats nord-coréens", "reported_on": first}
    return [
        (
            Article(text=FRENCH, id="fr", title="Koursk", language="fr", published_at=first, publisher="Agence Une"),
            [
                make_figure(FRENCH, "au moins 100 soldats tués", 100, None, qualifier=Qualifier.AT_LEAST),
                make_figure(
                    FRENCH,
                    "Au moins 100",
                    100,
                    None,
                    qualifier=Qualifier.AT_LEAST,
                    source="le NIS",
                    relay="Lee",
                    extent=Extent.RUNNING_TOTAL,
                    **soldiers,
                ),
                make_figure(
                    FRENCH,
                    "Environ 1 000",
                    1000,
                    1000,
                    qualifier=Qualifier.ABOUT,
                    category=Category.INJURED,
                    source="le NIS",
                    extent=Extent.RUNNING_TOTAL,
                    reported_on=first,
                ),
            ],
        ),
        (
            Article(
                text=ENGLISH,
                id="en",
                title="Losses",
                language="en",
                published_at=first + timedelta(days=1),
                publisher="The Wire",
                url="https://example.org/losses",
            ),
            [
                make_figure(
                    ENGLISH,
                    "several hundred <b>killed & wounded</b>",
                    200,
                    999,
                    qualifier=Qualifier.VAGUE,
                    category=Category.CASUALTIES,
                    source="A senior US official",
                    extent=Extent.RUNNING_TOTAL,
                ),
                make_figure(
                    ENGLISH,
                    "more than 3,000",
                    3000,
                    None,
                    qualifier=Qualifier.MORE_THAN,
                    category=Category.CASUALTIES,
                    source="Kyiv",
                    extent=Extent.RUNNING_TOTAL,
                ),
            ],
        ),
        (
            Article(text=LATER, id="later", title="Raised", language="en", published_at=second, publisher="The Wire"),
            [
                make_figure(
                    LATER,
                    "About 300",
                    300,
                    300,
                    qualifier=Qualifier.ABOUT,
                    source="the NIS",
                    extent=Extent.RUNNING_TOTAL,
                    reported_on=second,
                )
            ],
        ),
    ]


def figures_frame(*rows: dict[str, Any]) -> pd.DataFrame:
    """A figures frame of rows that tell only what matters."""
    usual: dict[str, Any] = {
        "article_id": "a",
        "category": "killed",
        "qualifier": "exact",
        "low": 1,
        "high": 1,
        "quote": "1 tué",
        "start": 0,
        "end": 5,
        "subset": False,
        "extent": "running_total",
        "status": "automatic",
        "publisher": "Agence",
        "published_at": date(2024, 12, 19),
        "added_at": datetime(2024, 12, 20, tzinfo=UTC),
    }
    told = [usual | {"figure_id": f"f{number}"} | row for number, row in enumerate(rows)]
    return typed(pd.DataFrame(told), FIGURE_COLUMNS)
