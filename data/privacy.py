"""What leaves the store: never an article's text, never the name of somebody harmed.

A figure of one person may have the name in its quote ("Colonel X was killed"). The quote is withheld unless its words
cannot be a name; so is whatever else of the row holds the same words.
"""

from __future__ import annotations

import hashlib

from data.groups import unknown_words
from data.records import Row
from extractors.text import fold, tokenize

#: What stands in the place of words that may name somebody harmed.
WITHHELD = "[withheld: may name a victim]"

_WORDS = ("quote", "victims")
# Keys that programs compare: what was withheld is still told from something else.
_KEYS = ("line", "question")
_CLAIMANT = ("source", "source_text", "relayed_by")
_DIGITS = 8


def without_names(row: Row) -> Row:
    """The row; if it counts a single person, without words that may be a name."""
    if row.get("high") != 1 and row.get("low") != 1:
        return row
    names = {name: _names(str(row[name])) for name in _WORDS if row.get(name)}
    withheld: Row = {name: WITHHELD for name, found in names.items() if found}
    forms = {fold(word) for found in names.values() for word in found}
    withheld |= {"title": WITHHELD} if _shared(row.get("title"), forms) else {}
    # A single word in common ("Kyiv") makes no claimant the family of somebody.
    withheld |= {name: _hidden(row[name], forms) for name in _CLAIMANT if row.get(name) and len(forms) > 1}
    withheld |= {name: _key(row[name]) for name in _KEYS if _shared(row.get(name), forms)}
    return {**row, **withheld}


def _names(words: str) -> list[str]:
    """The unknown words that may be a name: those with a capital, or all where the script has none."""
    apart = any(map(str.islower, words)) and any(map(str.isupper, words))
    if words.islower():
        return []
    return [word for word in unknown_words(words) if not apart or word[0].isupper()]


def _shared(words: str | None, forms: set[str]) -> set[str]:
    """The forms that are among the words."""
    return forms & {token.form for token in tokenize(fold(words))} if words and forms else set()


def _hidden(value: str | tuple[str, ...], forms: set[str]) -> str | tuple[str, ...]:
    """A claimant, or several, withheld where two of the forms are among its words."""
    if isinstance(value, tuple):
        return tuple(str(_hidden(part, forms)) for part in value)
    return WITHHELD if len(_shared(value, forms)) > 1 else value


def _key(words: str) -> str:
    return f"{WITHHELD} {hashlib.sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:_DIGITS]}"
