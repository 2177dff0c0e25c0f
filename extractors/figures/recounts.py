"""Links that a number takes because it counts again what was counted before: revisions, comparisons, series."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.figures.counted import Counted, Head, SentenceView, people_lexicon
from extractors.figures.links import (
    CLAUSE_ENDS,
    Link,
    Links,
    before_aside,
    closes_clause,
    coordinated,
    skipped_backwards,
)
from extractors.figures.sharing import bare_pair
from extractors.figures.tolls import copula_before
from extractors.harm import Kind
from extractors.models import Category

_SHORTEST_SERIES = 4  # numbers in a row that rise
_FARTHEST_TOTAL = 8  # tokens between a word for a count and the verb that gives it
_FARTHEST_APPOSED = 4  # tokens between a word for a count and the comma before the number
_PAIR = 2  # a count of dead and one of injured


def repeat_in_parallel(view: SentenceView, links: Links, recent: Sequence[Category]) -> None:
    """ "221 killed and 1,168 injured for April, 183 and 836 for May": bare pairs take the categories in order."""
    for place in range(len(view.counted) - 1):
        first, second = view.counted[place], view.counted[place + 1]
        if not bare_pair(view, first, second) or _pairs_things(view, place):
            continue
        if view.has(first.first - 1, "of") or 1 in (first.quantity.low, second.quantity.low):
            continue
        known = [*recent, *(links[p].category for p in sorted(links) if p < place)][-2:]
        if len(known) == 2 and known[0] is not known[1] and place + 1 not in links:
            links[place] = Link(known[0], range(first.first, first.last), "parallel")
            links[place + 1] = Link(known[1], range(second.first, second.last), "parallel")


def _pairs_things(view: SentenceView, place: int) -> bool:
    """Whether the pair at the place follows one of things ("Of 598 drones and 31 missiles …, it claims 563 and 26")."""
    before = view.counted[max(0, place - _PAIR) : place]
    return len(before) == _PAIR and all(counted.head is Head.THING for counted in before)


def count_series(view: SentenceView, links: Links, recent: Sequence[Category]) -> None:
    """ "Fifty, then 100, 182, 274, 492: all day the bulletins followed": how a count named before went on."""
    bare = [place for place, counted in enumerate(view.counted) if counted.head is Head.BARE]
    runs: list[list[int]] = []
    for place in bare:
        before = runs[-1][-1] if runs else None
        if before == place - 1 and coordinated(view, view.counted[place - 1], view.counted[place]):
            runs[-1].append(place)
        else:
            runs.append([place])
    for run in runs:
        free = all(place not in links and place not in view.excluded for place in run)
        lows = [view.counted[place].quantity.low or 0 for place in run]
        if recent and free and len(run) >= _SHORTEST_SERIES and lows == sorted(lows):
            for place in run:
                counted = view.counted[place]
                links[place] = Link(recent[-1], range(counted.first, counted.last), "series")


def count_again(view: SentenceView, links: Links, recent: Sequence[Category]) -> None:
    """ "la Chine en compte 18", "celui de 170", "an earlier figure of 12": the count of something named before."""
    last = recent[-1] if recent else None
    # "12 dead and 30 wounded. Later sources put the figure at 15": of the dead, where nothing else is said
    main = Category.KILLED if last is Category.INJURED and Category.KILLED in recent[-_PAIR:] else last
    for place, counted in enumerate(view.counted):
        if place in links or place in view.excluded or counted.head is not Head.BARE:
            continue
        if counted.partitive or counted.quantity.low == 1 or _counts_cases(view, counted):
            continue
        before = max((p for p in links if p < place), default=None)
        if before is None and _pairs_things(view, place):
            continue
        category = links[before].category if before is not None else last
        topic = _topic_before(view, counted, view.tokens.start if before is None else _end_of(view.counted[before]))
        if before is None and category is last and not _counting_pronoun(view, counted):
            category = main
        category = topic or category
        start = view.counted[before].last if before is not None else view.tokens.start
        if _of_others(view, counted, start) or _counts_unharmed(view, counted):
            continue
        counted_so = before is not None and ("toll" in links[before].rule or links[before].rule == "count again")
        toll_again = counted_so and copula_before(view, counted) is not None
        if category and (toll_again or _names_count_before(view, counted)):
            links[place] = Link(category, range(counted.first, counted.last), "count again")


def _end_of(counted: Counted) -> int:
    """The token after the counted thing and the harm word that belongs to it."""
    return max(counted.last, counted.harm.last) if counted.harm is not None else counted.last


def _counts_cases(view: SentenceView, counted: Counted) -> bool:
    """Whether a word between number and noun is all that the number has ("296 new cases")."""
    if counted.end == counted.last:
        return False
    people = people_lexicon(view.language)
    return people.ending_at(view.document.tokens, counted.end, longest=1, first=counted.last) is not None


def _counts_unharmed(view: SentenceView, counted: Counted) -> bool:
    """Whether people who are not harmed are named behind it: "à 300 000 le nombre des habitants affectés"."""
    total = next((at for at in (counted.end, counted.end + 1) if view.has(at, "totals")), None)
    of = view.role(total, "totals") if total is not None else None
    if of is None or not view.has(of, "of"):
        return False
    nouns = range(of, min(of + _FARTHEST_TOTAL, view.tokens.stop))
    return _names(view, nouns, Head.PEOPLE) and not any(
        (harm := view.harm_at.get(at)) and harm.category for at in nouns
    )


def _of_others(view: SentenceView, counted: Counted, start: int) -> bool:
    """Whether a pronoun and "of" name others: "278 hurt, and that of the homeless 710,767"."""
    for index in range(max(start, counted.first - _FARTHEST_TOTAL), counted.first):
        end = view.role(index, "pronouns")
        if end is None or not view.has(end, "of"):
            continue
        people = people_lexicon(view.language)
        for ahead in range(end, counted.first):
            harm = view.harm_at.get(ahead)
            if harm is not None:
                return harm.category is None
            match = people.longest_at(view.document.tokens, ahead, counted.first)
            if match is not None and match.value is Head.THING:
                return True
    return False


def _counting_pronoun(view: SentenceView, counted: Counted) -> bool:
    """Whether a pronoun stands for what is counted ("on en compte 18")."""
    return any(view.has(index, "pronouns") for index in range(counted.first - 4, counted.first))


def _topic_before(view: SentenceView, counted: Counted, start: int) -> Category | None:
    """The category of the last harm noun between the token and the number ("Quant aux tués, on en compte 12")."""
    nouns = [
        harm.category
        for harm in view.harms
        if start <= harm.first < counted.first and harm.category and (harm.end_as(Kind.NOUN) or harm.end_as(Kind.TOLL))
    ]
    return nouns[-1] if nouns else None


def _names_count_before(view: SentenceView, counted: Counted) -> bool:
    stops = [counted.first]
    while skipped_backwards(view, stops[-1] - 1):
        stops.append(stops[-1] - 1)
    if view.form(stops[-1] - 1) == ",":  # "en a fait, rien que chez les civils, au moins 1450"
        stops.append(max(before_aside(view, stops[-1] - 1), view.tokens.start))
    first = max(view.tokens.start, stops[-1] - 9)
    if any(_counting_verb(view, counted, start, stop) for stop in stops for start in range(first, stop)):
        return True
    copula = copula_before(view, counted)
    if copula is not None:
        return _total_before(view, copula, _FARTHEST_TOTAL)
    return view.form(stops[-1] - 1) == "," and _total_before(view, stops[-1] - 1, _FARTHEST_APPOSED)


def _counting_verb(view: SentenceView, counted: Counted, start: int, stop: int) -> bool:
    """Whether a verb of counting at the token governs the number that begins at `stop` ("la Chine en compte 18")."""
    end = view.role(start, "counting")
    if end is None:
        return view.role(start, "seeing") == stop and _of_them_before(view, start)
    named = view.has(start - 1, "pronouns")
    if end == stop:
        return named or closes_clause(view, counted.end)
    return end < stop and named and (view.has(end, "prepositions") or view.form(end) == ",")


def _of_them_before(view: SentenceView, index: int) -> bool:
    """Whether a pronoun for those counted and auxiliaries stand before the verb at the token ("j'en ai déjà vu 12")."""
    start = index - 1
    while view.has(start, "auxiliaries", "adverbs") and not view.has(start, "partitives"):
        start -= 1
    return start < index - 1 and view.has(start, "partitives")


def _total_before(view: SentenceView, start: int, reach: int) -> bool:
    """Whether a word for a count stands at most so many tokens before the token, in the same clause."""
    for index in range(start, max(view.tokens.start, start - reach) - 1, -1):
        if view.form(index) in CLAUSE_ENDS or (index < start and view.in_quantity(index)):
            return False
        clitic = None if view.has(index, "prepositions") else view.role(index, "pronouns")  # not "en 2017"
        named = view.role(index, "totals") or clitic
        if named is not None:
            return not _counts_things(view, named)
    return False


def _counts_things(view: SentenceView, index: int) -> bool:
    """Whether "of" and a noun for things follow a word for a count ("number of firearms")."""
    return view.has(index, "of") and _names(view, range(index, index + 4), Head.THING)


def _names(view: SentenceView, tokens: range, head: Head) -> bool:
    """Whether a noun of the kind begins at one of the tokens."""
    people = people_lexicon(view.language)
    nouns = (people.longest_at(view.document.tokens, at, view.tokens.stop) for at in tokens)
    return any(match and match.value is head for match in nouns)
