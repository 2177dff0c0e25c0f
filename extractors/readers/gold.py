"""Gold articles and predicted figures, one JSON object a line, as the evaluation wants them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from extractors.errors import BilanError, UnreadableInputError
from extractors.readers.reading import Given
from extractors.readers.rows import read_row

_FIGURE_KEYS = {
    *("quote", "category", "low", "high", "qualifier", "sources", "reported_on", "period_start", "period_end"),
    *("victims", "subset", "optional"),
}


def read_gold(path: Path) -> list[dict[str, Any]]:
    """The gold articles of a file.

    Raises UnreadableInputError naming the line that is none, or the file that holds none.
    """
    articles = []
    for number, row in _json_lines(path):
        problem = _problem(row)
        if problem:
            raise UnreadableInputError(f"{path}, line {number}: {problem}.")
        articles.append(row)
    if not articles:
        raise UnreadableInputError(f"{path} holds no gold articles.")
    return articles


def read_predictions(path: Path) -> list[dict[str, Any]]:
    """The rows of figures in a file.

    Raises UnreadableInputError naming the line that is no JSON object.
    """
    return [row for _, row in _json_lines(path)]


def _json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInputError(f"{path} cannot be read ({getattr(error, 'strerror', None) or error}).") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise UnreadableInputError(f"{path}, line {number}: not JSON.") from error
        if not isinstance(row, dict):
            raise UnreadableInputError(f"{path}, line {number}: not a JSON object.")
        yield number, row


def _problem(row: Mapping[str, Any]) -> str | None:
    try:
        article = read_row(row, Given())
    except BilanError as error:
        return str(error)
    if not article.id:
        return "there is no `id`"
    if not isinstance(row.get("figures"), list):
        return "there is no list of `figures`"
    for figure in row["figures"]:
        lacking = sorted(_FIGURE_KEYS - figure.keys())
        if lacking:
            return f"a figure lacks {', '.join(lacking)}"
        if figure["quote"] not in article.text:
            return f"the text does not hold the quote {figure['quote']!r}"
    return None
