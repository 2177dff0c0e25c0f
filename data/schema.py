"""The columns, once: frames, SQL tables, exports and the data dictionary are all made from these."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extractors.models import Category, Extent, Qualifier


class Kind(StrEnum):
    """What a column holds, whatever it is written to."""

    STRING = "string"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    MOMENT = "moment"  # date and time, UTC
    CHOICE = "choice"  # one of a fixed list of words
    LIST = "list"  # several strings, in order


class Status(StrEnum):
    """Where a figure stands: as the machine left it, or as a reader decided."""

    AUTOMATIC = "automatic"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"


class Relation(StrEnum):
    """What a claim is to the one before it in its claimant's line."""

    FIRST = "first"
    RESTATES = "restates"  # the same number again
    REVISES = "revises"  # another number for the same people, place and time
    FOLLOWS = "follows"  # another number, and the texts do not tell whether of the same time
    BESIDE = "beside"  # another number on the same day


class SourceKind(StrEnum):
    """What sort of party a claimant is; says nothing about its being right."""

    INTELLIGENCE = "intelligence"
    MILITARY = "military"
    GOVERNMENT = "government"
    HEALTH = "health"
    REBEL = "rebel"
    NGO = "NGO"
    UN = "UN"
    MEDIA = "media"
    OFFICIAL_ANONYMOUS = "official_anonymous"
    POLICE = "police"
    WITNESS = "witness"
    OTHER = "other"


