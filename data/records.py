"""A figure as the extractor gives it → a row of the figures table."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.metadata import version
from typing import Any, Protocol, overload

from extractors.languages import load_language
from extractors.models import Article, Figure, Span
from extractors.sentences import find_sentences
from extractors.text import fold

Row = dict[str, Any]

_ID_LENGTH = 16


class KnownSource(Protocol):
    """A claimant as the registry knows it."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str | None: ...
    @property
    def country(self) -> str | None: ...


class Finding(Protocol):
    """What a mention tells: the source if it is known, who speaks for it, else what sort of party it is."""

    @property
    def source(self) -> KnownSource | None: ...
    @property
    def speaker(self) -> str | None: ...
    @property
    def kind(self) -> str | None: ...
    @property
    def country(self) -> str | None: ...


class Registry(Protocol):
    """Whatever tells which source a mention means."""

    def __hash__(self) -> int: ...

    @property
    def sources(self) -> Sequence[KnownSource]:
        """The sources that are known."""

    def find(self, mention: str, language: str) -> Finding:
        """What the words tell of the claimant, in that language."""


@cache
def extractor_version() -> str:
    """The version written beside every figure."""
    return version("bilan")


def text_hash(text: str) -> str:
    """SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@overload
def storable(words: str) -> str: ...
@overload
def storable(words: None) -> None: ...
def storable(words: str | None) -> str | None:
    """The words, as long as before, without the characters that no database or file takes (NUL, lone surrogates)."""
    return None if words is None else _UNSTORABLE.sub("\ufffd", words)


def article_key(article: Article) -> str:
    """The article's own id, or one made from its text."""
    return article.id or text_hash(article.text)[:_ID_LENGTH]


def figure_key(article_id: str, span: Span, category: str, occurrence: int) -> str:
    """An identifier that the same figure of the same article always gets."""
    words = f"{article_id}\n{span.start}\n{span.end}\n{category}\n{occurrence}"
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_LENGTH]


def figure_rows(
    article: Article, figures: Sequence[Figure], registry: Registry, *, article_id: str | None = None
) -> list[Row]:
    """The figures as rows: the columns of OWN_FIGURE_COLUMNS, plain Python values, None where not told."""
    if not figures:
        return []
    article_id = article_id or article_key(article)
    language = article.language or ""
    sentences = find_sentences(article.text, fold(article.text), load_language(language))
    rows: list[Row] = []
    seen: dict[tuple[Span, str], int] = {}
    for figure in figures:
        occurrence = seen[figure.span, figure.category] = seen.get((figure.span, figure.category), -1) + 1
        rows.append(
            {
                "figure_id": figure_key(article_id, figure.span, figure.category.value, occurrence),
                "article_id": article_id,
                **_claimant(article, figure, registry),
                **_count(article.text, figure),
                "sentence": sentence_of(article.text, sentences, figure.span),
                **_time(figure),
                "rule": figure.rule,
                "extractor_version": extractor_version(),
                "status": "automatic",
                "reviewed_by": None,
                "reviewed_at": None,
                "note": None,
            }
        )
    return rows


def _claimant(article: Article, figure: Figure, registry: Registry) -> Row:
    said = figure.attribution
    if said is None:
        return dict.fromkeys(("source", "source_text", "source_kind", "source_country", "relayed_by"))
    words = said.source.of(article.text)
    told = _find(registry, words, article.language or "")
    return {
        **source_values(words, told),
        "source_text": words,
        "relayed_by": said.relay.of(article.text) if said.relay else told.speaker,
    }


# The same few claimants are cited all the time.
@lru_cache(maxsize=10_000)
def _find(registry: Registry, words: str, language: str) -> Finding:
    return registry.find(words, language)


def source_values(words: str, told: Finding) -> Row:
    """The columns that say who a claimant is."""
    return {
        "source": told.source.name if told.source else words,
        "source_kind": None if told.kind is None else str(told.kind),
        "source_country": told.country,
    }


def folded_values(row: Row, title: str | None) -> Row:
    """The columns that are only searched in: what the row tells, folded."""
    told = [row["source"], row["source_text"], row["relayed_by"], row["quote"], row["sentence"], title]
    return {
        "victims_folded": row["victims"] and fold(row["victims"]),
        "place_folded": row["place"] and fold(row["place"]),
        "search_folded": fold("\n".join(part for part in told if part)),
    }


def _count(text: str, figure: Figure) -> Row:
    return {
        "category": figure.category.value,
        "low": figure.quantity.low,
        "high": figure.quantity.high,
        "qualifier": figure.quantity.qualifier.value,
        "quote": figure.span.of(text),
        "start": figure.span.start,
        "end": figure.span.end,
        "victims": figure.victims.of(text) if figure.victims else None,
        "subset": figure.subset,
        "place": figure.place.of(text) if figure.place else None,
        "extent": figure.extent.value if figure.extent else None,
    }


def _time(figure: Figure) -> Row:
    return {
        "reported_on": figure.reported_on,
        "period_start": figure.period.start if figure.period else None,
        "period_end": figure.period.end if figure.period else None,
    }


def sentence_of(text: str, sentences: Sequence[Span], span: Span) -> str:
    """The sentence that holds the quote; where the quote crosses a sentence's end, from the first to the last."""
    touched = [sentence for sentence in sentences if sentence.overlaps(span)]
    start = min([s.start for s in touched], default=span.start)
    end = max([s.end for s in touched], default=span.end)
    return text[start:end]
