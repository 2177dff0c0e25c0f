"""The cases of tests/cases/*.toml: a text, and all the figures that a careful reader finds in it.

The notation is told at the head of cases/fr.toml. A known failure that passes fails the test: it has become a case.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractors.evaluation import same_party
from extractors.models import Article, Category, Figure
from extractors.pipeline import extract_figures

CASES = Path(__file__).parent / "cases"
NUMBER = re.compile(r"(?P<mark>>=|>|<=|<|~|vague)?\s*(?P<low>\d+)(?:\s*-\s*(?P<high>\d+))?")
QUALIFIERS = {">=": "at_least", ">": "more_than", "<=": "at_most", "<": "less_than", "~": "about", None: "exact"}


def _number(notation: str) -> tuple[int | None, int | None, str]:
    match = NUMBER.fullmatch(notation)
    assert match, f"not a number: {notation!r}"
    low, mark = int(match["low"]), match["mark"]
    if match["high"]:
        return low, int(match["high"]), "vague" if mark == "vague" else "range"
    qualifier = QUALIFIERS[mark]
    return (
        None if qualifier in ("at_most", "less_than") else low,
        None if qualifier in ("at_least", "more_than") else low,
        qualifier,
    )


def _params() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        assert table.keys() <= {"case", "not_a_figure", "known_failure"}, path.name
        for section, cases in table.items():
            for case in cases:
                marks = [pytest.mark.xfail(reason=case["reason"], strict=True)] if section == "known_failure" else []
                name = re.sub(r"\W+", "-", case["text"].strip())[:60]
                yield pytest.param(path.stem, case, marks=marks, id=f"{path.stem}-{section}-{name}")


def _same(found: str | None, wordings: list[str]) -> bool:
    """Whether the words found are one of the wordings, give or take an article or a title; "" is nothing."""
    return same_party(found, wordings) if found else wordings == [""]


def _checked(field: str, wanted: Any, figure: Figure, text: str) -> Any:
    """What the figure has where a case names a field: the wanted value where they agree, its own where not."""
    source = figure.attribution and figure.attribution.source.of(text)
    period = figure.period and [figure.period.start, figure.period.end]
    words = {"source": source}
    for name in ("victims", "place"):
        span = getattr(figure, name)
        words[name] = span and span.of(text)
    if field in words:
        return wanted if _same(words[field], [wanted] if isinstance(wanted, str) else wanted) else words[field]
    return {"period": period, "extent": figure.extent}.get(field) or getattr(figure, field)


def _as_expected(figure: Figure, expected: dict[str, Any], text: str) -> dict[str, Any]:
    """The figure in the words of the expectation."""
    quantity = figure.quantity
    start = text.find(expected["quote"])
    overlaps = figure.span.start < start + len(expected["quote"]) and start < figure.span.end
    numbers = {str(figure.category): (quantity.low, quantity.high, str(quantity.qualifier))}
    fields = {name: value for name, value in expected.items() if name not in {"quote", *Category}}
    return {
        "quote": expected["quote"] if overlaps else figure.span.of(text),
        **numbers,
        **{name: _checked(name, value, figure, text) for name, value in fields.items()},
    }


@pytest.mark.parametrize(("language", "case"), list(_params()))
def test_case(language: str, case: dict[str, Any]) -> None:
    text = case["text"]
    for expected in case.get("figures", []):
        assert expected["quote"] in text
    article = Article(text=text, language=language, published_at=case.get("published_at"))
    figures = extract_figures(article)

    wanted = [
        {name: _number(value) if name in set(Category) else value for name, value in expected.items()}
        for expected in case.get("figures", [])
    ]
    found = [
        _as_expected(figure, expected, text) for figure, expected in zip(figures, case.get("figures", []), strict=False)
    ]
    found += [{"extra": (figure.span.of(text), str(figure.category))} for figure in figures[len(wanted) :]]
    assert found == wanted
