"""Language packs: what the engine knows of each language, as data."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from extractors.errors import PackError, UnknownLanguageError
from extractors.languages.articles import without_articles
from extractors.languages.schema import Language, load_section

_PACKS = Path(__file__).parent


def available_languages() -> tuple[str, ...]:
    """The codes (ISO 639-1) of the languages that have a pack, sorted."""
    return tuple(sorted(path.stem for path in _PACKS.glob("*.toml")))


@cache
def load_language(code: str) -> Language:
    """The pack of a language, validated.

    Raises UnknownLanguageError where there is none and PackError where it breaks the schema.
    """
    path = _PACKS / f"{code}.toml"
    if code not in available_languages():
        known = ", ".join(available_languages())
        raise UnknownLanguageError(f"No language pack for {code!r}; there are packs for {known}.")
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{path.name}: {error}") from error
    return load_section(Language, {"code": code, **without_articles(table)}, path.name)
