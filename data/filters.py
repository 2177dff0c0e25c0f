"""Which figures are asked for: the same filters on the pages, on the command line and in exports."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from data.schema import Status

#: What is shown where no status is asked for: rejected and superseded figures are kept, but out of sight.
STATUSES_IN_FORCE: tuple[str, ...] = (Status.AUTOMATIC, Status.ACCEPTED, Status.CORRECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """A choice of figures: an empty tuple or None asks nothing, several values of one field mean any of them.

    `sources` are canonical names as in the column `source` ("" asks for figures that the article states itself);
    a figure also fits where its `relayed_by` or `source_text` is one of them. `kinds`, `countries`, `categories`,
    `languages` and `publishers` are values of their columns; `victims` and `places` are words that the column holds,
    in any case. `dossiers` are names of dossiers. `since` and `until` (both included) bound the day on which the
    figure was said, or the article's publication where the text does not tell. `as_known_on` leaves out what was
    published later, and takes for current what was so on that day. `search` are words that the quote, the sentence,
    the title or the claimant holds. `from_feeds` asks for what came through watched feeds. Without `statuses`,
    rejected and superseded figures are left out.
    """

    sources: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    dossiers: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    as_known_on: date | None = None
    search: str = ""
    from_feeds: bool = False

    def describe(self) -> dict[str, str | list[str]]:
        """The filters that ask something, as plain words: written beside an export."""
        asked: dict[str, str | list[str]] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value:
                asked[field.name] = list(value) if isinstance(value, tuple) else str(value)
        return asked
