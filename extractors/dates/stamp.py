"""The date of publication, where a text carries its own stamp, and datelines told from dates of the story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache

import dateparser

from extractors.dates.calendar.days import make_day
from extractors.dates.calendar.expressions import read_calendar
from extractors.dates.calendar.mentions import Mention, Sense
from extractors.dates.calendar.names import Kind, calendar_of
from extractors.dates.calendar.points import Grain
from extractors.languages.schema import Language
from extractors.models import Span
from extractors.text import Document, Token

_HEAD, _TAIL = 1500, 500  # characters in which a stamp is looked for
_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_FIRST_LINES = 8
_WIDEST_STAMP = 90  # characters of a line that is nothing but a stamp
_MOST_WORDS, _MOST_WORDS_IN_HEADLINE = 6, 1  # beside the date in such a line
_MOST_WORDS_IN_CREDITS = 12  # "LE COURRIER AVEC AFP | Publié le …, modifié le …"
_ENDS = (".", "!", "?", ":")  # of a sentence, which a line of credits is none of
_WIDEST_DATELINE = 60
_DATELINE_TOKENS = 16
_GLUED = re.compile(r"\d{1,2}:\d{2}(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")  # "10:3919/12/2024"
_AFTER_DATELINE = re.compile(r"\)?(?: ?\d{2})? ?(?:\([^()\n]{1,40}\) ?)?(?:[–—|·]|--|- |\.|\n|$)|(?: ?\d{2})? ?\(")
_NUMERIC_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_APART = frozenset(",-–—|·:(/.")  # between the place of a dateline and its date
_DASHES = ("–", "—")


def find_stamp(document: Document, language: Language) -> date | None:
    """The date of a dateline, of a line that is a stamp, or behind a word like "Published"."""
    glued = _GLUED.search(document.folded, 0, _HEAD)
    if glued and (day := make_day(int(glued[3]), int(glued[2]), int(glued[1]))):
        return day
    for mention in _explicit_mentions(document, language):
        if _is_stamp(document, language, mention) and mention.period:
            return mention.period.end
    return _unread_stamp(document, language)


def _explicit_mentions(document: Document, language: Language) -> Iterator[Mention]:
    """The full dates at the top of the text, then those at its end."""
    top = document.token_at(_HEAD)
    end = max(top, document.token_at(max(0, len(document.text) - _TAIL)))
    for first, last in ((0, top), (end, len(document.tokens))):
        reading = read_calendar(document, language, None, first=first, last=last, stamped=True)
        told = {
            document.sentence_index(document.tokens[m.first].start) for m in reading.cues if m.value.kind is Kind.EVENT
        }
        for mention in reading.mentions:
            dateline = is_dateline(document, mention.first, mention.last)
            of_story = document.sentence_index(document.tokens[mention.first].start) in told and not dateline
            if mention.explicit and mention.sense is Sense.ON and not of_story:
                yield mention


def _is_stamp(document: Document, language: Language, mention: Mention) -> bool:
    return stamps(document, mention) or behind_stamp(document, language, mention)


def behind_stamp(document: Document, language: Language, mention: Mention) -> bool:
    """Whether a word like "Published" or "Updated" stands before the mention."""
    lexicon = calendar_of(language).lexicon
    for first in range(max(0, mention.first - 4), mention.first):
        words = [m for m in lexicon.at(document.tokens, first) if m.value.kind is Kind.STAMP]
        if any(0 <= mention.first - m.last <= 1 for m in words):
            return True
    return False


def stamps(document: Document, mention: Mention, *, alone: bool = True) -> bool:
    """Whether the mention is part of a dateline or, where it stands alone, of a line that is a stamp."""
    if is_dateline(document, mention.first, mention.last):
        return True
    if not mention.explicit or mention.grain is not Grain.DAY:
        return False
    return _stands_in_stamp_line(document, mention) if alone else _fills_line(document, mention)


def stands_in_credits(document: Document, language: Language, mention: Mention) -> bool:
    """Whether the mention belongs to a short line that says when the text was published, and by whom."""
    line = _line_around(document, document.tokens[mention.first].start)
    words = line.of(document.text).strip()
    short = len(words) <= _WIDEST_STAMP and len(_WORD.findall(words)) <= _MOST_WORDS_IN_CREDITS
    return short and words[-1:] not in _ENDS and behind_stamp(document, language, mention)


def _line_around(document: Document, position: int) -> Span:
    """The line that holds the position, looked for within the width of a stamp."""
    text = document.text
    start = text.rfind("\n", max(0, position - _WIDEST_STAMP), position) + 1
    end = text.find("\n", position, position + _WIDEST_STAMP + 1)
    return Span(
        start or max(0, position - _WIDEST_STAMP), end if end >= 0 else min(len(text), position + _WIDEST_STAMP + 1)
    )


def _fills_line(document: Document, mention: Mention) -> bool:
    """Whether the date is a line of its own behind another: "25 dead in mine blast / Tuesday, April 6, 2010"."""
    last = document.tokens[mention.last - 1]
    line = _line_around(document, last.start)
    first = document.tokens[max(mention.first, document.token_at(line.start))]  # "unaccounted for / Tuesday"
    others = document.text[line.start : first.start] + " " + document.text[last.end : line.end]
    return line.start > 0 and document.text[line.start - 1] == "\n" and not _WORD.search(others)


def _stands_in_stamp_line(document: Document, mention: Mention) -> bool:
    """Whether the line holds little else than the date."""
    first, last = document.tokens[mention.first], document.tokens[mention.last - 1]
    line = _line_around(document, first.start)
    if len(line.of(document.text).strip()) > _WIDEST_STAMP:
        return False
    others = document.text[line.start : first.start] + " " + document.text[last.end : line.end]
    words = len(_WORD.findall(others))
    if line.start > _HEAD and line.end < len(document.text) - _TAIL:
        return False
    is_headline = not document.text[: line.start].strip()
    return words <= (_MOST_WORDS_IN_HEADLINE if is_headline else _MOST_WORDS)


def is_dateline(document: Document, first: int, last: int) -> bool:
    """Whether the tokens are the date of a dateline: "KINSHASA, 1 février 2025 (ACTUALITE.CD) –"."""
    tokens, text = document.tokens, document.text
    digits = any(token.form.isdigit() for token in tokens[first:last])
    if not digits or not _AFTER_DATELINE.match(text, tokens[last - 1].end):
        return False
    start = tokens[first].start
    line = text.rfind("\n", max(0, start - _WIDEST_DATELINE), start) + 1
    if line == 0 and start > _WIDEST_DATELINE:
        return False
    before = [token for token in tokens[document.token_at(line) : first] if token.is_word]
    if not before:
        return True
    small = sum(not document.capitalised(token) for token in before[1:])
    apart = tokens[first - 1].form in _APART or text[before[-1].start : before[-1].end].isupper()
    return len(before) <= _MOST_WORDS and small <= 1 and apart and document.capitalised(before[0])


def sentence_opening(document: Document, sentence: range) -> int:
    """The first token of the sentence behind a dateline or an agency's mark."""
    tokens = document.tokens
    lower = 0
    for index in range(sentence.start, min(sentence.stop, sentence.start + _DATELINE_TOKENS)):
        token = tokens[index]
        dash = token.form in _DASHES or (token.form == "-" and _stands_free(document, token))
        if dash:
            return index + 1 if index > sentence.start else sentence.start
        if token.form == ")" and tokens[sentence.start].form == "(":
            return index + 1
        lower += token.is_word and not document.capitalised(token)
        if lower > 2:
            break
    return sentence.start


def _stands_free(document: Document, token: Token) -> bool:
    around = document.text[max(0, token.start - 1) : token.end + 1]
    return around.startswith((" ", "-")) and around.endswith((" ", "-", "["))


def _unread_stamp(document: Document, language: Language) -> date | None:
    """A stamp in words that the pack does not have, left to dateparser: a short line with a year at the top."""
    for line in list(_LINE.finditer(document.text, 0, _HEAD))[1:_FIRST_LINES]:
        words = line.group().strip()
        short = len(words) <= _WIDEST_DATELINE and len(_WORD.findall(words)) <= _MOST_WORDS
        day = parse_day(words, language.code) if short and _NUMERIC_YEAR.search(words) else None
        if day:
            return day
    return None


@lru_cache(maxsize=4096)
def parse_day(words: str, code: str) -> date | None:
    """The full date that the words state and nothing else; None where they do not."""
    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY", "RETURN_AS_TIMEZONE_AWARE": False}
    found = dateparser.parse(words, languages=[code], settings=settings)
    return found.date() if isinstance(found, datetime) else None
