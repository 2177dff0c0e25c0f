"""The registry's TOML files as records: `sources.toml` (who), `roles.toml` (what offices are called), `nations.toml`.

Words in these files are written like those of a language pack (`stem*`, `*ending`). In one word or two, a capital
asks for a capital in the text ("NIS" is not "Nis", "US" is not "us"); a small letter takes either.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from data.errors import RegistryError
from data.schema import SourceKind
from extractors.errors import PackError
from extractors.languages.schema import load_section

Words = tuple[str, ...]
WordsByLanguage = Mapping[str, Words]
Table = TypeVar("Table")

ANY_LANGUAGE = "any"


@dataclass(frozen=True, kw_only=True)
class SourceTable:
    """A claimant by name. `aliases` stand anywhere in a mention, `alone` only where nothing else is told."""

    name: str
    kind: str
    country: str = ""
    within: str = ""  # the body it belongs to: named together, they are this one
    joint: Words = ()  # the sources that claim together under this name
    nation: str = ""  # whose offices `roles` are, where that is not the country
    roles: Words = ()  # offices of its nation that it is: "South Korean intelligence"
    people: Words = ()  # whoever speaks in its name, whatever the language
    aliases: WordsByLanguage = field(default_factory=dict)
    alone: WordsByLanguage = field(default_factory=dict)

    @property
    def of_nation(self) -> str:
        """The nation whose offices it holds."""
        return self.nation or self.country


@dataclass(frozen=True, kw_only=True)
class ConflictTable:
    """A war, with its sides: country codes (their state bodies), nations and source ids."""

    name: str
    sides: WordsByLanguage


@dataclass(frozen=True, kw_only=True)
class RoleTable:
    """An office or a kind of people that, with a nationality, is a claimant: "US officials"."""

    name: str  # with {nation} ("Police ({nation})") or {adjective} ("{adjective} officials")
    kind: str
    alone: str = ""  # its name where no nationality is told; without it, it is nobody then
    national: str = ""  # with a nationality, the role that it comes under
    capital: bool = False  # whether a capital city stands for the country: "Kyiv's general staff", not "Kyiv police"
    words: WordsByLanguage
    people: WordsByLanguage = field(default_factory=dict)  # words for its holder, after which a name may follow

    @property
    def anonymous(self) -> bool:
        """Whether it is any of many people, so that one with a name is another claimant."""
        return "{adjective}" in self.name


@dataclass(frozen=True, kw_only=True)
class AroundTable:
    """The words of a language that may stand about a claimant without making it another one."""

    articles: Words  # these alone may stand beside a country that speaks ("l'Arménie")
    before: Words  # "a spokesman for", "a statement by"
    after: Words  # "said", "in", "whose"
    links: Words = ()  # between an office and its country: "of", "'s"
    locatives: Words = ()  # before the country that an office is in
    compounds: Words = ()  # before a claimant where they hang on another: "Iran-backed"
    pointing: Words = ()  # "the same", "their": they speak of somebody told before
    clauses: Words = ()  # "who", "quoted": what follows tells of nobody else
    joiners: Words  # "and": two claimants are none of the two
    endings: Words = ()  # cases and particles of a nation's name that stands alone, where it is written as a stem
    prefixes: Words = ()  # attached before a word
    attached: Words = ()  # attached articles, left out wherever they stand


@dataclass(frozen=True, kw_only=True)
class NationTable:
    """A country, or what speaks like one: its short name and adjective in English."""

    name: str
    adjective: str
    country: str = ""  # ISO 3166-1 alpha-2 where the key is none


@dataclass(frozen=True, kw_only=True)
class NationWords:
    """What a language calls a nation."""

    name: Words = ()
    adjective: Words = ()
    capital: Words = ()


@dataclass(frozen=True, kw_only=True)
class SourcesFile:
    """`sources.toml`."""

    source: Mapping[str, SourceTable]
    conflict: Mapping[str, ConflictTable]


@dataclass(frozen=True, kw_only=True)
class RolesFile:
    """`roles.toml`."""

    role: Mapping[str, RoleTable]
    around: Mapping[str, AroundTable]


@dataclass(frozen=True, kw_only=True)
class NationsFile:
    """`nations.toml`; `words` by language, then nation."""

    nation: Mapping[str, NationTable]
    words: Mapping[str, Mapping[str, NationWords]]


@dataclass(frozen=True, eq=False)
class Tables:
    """All that the registry knows, as its files tell it."""

    sources: Mapping[str, SourceTable]
    conflicts: Mapping[str, ConflictTable]
    roles: Mapping[str, RoleTable]
    around: Mapping[str, AroundTable]
    nations: Mapping[str, NationTable]
    nation_words: Mapping[str, Mapping[str, NationWords]]

    def country(self, nation: str) -> str | None:
        """The nation's ISO 3166-1 code, if it is in a country."""
        return self.nations[nation].country or (nation if is_country_code(nation) else None)

    def with_source(self, key: str, source: SourceTable) -> Tables:
        """These tables with one more source."""
        return replace(self, sources={**self.sources, key: source})

    @cached_property
    def _holders(self) -> dict[tuple[str, str], str]:
        return {(role, source.of_nation): key for key, source in self.sources.items() for role in source.roles}

    def office_id(self, role: str, nation: str) -> str:
        """The id of the source that holds the office of the nation; without a nation, of such people at large."""
        if not nation:
            return role
        holder = self._holders.get((role, nation))
        above = self.roles[role].national
        return holder or (self.office_id(above, nation) if above else f"{role}-{nation.lower()}")


