"""Extracted figures against gold articles: how many were found, and which of their fields are right.

A figure is found where its span overlaps the gold quote and category, low and high are right. Of the figures found,
each field is asked where the gold tells it. A whole row is right where qualifier, claimant and period are right too.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from extractors.models import Span

Row = Mapping[str, Any]
Value = tuple[Any, int | None, int | None]

#: The fields that are scored one by one, in the order in which they are shown.
FIELDS = ("source", "source_named", "reported", "period", "victims", "qualifier", "subset")

_LONGEST_NAME = 120
_ARABIC = re.compile("[\u0600-\u06ff]")
_ARABIC_PREFIX = re.compile("^[وفبلك]?(?:ال|لل)?")
_HANGUL = re.compile("[\u1100-\u11ff\uac00-\ud7af]")  # decomposed: two or three letters a syllable


class Mistake(NamedTuple):
    """One thing that is wrong: of which article, what (missed, extra, wrong, or a field), at which words."""

    article_id: Any
    what: str
    quote: str | None
    wanted: Any = None
    got: Any = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores by name (None where nothing was asked) and every mistake in the order of the articles."""

    scores: dict[str, float | int | None]
    mistakes: tuple[Mistake, ...]


def evaluate(articles: Sequence[Row], predicted: Iterable[Row]) -> Evaluation:
    """Score the predicted rows (of the figures table) against gold articles with their `figures`."""
    by_article: dict[Any, list[Row]] = defaultdict(list)
    for row in predicted:
        by_article[row.get("article_id")].append(row)
    tally = _Tally()
    for strays in (by_article[key] for key in by_article.keys() - {article["id"] for article in articles}):
        tally.predicted += len(strays)
        tally.mistakes += [Mistake(row.get("article_id"), "no such article", row.get("quote")) for row in strays]
    for article in articles:
        _score_article(article, by_article.get(article["id"], []), tally)
    return Evaluation(tally.scores(len(articles)), tuple(tally.mistakes))


@dataclass(slots=True)
class _Tally:
    """What is counted over all articles."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    whole_rows: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    mistakes: list[Mistake] = field(default_factory=list)

    def scores(self, articles: int) -> dict[str, float | int | None]:
        counted = self.predicted + self.gold
        return {
            "articles": articles,
            "gold": self.gold,
            "predicted": self.predicted,
            "f1": _ratio(2 * self.found, counted),
            "precision": _ratio(self.found, self.predicted),
            "recall": _ratio(self.found, self.gold),
            "row_f1": _ratio(2 * self.whole_rows, counted),
            **{name: _ratio(self.right[name], self.asked[name]) for name in FIELDS},
        }


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


# --- figures against figures


class _Gold(NamedTuple):
    """A gold figure with the place of its quote."""

    row: Row
    span: Span

    @property
    def optional(self) -> bool:
        return bool(self.row["optional"])


def _score_article(article: Row, predicted: Sequence[Row], tally: _Tally) -> None:
    text, name = article["text"], article["id"]
    gold = [_Gold(row, _place(text, row)) for row in article["figures"]]
    sound = [row for row in predicted if _is_sound(row, text)]
    unsound = [row for row in predicted if not _is_sound(row, text)]
    pairs, extra = _pair(gold, sound)
    matched = {id(g.row) for g, _ in pairs}
    missed = [g for g in gold if not g.optional and id(g.row) not in matched]
    # An optional figure is neither asked for nor punished.
    asked = [(g, row) for g, row in pairs if not g.optional]
    tally.gold += sum(not g.optional for g in gold)
    tally.predicted += len(unsound) + len(extra) + len(asked)
    tally.mistakes += [Mistake(name, "unsound offsets", row.get("quote")) for row in unsound]
    tally.mistakes += [Mistake(name, "missed", g.row["quote"], _value(g.row)) for g in missed]
    tally.mistakes += [Mistake(name, "extra", text[row["start"] : row["end"]], None, _value(row)) for row in extra]
    context = _Context.of(article, gold)
    for g, row in asked:
        if _value(g.row) == _value(row):
            tally.found += 1
            _score_fields(name, g.row, row, context, tally)
        else:
            tally.mistakes.append(Mistake(name, "wrong", g.row["quote"], _value(g.row), _value(row)))


def _pair(gold: Sequence[_Gold], predicted: Sequence[Row]) -> tuple[list[tuple[_Gold, Row]], list[Row]]:
    """Each serves once: right values before wrong ones, figures asked for before optional ones, most overlap first."""
    free = list(predicted)
    pairs: list[tuple[_Gold, Row]] = []
    waiting = list(gold)
    for exact, optional in ((True, False), (True, True), (False, False), (False, True)):
        for g in [g for g in waiting if g.optional is optional]:
            fitting = [row for row in free if _fits(g, row) and (not exact or _value(row) == _value(g.row))]
            if fitting:
                best = max(fitting, key=lambda row, span=g.span: _overlap(row, span))  # type: ignore[misc]
                free = [row for row in free if row is not best]
                waiting = [other for other in waiting if other is not g]
                pairs.append((g, best))
    return pairs, free


def _fits(gold: _Gold, row: Row) -> bool:
    """Whether the spans meet and the prediction's is not so long that it would meet anything."""
    longest = 2 * (gold.span.end - gold.span.start) + 40
    return Span(row["start"], row["end"]).overlaps(gold.span) and row["end"] - row["start"] <= longest


