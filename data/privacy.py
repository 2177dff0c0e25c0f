"""What leaves the store: never an article's text, never the name of somebody harmed.

A figure of one person may have the name in its quote ("Colonel X was killed"). The quote is withheld unless its words
cannot be a name.
"""

from __future__ import annotations

from data.groups import unknown_words
from data.records import Row

#: What stands in the place of words that may name somebody harmed.
WITHHELD = "[withheld: may name a victim]"

_WORDS = ("quote", "victims")


def without_names(row: Row) -> Row:
    """The row; if it counts a single person, without words that may be a name."""
    if row.get("high") != 1 and row.get("low") != 1:
        return row
    return {**row, **{name: WITHHELD for name in _WORDS if row.get(name) and _may_name(str(row[name]))}}


def _may_name(words: str) -> bool:
    """Whether an unknown word has a capital; where the words tell no capitals apart, whether a word is unknown."""
    apart = any(map(str.islower, words)) and any(map(str.isupper, words))
    return any(not apart or word[0].isupper() for word in unknown_words(words)) and not words.islower()
