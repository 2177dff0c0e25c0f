"""What the command line shows: progress, problems, and why a figure was found."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeElapsedColumn

from data.records import Row
from extractors.models import Article, Figure, Span
from extractors.readers.reading import Reading


class Report:
    """Keeps count of what is done, and tells of problems as they come, on standard error."""

    def __init__(self, bar: Progress, task: TaskID) -> None:
        self._bar = bar
        self._task = task
        self.articles = 0
        self.figures = 0
        self.problems = 0

    def done(self, reading: Reading, figures: int, size: int | None = None) -> None:
        """An article is through, with so many figures."""
        self.articles += 1
        self.figures += figures
        self._advance(reading.size if size is None else size)

    def problem(self, reading: Reading) -> None:
        """An article could not be read: one line says where and why."""
        self.problems += 1
        self.say(str(reading))
        self._advance(reading.size)

    def say(self, line: str) -> None:
        """One line on standard error, whatever the progress bar is doing."""
        self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)

    def _advance(self, size: int) -> None:
        counts = f"{self.articles} articles, {self.figures} figures"
        self._bar.update(self._task, advance=size, counts=counts)


@contextmanager
def reporting(total: int | None) -> Iterator[Report]:
    """A report with a progress bar over `total` bytes, where standard error is a terminal."""
    columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[counts]}"), TimeElapsedColumn())
    console = Console(file=sys.stderr)
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as bar:
        yield Report(bar, bar.add_task("", total=total, counts=""))


def explain(article: Article, figures: Sequence[Figure], rows: Sequence[Row]) -> Iterator[str]:
    """Which rule found what, a paragraph a figure."""
    told = ", ".join(part for part in (article.language, article.published_at and f"{article.published_at}") if part)
    count = f"{len(figures)} figure{'' if len(figures) == 1 else 's'}"
    yield f"{rows[0]['article_id'] if rows else article.title or article.id or 'article'} ({told}): {count}"
    for figure, row in zip(figures, rows, strict=True):
        yield from _explain_figure(article.text, figure, row)


def _explain_figure(text: str, figure: Figure, row: Row) -> Iterator[str]:
    yield f"  «{row['quote']}» [{row['start']}:{row['end']}]"
    yield f"    {row['category']}, {_bounds(row)}: rule {figure.rule}, harm word «{figure.harm.of(text)}»"
    if figure.attribution is None:
        yield "    source: none, the article says so itself"
    else:
        said = figure.attribution
        known = f" = {row['source']}" if row["source"] != row["source_text"] else ""
        details = [f"rule {said.rule}"] if said.rule else []
        details += [f"{name} «{span.of(text)}»" for name, span in (("cue", said.cue), ("relay", said.relay)) if span]
        yield f"    source: «{row['source_text']}»{known}: {', '.join(details)}"
    days = [f"said on {figure.reported_on}"] if figure.reported_on else []
    days += [f"harm from {figure.period.start or '…'} to {figure.period.end or '…'}"] if figure.period else []
    if days:
        yield f"    dates: {', '.join(days)}: rule {figure.date_rule or '?'}"
    for name, span in (("victims", figure.victims), ("place", figure.place)):
        if isinstance(span, Span):
            yield f"    {name}: «{span.of(text)}»"
    if figure.subset:
        yield "    part of another figure"


def _bounds(row: Row) -> str:
    low, high, qualifier = row["low"], row["high"], str(row["qualifier"]).replace("_", " ")
    number = f"{low}" if low == high else f"{low if low is not None else '…'} to {high if high is not None else '…'}"
    return f"{number} ({qualifier})"
