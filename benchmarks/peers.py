"""Bilan beside libraries that do a part of its work, on the project's own gold articles, in one run.

Usage: python -m benchmarks.peers
read   the share of the gold's counts (or saying days and period ends) that a tool reads somewhere in their article
useful the share of what it returns that the gold has: number readers return every number, we only casualty figures
Time is the median of an article.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from extractors.models import Article
from extractors.pipeline import extract_figures

Tool = Callable[[Article], set[Any]]
GOLD = Path(__file__).parent.parent / "tests" / "evaluation"
DIGITS = re.compile(r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+(?!\d)|\d+")


def bilan_numbers(article: Article) -> set[int | None]:
    """The bounds of our figures."""
    return {bound for figure in extract_figures(article) for bound in (figure.quantity.low, figure.quantity.high)}


def bilan_dates(article: Article) -> set[date | None]:
    """The days of our figures."""
    figures = extract_figures(article)
    periods = {day for figure in figures if figure.period for day in (figure.period.start, figure.period.end)}
    return periods | {figure.reported_on for figure in figures}


def text2num_numbers(article: Article) -> set[int]:
    """Number words made digits by text2num, then every number in digits."""
    from text_to_num import alpha2digit

    spelled = alpha2digit(article.text, article.language, threshold=0)
    return {int(re.sub(r"\D", "", match.group())) for match in DIGITS.finditer(spelled)}


def quantulum_numbers(article: Article) -> set[int]:
    """The values of quantulum3, which knows English only."""
    from quantulum3 import parser

    return {int(quantity.value) for quantity in parser.parse(article.text)}


def dateparser_dates(article: Article) -> set[date]:
    """The days of dateparser's own search."""
    from dateparser.search import search_dates

    published_at = article.published_at
    base = datetime(published_at.year, published_at.month, published_at.day) if published_at else None
    settings: Any = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    found: Any = search_dates(article.text, languages=[article.language or ""], settings=settings)
    return {day.date() for _, day in found or ()}


NUMBERS: dict[str, Tool] = {"Bilan": bilan_numbers, "text2num": text2num_numbers, "quantulum3": quantulum_numbers}
DATES: dict[str, Tool] = {"Bilan": bilan_dates, "dateparser.search": dateparser_dates}


def gold(language: str) -> list[dict[str, Any]]:
    """The gold articles of a language."""
    lines = (GOLD / f"gold-{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def counts(figures: list[dict[str, Any]]) -> set[int]:
    """Every bound that the gold tells."""
    return {f[side] for f in figures for side in ("low", "high") if f[side] is not None and f["qualifier"] != "vague"}


def days(figures: list[dict[str, Any]]) -> set[date]:
    """Every day that the gold tells."""
    fields = ("reported_on", "period_start", "period_end")
    return {date.fromisoformat(f[field]) for f in figures for field in fields if f[field]}


def run(tool: Tool, language: str, wanted_of: Callable[[list[dict[str, Any]]], set[Any]]) -> tuple[float, float, float]:
    """The shares read and useful, and the median of milliseconds an article."""
    wanted = found = returned = 0
    times = []
    for row in gold(language):
        published_at = date.fromisoformat(row["published_at"])
        article = Article(text=row["text"], language=language, published_at=published_at)
        tool(article)  # once unmeasured: models and caches load
        start = time.perf_counter()
        answer = tool(article) - {None}
        times.append(1000 * (time.perf_counter() - start))
        asked = wanted_of(row["figures"])
        wanted, found, returned = wanted + len(asked), found + len(asked & answer), returned + len(answer)
    return found / wanted, found / max(returned, 1), statistics.median(times)


def lines() -> Iterator[str]:
    """The table, a line at a time."""
    yield f"{'':10}{'':20}{'read':>8}{'useful':>8}{'ms an article':>16}"
    for language in ("en", "fr"):
        for what, tools, wanted_of in (("numbers", NUMBERS, counts), ("dates", DATES, days)):
            for name, tool in tools.items():
                if name == "quantulum3" and language != "en":
                    continue
                try:
                    read, useful, median = run(tool, language, wanted_of)
                except ImportError:
                    yield f"{language} {what:8}{name:19}  not installed"
                    continue
                yield f"{language} {what:8}{name:19}{read:8.2f}{useful:8.2f}{median:16.1f}"


def main() -> int:
    """Print the table."""
    for line in lines():
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
