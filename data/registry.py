"""The registry of claimants: an article's words for who says so → one canonical source, or none.

A wrong source is worse than none: words that we do not know beside a name ("a soldier of the Israeli army"), two
claimants in one mention, an office without its country ("the ministry of health") all give None.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from data.errors import RegistryError
from data.judgement import judge
from data.mentions import Mention, Named, Vocabulary, spell, without_articles
from data.registry_tables import ANY_LANGUAGE, SourceTable, Tables, read_tables
from data.schema import SourceKind
from extractors.text import fold

_FOLDER = Path(__file__).parent
# Kinds whose word is their country's: a newspaper or a charity of a warring country is no party to the war.
_STATE_KINDS = frozenset(
    {
        SourceKind.INTELLIGENCE,
        SourceKind.MILITARY,
        SourceKind.GOVERNMENT,
        SourceKind.HEALTH,
        SourceKind.OFFICIAL_ANONYMOUS,
        SourceKind.POLICE,
    }
)
_NEAR = 70.0  # of 100: what `suggest` takes for a near match
_HELD = 0.95  # what a name inside a longer mention is worth


@dataclass(frozen=True, slots=True)
class Party:
    """A side in a war, as a fact about a claimant."""

    conflict: str
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A claimant under its canonical name."""

    id: str
    name: str
    kind: SourceKind
    country: str | None = None
    parties: tuple[Party, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    people: tuple[str, ...] = field(default=(), compare=False, repr=False)

    @property
    def party(self) -> str | None:
        """The sides it is on, in words, if it is a party to a conflict."""
        return "; ".join(f"{party.side} ({party.conflict})" for party in self.parties) or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a mention tells: the source, if one is sure; the person who speaks for it; else what sort of party it is."""

    source: Source | None = None
    speaker: str | None = None
    kind: SourceKind | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A source whose name is near to a mention; `score` is out of 100."""

    source: Source
    alias: str
    score: float


@dataclass(frozen=True, eq=False)
class Registry:
    """The claimants that are known; immutable, additions give another registry."""

    tables: Tables
    added_aliases: tuple[tuple[str, str], ...] = ()  # words and the id of the source that they mean
    _vocabularies: dict[str, Vocabulary] = field(default_factory=dict, repr=False)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources known by name and those without a nationality ("witnesses"), by name."""
        named = [self._named(key, table) for key, table in self.tables.sources.items()]
        alone = [self._office(key) for key, role in self.tables.roles.items() if role.alone]
        return tuple(sorted((*named, *alone), key=lambda source: source.name.casefold()))

    @cached_property
    def _by_id(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """The id of every source by its name, those made of an office and a nation included."""
        offices = (self._office(role, nation) for role in self.tables.roles for nation in self.tables.nations)
        return {source.name: source.id for source in (*offices, *self.sources)}

    def by_id(self, source_id: str) -> Source | None:
        """The source with the id, those made of an office and a nation ("officials-us") included."""
        if source_id in self._by_id:
            return self._by_id[source_id]
        nation = next((n for n in self.tables.nations if source_id.endswith(f"-{n.lower()}")), None)
        role = source_id[: -len(nation) - 1] if nation else ""
        if nation and role in self.tables.roles and self.tables.office_id(role, nation) == source_id:
            return self._office(role, nation)
        return None

    def by_name(self, name: str) -> Source | None:
        """The source with that canonical name, as in the column `source`."""
        return self.by_id(self._by_name.get(name, ""))

    def match(self, mention: str, language: str) -> Source | None:
        """The source that the words name in that language, or None."""
        return self.find(mention, language).source

    def find(self, mention: str, language: str) -> Finding:
        """The source that the words name and who speaks for it; without a source, its kind and country if told."""
        read = Mention(mention, self._vocabulary(language))
        claimant = judge(read, self.tables)
        source = self.by_id(claimant.source) if claimant else None
        if source is None:
            return Finding(kind=self._kind_told(read), country=self._country_told(read))
        return Finding(source=source, speaker=_speaker(read, source.id), kind=source.kind, country=source.country)

    def suggest(self, mention: str, limit: int = 5) -> tuple[Suggestion, ...]:
        """The sources whose names are nearest to the words, best first, each once."""
        from rapidfuzz import fuzz

        wanted = spell(mention)[0]
        best: dict[str, Suggestion] = {}
        for name, alias, source in self._searched:
            # A single word that the mention holds ("un") is no sign; several are a little less than the whole name.
            held = _HELD * fuzz.token_set_ratio(wanted, name) if " " in name else 0.0
            score = max(fuzz.token_sort_ratio(wanted, name), held)
            if score >= _NEAR and (source.id not in best or score > best[source.id].score):
                best[source.id] = Suggestion(source=source, alias=alias, score=score)
        return tuple(sorted(best.values(), key=lambda s: (-s.score, s.source.name)))[:limit]

    def extended(
        self, extra_sources: Iterable[Source] = (), extra_aliases: Mapping[str, str] | None = None
    ) -> Registry:
        """This registry with more sources, and more words (in any language) for the sources with the given ids.

        Added words name their source where a mention says nothing else, and win over any words of ours.
        Raises RegistryError where an id or a name is taken, or an id is not known.
        """
        tables = self.tables
        for source in extra_sources:
            known = Registry(tables)
            if known.by_id(source.id) or known.by_name(source.name):
                raise RegistryError(f"There is a source {source.id!r} or one named {source.name!r} already.")
            tables = tables.with_source(source.id, _table(source))
        registry = Registry(tables, (*self.added_aliases, *(extra_aliases or {}).items()))
        for words, source_id in registry.added_aliases:
            if registry.by_id(source_id) is None:
                raise RegistryError(f"No source {source_id!r} for the words {words!r}.")
        return registry

    def _named(self, key: str, table: SourceTable) -> Source:
        kind, country = SourceKind(table.kind), table.country or None
        return Source(
            id=key,
            name=table.name,
            kind=kind,
            country=country,
            parties=self._parties(key, kind, table.of_nation),
            aliases={
                language: (*table.aliases.get(language, ()), *table.alone.get(language, ()))
                for language in sorted({*table.aliases, *table.alone})
            },
            people=table.people,
        )

    def _office(self, key: str, nation: str = "") -> Source:
        role = self.tables.roles[key]
        kind = SourceKind(role.kind)
        if not nation:
            return Source(id=key, name=role.alone, kind=kind)
        known = self.tables.nations[nation]
        return Source(
            id=self.tables.office_id(key, nation),
            name=role.name.format(nation=known.name, adjective=known.adjective),
            kind=kind,
            country=self.tables.country(nation),
            parties=self._parties("", kind, nation),
        )

    def _parties(self, source_id: str, kind: SourceKind, nation: str) -> tuple[Party, ...]:
        members = {source_id, nation if kind in _STATE_KINDS else ""} - {""}
        return tuple(
            Party(conflict.name, side)
            for conflict in self.tables.conflicts.values()
            for side, names in conflict.sides.items()
            if members & set(names)
        )

    def _vocabulary(self, language: str) -> Vocabulary:
        if language not in self._vocabularies:
            self._vocabularies[language] = Vocabulary(self.tables, self._names(language), language)
        return self._vocabularies[language]

    def _names(self, language: str) -> Iterator[tuple[str, Named]]:
        """Every name that means a source in the language; the added ones first, the latest before, as they win."""
        around = self.tables.around.get(language)
        articles = {fold(word) for word in around.articles} if around else set()
        for words, source_id in reversed(self.added_aliases):
            yield without_articles(words, articles), Named(source_id, alone=True)
        for key, table in self.tables.sources.items():
            for name in (ANY_LANGUAGE, language):
                yield from ((alias, Named(key)) for alias in table.aliases.get(name, ()))
                yield from ((alias, Named(key, alone=True)) for alias in table.alone.get(name, ()))
            yield from ((person, Named(key, person=True)) for person in table.people)
            yield table.name, Named(key, alone=True)

    def _kind_told(self, read: Mention) -> SourceKind | None:
        kinds = {self.tables.roles[match.value.key].kind for match in read.roles}
        return SourceKind(kinds.pop()) if len(kinds) == 1 else None

    def _country_told(self, read: Mention) -> str | None:
        countries = {self.tables.country(match.value.value.nation) for match in read.places}
        return countries.pop() if len(countries) == 1 else None

    @cached_property
    def _searched(self) -> list[tuple[str, str, Source]]:
        """Every name of every source as it is searched, as it is written, and the source."""
        return [
            (spell(alias)[0], alias.replace("*", ""), source)
            for source in self.sources
            for alias in (source.name, *source.people, *(a for words in source.aliases.values() for a in words))
        ]


def _table(source: Source) -> SourceTable:
    return SourceTable(
        name=source.name,
        kind=source.kind,
        country=source.country or "",
        aliases=source.aliases,
        people=source.people,
    )


def _speaker(read: Mention, source_id: str) -> str | None:
    """The known person in the mention who speaks for the source, as written."""
    found = (c for c in read.names if c.person and c.source == source_id)
    longest = max(found, key=lambda c: c.last - c.first, default=None)
    return read.text[read.words[longest.first].start : read.words[longest.last - 1].end] if longest else None


@cache
def load_registry() -> Registry:
    """The registry that ships.

    Raises RegistryError naming file, entry and key where its files break the schema.
    """
    return Registry(read_tables(_FOLDER))
