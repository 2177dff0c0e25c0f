"""Text → the language it is written in."""

from __future__ import annotations

from functools import cache
from typing import Any

from extractors.errors import UnknownLanguageError
from extractors.languages import available_languages

_ENOUGH = 3000  # characters; more tell no more
_SURE = 0.5
_TIE = 0.5  # of the best language's share: as near as that, a language with a pack is taken


def detect_language(text: str) -> str:
    """The code of the language of the text, one of those that have a pack.

    Every language of the model competes, so that a text in another one is not read as its nearest relative; the
    packs only decide where the text is too short to tell. Raises UnknownLanguageError for a language without pack.
    """
    shares: dict[str, float] = dict(_identifier().rank(text[:_ENOUGH]))
    packs = available_languages()
    best = max(shares, key=lambda code: shares[code])
    nearest = max(packs, key=lambda code: shares.get(code, 0.0))
    if shares[best] < _SURE or shares.get(nearest, 0.0) >= _TIE * shares[best]:
        return nearest
    raise UnknownLanguageError(
        f"the text is in {language_name(best)}; there are language packs for {', '.join(map(language_name, packs))}"
    )


def normalise_language(code: str) -> str:
    """The language of a tag ("fr-FR", "EN_us").

    Raises UnknownLanguageError where there is no pack for it.
    """
    language = code.strip().lower().replace("_", "-").split("-")[0]
    packs = available_languages()
    if language not in packs:
        raise UnknownLanguageError(f"there is no language pack for {code!r}; there are packs for {', '.join(packs)}")
    return language


def language_name(code: str) -> str:
    """The language's English name, the code itself where it has none."""
    from babel import Locale

    return str(Locale("en").languages.get(code, code))


@cache
def _identifier() -> Any:
    # Takes a second: loaded when a text first comes without language.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