def _overlap(row: Row, span: Span) -> int:
    return int(min(row["end"], span.end) - max(row["start"], span.start))


def _place(text: str, row: Row) -> Span:
    start = -1
    for _ in range(row.get("occurrence", 1)):
        start = text.find(row["quote"], start + 1)
    return Span(start, start + len(row["quote"]))


def _is_sound(row: Row, text: str) -> bool:
    """Whether the offsets lie in the text and lead to the row's quote."""
    start, end = row.get("start"), row.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        return False
    return row.get("quote") is None or row["quote"] == text[start:end]


def _value(row: Row) -> Value:
    return row["category"], _number(row.get("low")), _number(row.get("high"))


def _number(value: Any) -> int | None:
    missing = value is None or value != value or str(value) == ""  # noqa: PLR0124 - NaN
    return None if missing else int(value)


# --- field by field


class _Context(NamedTuple):
    """What an article's other figures make pardonable: a day or a period that is told elsewhere in it."""

    figures: Sequence[Row]
    saying_days: Collection[str | None]
    periods: Collection[tuple[str | None, str | None]]

    @classmethod
    def of(cls, article: Row, gold: Sequence[_Gold]) -> _Context:
        days = {g.row["reported_on"] for g in gold} | {_day(article.get("published_at"))}
        periods = {(g.row["period_start"], g.row["period_end"]) for g in gold} | {(day, day) for day in days}
        return cls([g.row for g in gold], days, periods)


class _Check(NamedTuple):
    """One field of one figure: was it asked, was it right, what was wanted, what was got."""

    asked: bool
    right: bool
    wanted: Any
    got: Any


def _score_fields(name: Any, gold: Row, row: Row, context: _Context, tally: _Tally) -> None:
    source = _check_source(gold, row, context)
    checks = {
        "source": source,
        "source_named": _Check(bool(gold["sources"]), source.right, None, None),
        "reported": _check_saying_day(gold, row, context),
        "period": _check_period(gold, row, context),
        "victims": _check_victims(gold, row),
        "qualifier": _check_equal(gold["qualifier"], row.get("qualifier")),
        "subset": _check_equal(gold["subset"], bool(row.get("subset"))),
    }
    for what, check in checks.items():
        tally.asked[what] += check.asked
        tally.right[what] += check.asked and check.right
        if check.asked and not check.right and (check.wanted, check.got) != (None, None):
            tally.mistakes.append(Mistake(name, what, gold["quote"], check.wanted, check.got))
    tally.whole_rows += source.right and checks["period"].right and checks["qualifier"].right


def _check_equal(wanted: Any, got: Any) -> _Check:
    return _Check(asked=True, right=wanted == got, wanted=wanted, got=got)