_DTYPES = {
    Kind.STRING: "string",
    Kind.INTEGER: "Int64",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "datetime64[us]",
    Kind.MOMENT: "datetime64[us, UTC]",
    Kind.CHOICE: "category",
    Kind.LIST: "object",  # tuples
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name everywhere, what it holds, and one sentence for the data dictionary."""

    name: str
    kind: Kind
    description: str
    hxl: str
    choices: tuple[str, ...] = ()
    required: bool = False

    @property
    def dtype(self) -> str:
        """The column's type in a pandas frame; missing values are NA (strings, integers, booleans) or NaT (dates)."""
        return _DTYPES[self.kind]


def _column(name: str, kind: Kind, hxl: str, description: str, *, required: bool = False) -> Column:
    return Column(name=name, kind=kind, description=description, hxl=hxl, required=required)


def _choice(name: str, words: type[StrEnum], hxl: str, description: str, *, required: bool = False) -> Column:
    choices = tuple(word.value for word in words)
    return Column(name=name, kind=Kind.CHOICE, description=description, hxl=hxl, choices=choices, required=required)


_FIGURE_ID = _column(
    "figure_id",
    Kind.STRING,
    "#meta+id+figure",
    "Identifier of the figure; reading the same article again gives the same one.",
    required=True,
)
_ARTICLE_ID = _column(
    "article_id",
    Kind.STRING,
    "#meta+id+article",
    "Identifier of the article: the input's own where it has one, else made from its text.",
    required=True,
)

_STATED = (
    _column(
        "source",
        Kind.STRING,
        "#meta+source",
        "Who says so: the claimant's name in the registry, or the text's own words where the registry does not know "
        "it; empty where the article speaks in its own voice.",
    ),
    _column("source_text", Kind.STRING, "#meta+source+text", "The claimant in the article's own words."),
    _choice("source_kind", SourceKind, "#meta+source+type", "What sort of party the claimant is."),
    _column("source_country", Kind.STRING, "#meta+source+country", "The claimant's country, ISO 3166-1 alpha-2."),
    _column(
        "relayed_by",
        Kind.STRING,
        "#meta+source+relay",
        "The person who spoke for the claimant, or passed its word on, in the article's own words.",
    ),
    _choice(
        "category",
        Category,
        "#affected+type",
        "What happened to the people counted; casualties are killed and injured not told apart.",
        required=True,
    ),
    _column("low", Kind.INTEGER, "#affected+num+min", "Lower bound as stated; empty where none was stated."),
    _column("high", Kind.INTEGER, "#affected+num+max", "Upper bound as stated; empty where none was stated."),
    _choice("qualifier", Qualifier, "#affected+qualifier", "How the number was stated.", required=True),
    _column("quote", Kind.STRING, "#description+quote", "The article's words that state the number.", required=True),
    _column(
        "start", Kind.INTEGER, "#x_start", "First character of the quote in the article's text, from 0.", required=True
    ),
    _column("end", Kind.INTEGER, "#x_end", "Character after the quote's last in the article's text.", required=True),
    _column("sentence", Kind.STRING, "#description+sentence", "The sentence of the article that holds the quote."),
    _column(
        "victims", Kind.STRING, "#group+name", "Who was harmed, in the article's own words; empty for just people."
    ),
    _column(
        "subset",
        Kind.BOOLEAN,
        "#x_subset",
        "Whether the figure is a part of another one in the same article (\u201cincluding 12 children\u201d).",
        required=True,
    ),
    _column("place", Kind.STRING, "#loc+name", "Where the harm happened, in the article's own words."),
    _choice(
        "extent",
        Extent,
        "#x_extent",
        "Whether the figure counts one event, a stretch of time, or everything since a start.",
    ),
    _column("reported_on", Kind.DATE, "#date+reported", "The day on which the claimant said so."),
    _column("period_start", Kind.DATE, "#date+start", "First day of those that the harm falls in."),
    _column("period_end", Kind.DATE, "#date+end", "Last day of those that the harm falls in."),
)

_ARTICLE = (
    _column("publisher", Kind.STRING, "#org+publisher", "Who published the article."),
    _column("published_at", Kind.DATE, "#date+published", "The day on which the article was in print."),
    _column("url", Kind.STRING, "#meta+url", "The article's address."),
    _column("title", Kind.STRING, "#meta+title", "The article's title."),
    _column("language", Kind.STRING, "#meta+lang", "The article's language, ISO 639-1."),
    _column("added_at", Kind.MOMENT, "#date+added", "When the article was recorded here (UTC).", required=True),
    _column("text_sha256", Kind.STRING, "#meta+checksum", "SHA-256 of the article's text in UTF-8.", required=True),
)

_REVIEW = (
    _column("rule", Kind.STRING, "#meta+method", "The rule that found the figure.", required=True),
    _column(
        "extractor_version", Kind.STRING, "#meta+version", "Version of the extractor that found it.", required=True
    ),
    _choice(
        "status",
        Status,
        "#status",
        "Automatic (nobody has reviewed it), accepted, corrected or rejected by a reader, or superseded by a newer "
        "version of the article.",
        required=True,
    ),
    _column("reviewed_by", Kind.STRING, "#meta+reviewer", "Who reviewed the figure last."),
    _column("reviewed_at", Kind.MOMENT, "#date+reviewed", "When the figure was reviewed last (UTC)."),
    _column("note", Kind.STRING, "#meta+note", "A reader's note."),
)

_KEPT_WITH_ARTICLES = (
    _column("archive_url", Kind.STRING, "#meta+url+archive", "Address of an archived copy of the article."),
    _column("retrieved_at", Kind.MOMENT, "#date+retrieved", "When the article was fetched from its address (UTC)."),
    _column("feed_url", Kind.STRING, "#meta+url+feed", "The feed through which the article came."),
    _column("superseded_by", Kind.STRING, "#meta+id+newer", "The article that is a newer version of this one."),
)

_STATED_BY_NAME = {column.name: column for column in (*_STATED, *_ARTICLE)}


def _as_stated(*names: str) -> tuple[Column, ...]:
    return tuple(_STATED_BY_NAME[name] for name in names)


#: The claims table: what one claimant said once, however many articles carry it.
CLAIM_COLUMNS: tuple[Column, ...] = (
    _column("claim_id", Kind.STRING, "#meta+id+claim", "Identifier of the claim.", required=True),
    *_as_stated("source", "source_kind", "source_country"),
    *_as_stated("category", "low", "high", "qualifier", "victims", "subset", "place", "extent"),
    _column(
        "said_on",
        Kind.DATE,
        "#date+reported",
        "The day on which the claimant said so; where no text tells it, the day of the first report, or else that on "
        "which it was recorded here.",
    ),
    _column("said_on_told", Kind.BOOLEAN, "#x_said_on_told", "Whether a text tells the day.", required=True),
    *_as_stated("period_start", "period_end"),
    _column("first_published", Kind.DATE, "#date+published+first", "The day of the first report."),
    _column("last_published", Kind.DATE, "#date+published+last", "The day of the last report."),
    _column("reports", Kind.INTEGER, "#meta+count+articles", "How many articles carry the claim.", required=True),
    _column(
        "first_added", Kind.MOMENT, "#date+added+first", "When the first report was recorded here (UTC).", required=True
    ),
    _column("publishers", Kind.LIST, "#org+publisher+list", "Who published those articles."),
    _column("relayed_by", Kind.LIST, "#meta+source+relay+list", "Who spoke for the claimant, or passed its word on."),
    _column("quote", Kind.STRING, "#description+quote", "The words of the first report.", required=True),
    _column("url", Kind.STRING, "#meta+url", "Address of the first report that has one."),
    _column("language", Kind.STRING, "#meta+lang", "Language of the quote, ISO 639-1."),
    _column(
        "reviewed", Kind.INTEGER, "#meta+count+reviewed", "How many of its figures a reader has accepted or corrected."
    ),
    _column(
        "line",
        Kind.STRING,
        "#x_line",
        "What the claimant counts: claims of one line are a claimant's count of the same people, place and time.",
        required=True,
    ),
    _column(
        "question",
        Kind.STRING,
        "#x_question",
        "What is counted: only claims with the same question are comparable across claimants.",
        required=True,
    ),
    _choice("relation", Relation, "#x_relation", "What the claim is to the one before it in its line.", required=True),
    _column("previous", Kind.STRING, "#x_previous", "The claim before it in its line."),
    _column(
        "outlets_differ",
        Kind.LIST,
        "#x_outlets_differ",
        "What reports of the same word disagree about: category, qualifier or period.",
    ),
    _column("differs_from", Kind.LIST, "#x_differs_from", "The claims that other outlets made of the same word."),
    _column("figure_ids", Kind.LIST, "#meta+id+figure+list", "The figures that are folded into the claim."),
    _column("article_ids", Kind.LIST, "#meta+id+article+list", "The articles that carry it."),
)

#: The figures table, in its order everywhere: one row per stated figure.
FIGURE_COLUMNS: tuple[Column, ...] = (_FIGURE_ID, _ARTICLE_ID, *_STATED, *_ARTICLE, *_REVIEW)

#: What the extractor alone can tell: the table without what only a store knows.
EXTRACTED_COLUMNS: tuple[Column, ...] = tuple(
    column
    for column in FIGURE_COLUMNS
    if column.name not in {"added_at", "status", "reviewed_by", "reviewed_at", "note"}
)

#: The articles, without their text.
ARTICLE_COLUMNS: tuple[Column, ...] = (_ARTICLE_ID, *_ARTICLE, *_KEPT_WITH_ARTICLES)

#: What is kept with a figure itself; the rest of FIGURE_COLUMNS is its article's.
OWN_FIGURE_COLUMNS: tuple[Column, ...] = (_FIGURE_ID, _ARTICLE_ID, *_STATED, *_REVIEW)

FIGURE_COLUMN_NAMES: tuple[str, ...] = tuple(column.name for column in FIGURE_COLUMNS)
ARTICLE_COLUMN_NAMES: tuple[str, ...] = tuple(column.name for column in ARTICLE_COLUMNS)
