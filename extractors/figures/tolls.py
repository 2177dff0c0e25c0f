"""Counted things → links to a toll whose number they are."""

from __future__ import annotations

from extractors.figures.counted import Counted, Head, SentenceView, people_lexicon
from extractors.figures.links import (
    CLAUSE_ENDS,
    PEOPLE,
    QUOTE_MARKS,
    Link,
    closes_clause,
    link_to,
    number_at,
    skipped_backwards,
)
from extractors.harm import Harm, Kind
from extractors.models import Qualifier

_PARTING = frozenset(":;–—")
_OPENERS = frozenset(',;:–—("«“')
_FARTHEST_TOLL = 28
_FARTHEST_OF = 5  # tokens between a harm noun and a mere "of" before the number
_FARTHEST_VERB = 8  # tokens between a toll behind its verb and the number
_FARTHEST_NAMED = 16  # tokens between a number that opens a clause and the toll that it is said to be
_LONGEST_RELATIVE = 6  # tokens behind the verb of a relative clause whose people are counted
_FARTHEST_COUNTED = 10  # tokens between a word for a count and the harm word that it counts


# --- a toll and its number


def toll_value(view: SentenceView, counted: Counted) -> Link | None:
    """ "the toll rose to 36", "le nombre des blessés dépasse 6.500", "the wounded are approaching 1,000"."""
    if counted.head not in (Head.BARE, *PEOPLE) or counted.quantity.article:
        return None
    start = copula_before(view, counted)
    if start is None:
        return None
    # "rose by one to 154": what the toll grew by stands before what it grew to
    grown = next((other for other in view.counted if other.end == start and view.has(other.first - 1, "growth")), None)
    behind = grown.first if grown else start
    for index in range(behind - 1, start - 1 - _FARTHEST_TOLL, -1):
        if index not in view.tokens or view.form(index) in CLAUSE_ENDS or view.in_quantity(index):
            return None
        harm = view.harm_at.get(index)
        if harm is None or harm.category is None or harm.last > start:
            continue
        added = counted.head in PEOPLE or view.has(start - 1, "conjunctions") or view.has(start, "conjunctions")
        if added and any(other.harm is harm for other in view.counted):
            return None  # "12 dead, and more than a million people fled to the north"
        link = _as_toll(view, harm, start)
        owned = link is not None and harm.end_as(Kind.TOLL) is None and any(o.harm is harm for o in view.counted)
        if owned and any(view.form(at) in _PARTING for at in range(harm.last, start)):
            return None  # "two dead: they were seven on the rope"
        if link:
            return link
    return None


def _as_toll(view: SentenceView, harm: Harm, start: int) -> Link | None:
    """The link to a harm mention as what a number behind the token `start` is the count of."""
    merely_of = view.has(start, "of") and start - harm.last > _FARTHEST_OF
    counts = any(view.has(before, "totals") for before in range(harm.last - 6, harm.last - 1))
    described = start - harm.last <= (_LONGEST_RELATIVE if relative_before(view, harm.first) else 1)
    described = described and people_before(view, harm.first)
    return (
        link_to(harm, Kind.TOLL, "toll and value")
        or (None if merely_of else link_to(harm, Kind.NOUN, "toll and value"))
        or (link_to(harm, Kind.STATE, "toll and value") if counts or described else None)
    )


def relative_before(view: SentenceView, index: int) -> bool:
    """Whether a relative stands before the token and its auxiliaries ("las personas que han perdido la vida")."""
    while view.has(index - 1, "auxiliaries", "passive", "adverbs"):
        index -= 1
    return view.has(index - 1, "relatives")


def people_before(view: SentenceView, index: int) -> bool:
    """Whether a noun for people stands before the token, its auxiliaries and relative ("les soldats qui ont péri")."""
    while view.has(index - 1, "auxiliaries", "passive", "adverbs", "relatives"):
        index -= 1
    match = people_lexicon(view.language).ending_at(view.document.tokens, index, longest=3, first=view.tokens.start)
    return match is not None and match.value in PEOPLE


def bare_toll(view: SentenceView, counted: Counted) -> Link | None:
    """A toll's number that no noun and no verb of its own follows."""
    if (
        counted.head is not Head.BARE
        or view.has(counted.last, "auxiliaries", "passive")
        or counted.last in view.harm_at
    ):
        return None
    return toll_value(view, counted) or _label_value(view, counted)


def _label_value(view: SentenceView, counted: Counted) -> Link | None:
    """ "the dead are 179, the wounded 110": a harm noun right before the number that closes its clause."""
    stop = counted.first
    if view.form(stop - 1) == "," and counted.quantity.qualifier is not Qualifier.EXACT:
        stop = _before_asides(view, stop - 1)
    while view.has(stop - 1, "adverbs") and stop - 1 not in view.harm_at:
        stop -= 1  # "жертв уже десять"
    harm = view.harm_at.get(stop - 1)
    if harm is None or harm.last != stop or not closes_clause(view, counted.last):
        return None
    return link_to(harm, Kind.TOLL, "label and value") or link_to(harm, Kind.NOUN, "label and value")


def _before_asides(view: SentenceView, index: int) -> int:
    """Before the aside that the comma at the token closes ("the wounded, they say, more than 80"); else the token."""
    stop = index
    while stop - 1 in view.asides:
        stop -= 1
    return stop - 1 if stop < index and view.form(stop - 1) == "," else index