def _check_source(gold: Row, row: Row, context: _Context) -> _Check:
    """Where gold names nobody: nobody, or whoever says the same number elsewhere (a headline repeats its lead)."""
    said = row.get("source_text")
    own = gold["sources"]
    if own:
        rivals = [w for other in context.figures if not set(other["sources"]) & set(own) for w in other["sources"]]
        right = same_party(said, own, rivals)
    else:
        elsewhere = [w for other in context.figures if _value(other) == _value(gold) for w in other["sources"]]
        right = not said or same_party(said, elsewhere)
    return _Check(asked=True, right=right, wanted=own, got=said)


def _check_saying_day(gold: Row, row: Row, context: _Context) -> _Check:
    """An invented day is wrong, unless it is the publication's or another figure's."""
    wanted, got = gold["reported_on"], _day(row.get("reported_on"))
    invented = got is not None and got not in context.saying_days
    return _Check(asked=bool(wanted) or invented, right=got == wanted, wanted=wanted, got=got)


def _check_period(gold: Row, row: Row, context: _Context) -> _Check:
    wanted = gold["period_start"], gold["period_end"]
    got = _day(row.get("period_start")), _day(row.get("period_end"))
    told = any(wanted)
    right = got == wanted if told else got == (None, None) or got in context.periods
    return _Check(asked=told, right=right, wanted=wanted, got=got)


def _check_victims(gold: Row, row: Row) -> _Check:
    wanted, got = gold["victims"], row.get("victims")
    asked = bool(wanted and _telling(wanted) - _words("anybody"))
    return _Check(asked=asked, right=same_party(got, [wanted or ""]), wanted=wanted, got=got)


def _day(moment: Any) -> str | None:
    return str(moment)[:10] if moment else None


# --- wordings


def same_party(said: str | None, wordings: Sequence[str], rivals: Sequence[str] = ()) -> bool:
    """Whether the words name the party of one of the wordings, and no rival beside it."""
    if not said or len(str(said)) > _LONGEST_NAME:
        return False
    mine = _telling(said)
    names = [_telling(wording) for wording in wordings]
    if any(_names_rival(mine, _telling(rival), frozenset().union(*names)) for rival in rivals):
        return False
    return any(_agree(mine, name) for name in names)


def _names_rival(mine: frozenset[str], rival: frozenset[str], own: frozenset[str]) -> bool:
    return not rival <= _words("general") and not _covers(own, rival) and _covers(mine, rival)


def _agree(mine: frozenset[str], name: frozenset[str]) -> bool:
    """A part of the name that is more than general words, the name with a little around it, or half in common."""
    if not mine or not name:
        return False
    if mine == name:
        return True
    if _covers(name, mine) and not mine <= _words("general"):
        return True
    if _covers(mine, name) and len(mine) <= 2 * len(name) + 4:
        return True
    common = mine & name
    return len(common) >= len(mine | name) / 2 and not common <= _words("general")


def _covers(many: frozenset[str], few: frozenset[str]) -> bool:
    return all(any(_same_word(word, other) for other in many) for word in few)


def _same_word(a: str, b: str) -> bool:
    """Equal, or one word with two endings (Slavic cases, Korean particles) or two beginnings (Arabic)."""
    if a == b:
        return True
    if _ARABIC.search(a):
        bare = _ARABIC_PREFIX.sub("", a)
        return len(bare) > 2 and bare == _ARABIC_PREFIX.sub("", b)
    shorter, longer = sorted((a, b), key=len)
    if _HANGUL.search(a):
        return len(shorter) >= 3 and longer.startswith(shorter) and len(longer) - len(shorter) <= 6
    stem = len(longer) - 3
    return len(shorter) >= 5 and stem >= 4 and shorter[:stem] == longer[:stem]


def _telling(wording: str | None) -> frozenset[str]:
    """The words of a name but articles; all of them where nothing else is left."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", wording or "").casefold() if not unicodedata.combining(c))
    words = frozenset(re.sub(r"[\W_]+", " ", plain).split())
    return words - _words("articles") or words


@cache
def _words(group: str) -> frozenset[str]:
    lists = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return frozenset(lists[group].split())
