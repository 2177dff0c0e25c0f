"""Articles, figures and a registry made by hand: the data layer is tested without the extractor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from extractors.models import Article, Attribution, Category, Extent, Figure, Period, Qualifier, Quantity, Span

TEXT = (
    "Au moins 100 soldats tués, affirme Séoul\n\n"
    "Selon le NIS, au moins 100 soldats ont été tués jeudi dans la région de Koursk.\n"
    "Un responsable parle de plusieurs centaines de pertes.\n"
)
DAY = date(2024, 12, 19)


@dataclass(frozen=True)
class KnownSource:
    name: str
    kind: str | None = None
    country: str | None = None


@dataclass(frozen=True)
class Finding:
    source: KnownSource | None = None
    kind: str | None = None
    country: str | None = None
    speaker: str | None = None


KNOWN = {
    "le NIS": Finding(KnownSource("NIS (South Korea)", "intelligence", "KR"), "intelligence", "KR"),
    "Séoul": Finding(KnownSource("South Korea", "government", "KR"), "government", "KR"),
    "un officier ukrainien": Finding(kind="military", country="UA"),
}


@dataclass(frozen=True, eq=False)
class TestRegistry:
    """Knows the mentions that it is given, in any language."""

    __test__ = False
    known: Mapping[str, Finding] = field(default_factory=lambda: dict(KNOWN))

    @property
    def sources(self) -> list[KnownSource]:
        return [finding.source for finding in self.known.values() if finding.source]

    def find(self, mention: str, language: str) -> Finding:
        return self.known.get(mention, Finding())


def make_article(text: str = TEXT, **told) -> Article:
    return Article(**{"text": text, "language": "fr", "published_at": DAY, "publisher": "Agence", **told})


def span_of(text: str, words: str, occurrence: int = 1) -> Span:
    start = -1
    for _ in range(occurrence):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def make_figure(
    text: str,
    quote: str,
    low: int | None,
    high: int | None,
    *,
    qualifier: Qualifier = Qualifier.EXACT,
    category: Category = Category.KILLED,
    occurrence: int = 1,
    source: str | None = None,
    relay: str | None = None,
    victims: str | None = None,
    place: str | None = None,
    subset: bool = False,
    extent: Extent | None = None,
    reported_on: date | None = None,
    period: tuple[date | None, date | None] | None = None,
) -> Figure:
    """A figure whose words are looked up in the text."""
    span = span_of(text, quote, occurrence)

    def find(words: str | None) -> Span | None:
        return span_of(text, words) if words else None

    said = find(source)
    return Figure(
        span=span,
        category=category,
        quantity=Quantity(span=span, number=span, low=low, high=high, qualifier=qualifier),
        harm=span,
        rule="by hand",
        victims=find(victims),
        place=find(place),
        subset=subset,
        attribution=Attribution(source=said, relay=find(relay), rule="by hand") if said else None,
        reported_on=reported_on,
        period=Period(start=period[0], end=period[1]) if period else None,
        extent=extent,
    )


def seoul_figures(text: str = TEXT) -> tuple[Figure, ...]:
    """The three figures of TEXT."""
    return (
        make_figure(text, "Au moins 100", 100, None, qualifier=Qualifier.AT_LEAST, source="Séoul", victims="soldats"),
        make_figure(
            text,
            "au moins 100",
            100,
            None,
            qualifier=Qualifier.AT_LEAST,
            source="le NIS",
            victims="soldats",
            place="région de Koursk",
            reported_on=DAY,
            period=(DAY, DAY),
            extent=Extent.EVENT,
        ),
        make_figure(
            text,
            "plusieurs centaines",
            200,
            999,
            qualifier=Qualifier.VAGUE,
            category=Category.CASUALTIES,
            source="Un responsable",
        ),
    )
