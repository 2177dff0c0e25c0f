"""The article that a script writes together with its noun: left out of a pack's words, and of a text's."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from extractors.text import fold

_WORD = re.compile(r"[^\W0-9_]+")
_SHORTEST = 3  # letters behind an article
_OF_THE_PACK = ("name", "code", "text")


def without_articles(table: dict[str, Any]) -> dict[str, Any]:
    """A pack's table with its words folded and without articles; the table itself where the language writes none so."""
    text = table.get("text")
    article = text.get("article") if isinstance(text, dict) else None
    if not article or not isinstance(text, dict):
        return table
    whole = {fold(word) for word in text.get("whole", ())}

    def rewrite(value: Any) -> Any:
        if isinstance(value, str):
            return _WORD.sub(lambda match: without_article(match.group(), fold(article), whole), fold(value))
        if isinstance(value, list):
            return [rewrite(item) for item in value]
        return {key: rewrite(item) for key, item in value.items()} if isinstance(value, dict) else value

    return {key: value if key in _OF_THE_PACK else rewrite(value) for key, value in table.items()}


def without_article(form: str, article: str, whole: Collection[str]) -> str:
    """The folded word without the article that it begins with, if it does."""
    if not article or form in whole or not form.startswith(article) or len(form) - len(article) < _SHORTEST:
        return form
    return form[len(article) :]