def is_country_code(word: str) -> bool:
    """Whether the word looks like an ISO 3166-1 alpha-2 code."""
    return len(word) == 2 and word.isascii() and word.isupper()


def read_tables(folder: Path) -> Tables:
    """The registry's files in the folder.

    Raises RegistryError naming file, entry and key of what is wrong.
    """
    who = _read(SourcesFile, folder / "sources.toml")
    what = _read(RolesFile, folder / "roles.toml")
    where = _read(NationsFile, folder / "nations.toml")
    tables = Tables(who.source, who.conflict, what.role, what.around, where.nation, where.words)
    problem = next(_problems(tables), None)
    if problem:
        raise RegistryError(problem)
    return tables


def _read(cls: type[Table], path: Path) -> Table:
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        return load_section(cls, table, path.name)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RegistryError(f"{path.name}: {error}") from error
    except (PackError, OSError) as error:
        raise RegistryError(str(error)) from error


def _problems(tables: Tables) -> Iterator[str]:
    yield from _source_problems(tables)
    yield from _role_problems(tables)
    yield from _nation_problems(tables)
    members = {*tables.sources, *tables.nations}
    for key, conflict in tables.conflicts.items():
        for side, names in conflict.sides.items():
            yield from (
                f"sources.toml.conflict.{key}.sides.{side}: no source or nation {n!r}"
                for n in names
                if n not in members
            )


def _source_problems(tables: Tables) -> Iterator[str]:
    languages = {ANY_LANGUAGE, *tables.around}
    names: dict[str, str] = {}
    for key, source in tables.sources.items():
        where = f"sources.toml.source.{key}"
        if names.setdefault(source.name, key) != key:
            yield f"{where}.name: {source.name!r} is the name of {names[source.name]!r}"
        if source.kind not in list(SourceKind):
            yield f"{where}.kind: no kind {source.kind!r}"
        if source.country and not is_country_code(source.country):
            yield f"{where}.country: {source.country!r} is no ISO 3166-1 alpha-2 code"
        for name in (source.within, *source.joint):
            if name and name not in tables.sources:
                yield f"{where}: no source {name!r}"
        yield from (f"{where}.roles: no role {role!r}" for role in source.roles if role not in tables.roles)
        if source.roles and source.of_nation not in tables.nations:
            yield f"{where}.nation: no nation {source.of_nation!r} in nations.toml"
        for language in {*source.aliases, *source.alone} - languages:
            yield f"{where}.aliases: no language {language!r} in roles.toml"


def _role_problems(tables: Tables) -> Iterator[str]:
    for key, role in tables.roles.items():
        where = f"roles.toml.role.{key}"
        if role.kind not in list(SourceKind):
            yield f"{where}.kind: no kind {role.kind!r}"
        if role.national and role.national not in tables.roles:
            yield f"{where}.national: no role {role.national!r}"
        if "{nation}" not in role.name and "{adjective}" not in role.name:
            yield f"{where}.name: {{nation}} or {{adjective}} is wanted in {role.name!r}"
        for language in {*role.words, *role.people} - set(tables.around):
            yield f"{where}: no language {language!r} in the table `around`"


def _nation_problems(tables: Tables) -> Iterator[str]:
    for language, nations in tables.nation_words.items():
        if language not in tables.around:
            yield f"nations.toml.words.{language}: no such language in roles.toml"
        yield from (f"nations.toml.words.{language}: no nation {n!r}" for n in nations if n not in tables.nations)
