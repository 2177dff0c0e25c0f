"""What a reader hands on: an article, or one sentence that says why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from extractors.errors import UnreadableInputError
from extractors.models import Article

#: A text longer than this (bytes of UTF-8) is no news article.
LONGEST_TEXT = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the caller knows of articles whose file does not say it."""

    published_at: date | None = None
    language: str | None = None
    encoding: str | None = None  # of files that are not UTF-8 and do not declare what they are


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One article of the input, or the problem with it; `where` names the file and, in tables, the line.

    `size` is how many bytes of the input it took: what progress is measured by.
    """

    where: str
    article: Article | None = None
    problem: str | None = None
    size: int = 0
    retrieved_at: datetime | None = None  # when it was fetched from its address
    feed_url: str | None = None  # the feed that led to it

    def __str__(self) -> str:
        """The problem as one line for the terminal."""
        return f"{self.where}: {self.problem}"


def check_length(text: str) -> None:
    """Raises UnreadableInputError where the text is over LONGEST_TEXT."""
    if len(text) * 4 > LONGEST_TEXT and len(text.encode("utf-8", "surrogatepass")) > LONGEST_TEXT:
        raise UnreadableInputError(f"the text is over {LONGEST_TEXT // 1_000_000} MB, too long for one article")
