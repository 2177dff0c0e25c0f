"""The user's additions to the registry, and the claimants that nobody knows yet.

Words that the registry does not know stand in the column `source` as the article has them. To resolve them to a
source changes the figures that have them, each as a revision, and every figure that comes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, select

from data.errors import RegistryError
from data.logbook import write_log
from data.records import Registry, source_values
from data.schema import SourceKind
from data.tables import articles, figures, own_aliases, own_sources
from extractors.text import fold

if TYPE_CHECKING:
    from data.registry import Suggestion
    from data.store import Store

_NO_ID = re.compile(r"[^a-z0-9]+")
_OWN = "own-"


class Additions(NamedTuple):
    """What the user added: sources (id, name, kind, country) and words with the id that they mean."""

    sources: tuple[tuple[str, str, str, str | None], ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """A claimant whom the registry does not know, in the articles' words, and how often it is cited."""

    words: str
    languages: tuple[str, ...]
    figures: int
    articles: int
    suggestions: tuple[Suggestion, ...] = ()


def read_additions(connection: Connection) -> Additions:
    """What the user added to the registry."""
    sources = connection.execute(select(own_sources).order_by(own_sources.c.source_id)).all()
    aliases = connection.execute(select(own_aliases).order_by(own_aliases.c.words)).all()
    return Additions(
        tuple((row.source_id, row.name, row.kind, row.country) for row in sources),
        tuple((row.words, row.source_id) for row in aliases),
    )


def extend_registry(registry: Registry, additions: Additions) -> Registry:
    """The registry with the additions; words for a source that is no longer known are passed over."""
    if additions == Additions():
        return registry
    from data.registry import Source

    base: Any = registry
    sources = [
        Source(id=key, name=name, kind=SourceKind(kind), country=country)
        for key, name, kind, country in additions.sources
        if base.by_id(key) is None
    ]
    own = {source.id for source in sources}
    aliases = {words: key for words, key in additions.aliases if key in own or base.by_id(key) is not None}
    extended: Registry = base.extended(sources, aliases)
    return extended


def add_source(store: Store, name: str, kind: str, *, country: str | None = None, by: str) -> str:
    """Add a source that the registry lacks; its identifier.

    Raises RegistryError where the name is taken, the kind is none, or the country is no ISO 3166-1 alpha-2 code.
    """
    name, country = name.strip(), (country or "").strip().upper() or None
    if not name or kind not in list(SourceKind):
        raise RegistryError("A source wants a name." if not name else f"A source's kind cannot be {kind!r}.")
    if country is not None and not re.fullmatch("[A-Z]{2}", country):
        raise RegistryError(f"A country is two letters such as KR, not {country!r}.")
    if any(source.name == name for source in store.registry.sources):
        raise RegistryError(f"There is a source {name!r} already.")
    with store.writing() as connection:
        taken = set(connection.scalars(select(own_sources.c.source_id)))
        base = _OWN + (_NO_ID.sub("-", fold(name)).strip("-") or "source")
        key = next(k for k in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if k not in taken)
        connection.execute(insert(own_sources).values(source_id=key, name=name, kind=kind, country=country))
        write_log(connection, "add_source", name, by=by, detail=f"{kind}, {country or 'no country'}")
    return key


def list_unresolved(store: Store, *, limit: int | None = None, suggest: bool = True) -> tuple[Unresolved, ...]:
    """The claimants whom the registry does not know, the most cited first, with the nearest sources."""
    counted = (
        select(
            figures.c.source,
            articles.c.language,
            func.count().label("figures"),
            func.count(figures.c.article_id.distinct()).label("articles"),
        )
        .join(articles, articles.c.article_id == figures.c.article_id)
        .where(figures.c.current, figures.c.source == figures.c.source_text)
        .group_by(figures.c.source, articles.c.language)
    )
    with store.reading() as connection:
        rows = connection.execute(counted).all()
    registry: Any = store.registry
    by_words: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        if registry.find(row.source, row.language or "").source is None:
            by_words[row.source].append(row)
    unresolved = sorted(by_words.items(), key=lambda item: (-sum(row.figures for row in item[1]), item[0]))[:limit]
    return tuple(
        Unresolved(
            words=words,
            languages=tuple(sorted({row.language for row in found if row.language})),
            figures=sum(row.figures for row in found),
            articles=sum(row.articles for row in found),
            suggestions=registry.suggest(words) if suggest else (),
        )
        for words, found in unresolved
    )


def resolve(store: Store, words: str, source_id: str, *, by: str) -> int:
    """Say which source the words mean, for the figures that are there and those to come; how many changed.

    The source is told by its identifier or its name. Raises RegistryError where there is no such source.
    """
    from data.review import revise

    registry: Any = store.registry
    source = registry.by_id(source_id) or registry.by_name(source_id)
    if source is None:
        raise RegistryError(f"There is no source {source_id!r}.")
    values = {"source": source.name, "source_kind": str(source.kind), "source_country": source.country}
    with store.writing() as connection:
        connection.execute(delete(own_aliases).where(own_aliases.c.words == words))
        connection.execute(insert(own_aliases).values(words=words, source_id=source.id))
        rows = _with_words(connection, words, figures.c.source == figures.c.source_text)
        revise(connection, rows, "resolve", values, by=by)
        write_log(connection, "resolve", words, by=by, detail=f"{source.name} ({len(rows)} figures)")
    return len(rows)


def unresolve(store: Store, words: str, *, by: str) -> int:
    """Take it back: the figures have the articles' words again, unless a reader corrected their source since."""
    from data.review import revise

    with store.writing() as connection:
        connection.execute(delete(own_aliases).where(own_aliases.c.words == words))
        write_log(connection, "unresolve", words, by=by)
    registry = store.registry
    with store.writing() as connection:
        rows = _with_words(connection, words, figures.c.status.not_in(("corrected",)))
        for row in rows:
            told = registry.find(row["source_text"], row["language"] or "")
            revise(connection, [row], "unresolve", source_values(row["source_text"], told), by=by)
    return len(rows)


def _with_words(connection: Connection, words: str, condition: Any) -> Sequence[dict[str, Any]]:
    """The newest revisions of the figures whose claimant is named so, in whatever case."""
    statement = (
        select(figures, articles.c.title, articles.c.language)
        .join(articles, articles.c.article_id == figures.c.article_id)
        .where(figures.c.current, figures.c.source_text.is_not(None), condition)
    )
    folded = fold(words)
    return [dict(row) for row in connection.execute(statement).mappings() if fold(row["source_text"]) == folded]
