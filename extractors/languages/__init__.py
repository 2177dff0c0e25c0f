"""Language packs: what the engine knows of each language, as data."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

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
    return load_section(Language, {"code": code, **without_articles(read_pack(code))}, f"{code}.toml")


def read_pack(code: str) -> dict[str, Any]:
    """The pack as it is written, before anything is folded for the engine: for words that people read.

    Raises UnknownLanguageError where there is none and PackError where it is no TOML.
    """
    path = _PACKS / f"{code}.toml"
    if code not in available_languages():
        known = ", ".join(available_languages())
        raise UnknownLanguageError(f"No language pack for {code!r}; there are packs for {known}.")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{path.name}: {error}") from error