def verb_and_toll(view: SentenceView, counted: Counted) -> Link | None:
    """ "بلغ عدد القتلى في غزة 60": the verb before the toll, the number farther behind it."""
    if not view.language.attribution.verb_first or counted.head not in (Head.BARE, *PEOPLE):
        return None
    if counted.quantity.article or counted.last in view.harm_at:
        return None
    for index in range(counted.first - 1, counted.first - 1 - _FARTHEST_VERB, -1):
        if not view.is_word(index) or view.in_quantity(index):
            return None
        harm = view.harm_at.get(index)
        if harm is None or (harm.category and harm.end_as(Kind.TOLL) is None and harm.end_as(Kind.NOUN)):
            continue
        valued = any(view.role(start, "copulas") == harm.first for start in range(harm.first - 3, harm.first))
        return link_to(harm, Kind.TOLL, "verb and toll") if valued else None
    return None


def copula_before(view: SentenceView, counted: Counted) -> int | None:
    """The first token of the longest copula that ends where the quantity begins (brackets count as one)."""
    if view.form(counted.first - 1) == "(" and view.form(counted.last) == ")":
        return counted.first - 1
    hedge = range(counted.first, number_at(view, counted))
    if any(view.has(index, "copulas", "totals") and not view.has(index, "of") for index in hedge):
        return counted.first  # the hedge is itself such a verb: "dépasse 6.500", "exceeds 100"
    stop = counted.first
    while (skipped_backwards(view, stop - 1) and not view.has(stop - 1, "copulas")) or view.form(stop - 1) == "+":
        stop -= 1
    starts = range(max(view.tokens.start, stop - 5), stop)
    copula = next((start for start in starts if view.role(start, "copulas") == stop), None)
    compared = any(view.role(start, "versus") == stop for start in starts if copula is None or start < copula)
    return None if compared else copula  # "frente a 34 en junio" compares, "went from 12" does not


def named_toll(view: SentenceView, counted: Counted) -> Link | None:
    """ "thirty-two is the number of dead", "32 : c'est le nombre de tués"."""
    if counted.head is not Head.BARE or view.is_word(counted.first - 1):
        return None
    for ahead in range(counted.last, counted.last + _FARTHEST_NAMED):
        harm = view.harm_at.get(ahead)
        if harm is not None:
            return link_to(harm, Kind.TOLL, "value and toll") or _summed_up(view, counted, harm)
        if view.form(ahead) in CLAUSE_ENDS or view.counted_at(ahead):
            return None
    return None


def _summed_up(view: SentenceView, counted: Counted, harm: Harm) -> Link | None:
    """ "thirteen, that is what we have buried": a comma and a copula without noun lead to a verb."""
    copula = view.role(counted.last + 1, "copulas") if view.form(counted.last) in (",", ":") else None
    if copula is None or not any(view.has(index, "relatives") for index in range(copula, copula + 2)):
        return None
    return link_to(harm, Kind.ACT, "value and toll") or link_to(harm, Kind.STATE, "value and toll")


def inverted_toll(view: SentenceView, counted: Counted) -> Link | None:
    """ "évalue à au moins 900 le nombre de corps", "portent à 62.744 le nombre des tués", "una ventina i feriti"."""
    if counted.head not in (Head.BARE, Head.UNKNOWN) or counted.quantity.article:
        return None
    bare = counted.last
    while view.form(bare) in QUOTE_MARKS:
        bare += 1
    index = bare + 1 if view.has(bare, "determiners") else bare
    harm = view.harm_at.get(index)
    valued = any(view.role(start, "copulas") == counted.first for start in range(counted.first - 3, counted.first))
    valued = valued or any(view.has(at, "copulas") for at in range(counted.first, number_at(view, counted)))
    opening = counted.first
    while view.has(opening - 1, "adverbs"):
        opening -= 1
    opened = view.form(opening - 1) in _OPENERS or view.has(opening - 1, "conjunctions")
    # "sono già 70 i morti"
    joined = any(view.role(start, "copulas") == opening for start in range(opening - 3, opening))
    valued = valued or joined or opening == view.tokens.start or opened
    if harm and harm.first == index:
        kind = Kind.TOLL if harm.end_as(Kind.TOLL) else Kind.NOUN
        return link_to(harm, kind, "value and toll") if kind is Kind.TOLL or (index > bare and valued) else None
    people = people_lexicon(view.language).longest_at(view.document.tokens, index, view.tokens.stop)
    if people and people.value in PEOPLE and index > bare and valued:  # "eleva a 89 los soldados muertos"
        end = people.last
        while end < people.last + 2 and view.is_word(end) and end not in view.harm_at and not view.roles.get(end):
            end += 1
        after = view.harm_at.get(end)
        return link_to(after, Kind.STATE, "value and toll") if after and after.first == end else None
    if view.has(index, "pronouns") or (index > bare and view.has(index, "totals")):
        return _harm_counted(view, index)
    return None


def _harm_counted(view: SentenceView, index: int) -> Link | None:
    """The link to what a word for a count at the token counts: "le nombre des personnes tuées"."""
    for ahead in range(index + 1, index + _FARTHEST_COUNTED):
        harm = view.harm_at.get(ahead)
        if harm and harm.category:
            return link_to(harm, Kind.NOUN, "value and toll") or link_to(harm, Kind.STATE, "value and toll")
        if view.form(ahead) in CLAUSE_ENDS or view.form(ahead) == ",":
            return None
    return None
