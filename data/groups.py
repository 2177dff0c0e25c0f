"""Who was harmed and where, in any outlet's words → keys that can be compared.

A key is the set of what the words tell: groups of people, nations, places, and the words that we know nothing of.
None is what tells nothing ("people", no words at all): it fits any key, and proves none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from data.registry_tables import read_tables
from extractors.lexicon import Lexicon
from extractors.text import fold, tokenize

Key = frozenset[str]

_FOLDER = Path(__file__).parent
_ASIDE = re.compile(r"\([^)]*\)")
_NOTHING = ""
_LONGEST_NAME = 5  # of a person's or group's description: more words are a sentence, compared by its known words alone


@cache
def victims_key(words: str | None) -> Key | None:
    """What the words tell of who was harmed, or None."""
    if not words:
        return None
    read = _read(words, _people())
    known = {value for value in read if not value.startswith("=")}
    return frozenset(read if len(read) <= _LONGEST_NAME else known) or None


@cache
def place_key(words: str | None) -> Key | None:
    """What the words tell of the place, or None: its narrowest part, without the country that it is in."""
    if not words:
        return None
    parts = [part for part in re.split(r"[,;،]", _ASIDE.sub(" ", words)) if part.strip()]
    read = set(_read(parts[0], _places())) if parts else set()
    named = {value for value in read if not value.startswith("nation ")}
    return frozenset(named or read) or None


def may_be_same(one: Key | None, other: Key | None) -> bool:
    """Whether two wordings may mean the same: equal, one of them silent, or one told in less detail."""
    return one is None or other is None or one <= other or other <= one


def unknown_words(words: str) -> list[str]:
    """The words that are no group, no nation and none of those that add nothing, as they are written."""
    lexicon, tokens = _people(), tokenize(fold(words))
    covered = {index for match in lexicon.find(tokens) for index in range(match.first, match.last)}
    return [words[t.start : t.end] for i, t in enumerate(tokens) if i not in covered and t.is_word]


def _read(words: str, lexicon: Lexicon[str]) -> list[str]:
    """The values of the known words, and "=word" for each that is not known."""
    tokens = tokenize(fold(_ASIDE.sub(" ", words)))
    values: list[str] = []
    index = 0
    while index < len(tokens):
        match = lexicon.longest_at(tokens, index)
        if match and match.value != _NOTHING:
            values.append(match.value)
        elif not match and tokens[index].form[0].isalnum():
            values.append(f"={tokens[index].form}")
        index = match.last if match else index + 1
    return values


def _lexicon(groups: Mapping[str, Iterable[str]], nations: Iterable[tuple[str, str]]) -> Lexicon[str]:
    named = [(word, name) for name, words in groups.items() for word in words]
    return Lexicon([*named, *nations])


@cache
def _people() -> Lexicon[str]:
    words = _tables()
    nothing = [*words["passed_over"]["people"], *words["passed_over"]["small"]]
    return _lexicon({**words["people"], _NOTHING: nothing}, _nations("name", "adjective"))


@cache
def _places() -> Lexicon[str]:
    words = _tables()
    nothing = [*words["passed_over"]["places"], *words["passed_over"]["small"]]
    return _lexicon({**words["places"], _NOTHING: nothing}, _nations("name"))


def _nations(*fields: str) -> list[tuple[str, str]]:
    tables = read_tables(_FOLDER)
    return [
        (word, f"nation {nation}")
        for language in tables.nation_words.values()
        for nation, words in language.items()
        for field in fields
        for word in getattr(words, field)
    ]


def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((_FOLDER / "groups.toml").read_text(encoding="utf-8"))
