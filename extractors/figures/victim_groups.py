"""The body or group that counted people belong to: the army that lost them, those among whom they are counted."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from extractors.figures.counted import Counted, Head, SentenceView
from extractors.figures.labelled import breaks_line
from extractors.figures.links import CLAUSE_ENDS, Link, coordinated
from extractors.figures.people_phrases import NEAR_PEOPLE, after_adjective, first_people, own_noun, span_of, with_others
from extractors.languages.schema import Language
from extractors.lexicon import Lexicon
from extractors.models import Span

_FARTHEST_GROUP = 12  # tokens between a number and the group it counts ("26 dead … among the army ranks")
_LONGEST_GROUP = 6  # tokens of the group's name right before a number
_LONGEST_NAME = 4  # tokens of the name of a group behind words for its ranks
_LONGEST_ADJECTIVES = 3  # tokens from an article to a body ("the Ukrainian side")
_FARTHEST_OWNER = 30  # tokens between a body and its people
_LONGEST_LIST = 3  # counted things
_FARTHEST_FRONTED = 25  # tokens between "of the soldiers sent there," and the number


def side(view: SentenceView, counted: Counted) -> Span | None:
    """ "dans l'armée ukrainienne", "pour la Russie": the body or country whose people are counted, in the clause."""
    behind = range(counted.end, min(counted.end + _FARTHEST_GROUP, view.tokens.stop))
    before = range(counted.first - 1, max(view.tokens.start, counted.first - _FARTHEST_GROUP) - 1, -1)
    for indices in (before, behind):
        for index in indices:
            if view.form(index) in CLAUSE_ENDS or view.in_quantity(index):
                break
            end = view.role(index, "sides")
            body = body_at(view, end) if end is not None else None
            if body is not None:
                return body
    return None


def side_behind(view: SentenceView, index: int) -> Span | None:
    """ "the victims in the Ukrainian army": the body that a small word joins to what stands before the token."""
    end = view.role(index, "sides") or view.role(index, "groups")
    return body_at(view, end) if end is not None else None


def body_at(view: SentenceView, index: int) -> Span | None:
    """ "l'armée ukrainienne", "the Ukrainian side": the body or country named from the token on."""
    start = view.role(index, "determiners") or index
    for at in range(start, min(start + _LONGEST_ADJECTIVES, view.tokens.stop)):
        match = bodies(view.language).longest_at(view.document.tokens, at, view.tokens.stop)
        if match is not None:
            return span_of(view, range(start, after_adjective(view, match.last)))
        adjective = view.is_word(at) and at not in view.harm_at and set(view.roles.get(at, ())) <= _ADJECTIVE
        if view.language.grammar.head == "first" or not adjective:
            return None
    return None


_ADJECTIVE = {"attributes", "adjectives"}  # roles of words between an article and its noun


def group_at(view: SentenceView, index: int, *, ranks: bool) -> Span | None:
    """The people or the body named from the token on; behind words for ranks any name ("dans les rangs des Fama")."""
    named = with_others(view, first_people(view, index, index + NEAR_PEOPLE)) or body_at(view, index)
    if named is not None or not ranks or view.language.attribution.capital_nouns:
        return named
    start = view.role(index, "determiners") or index
    stop = start
    while view.is_word(stop) and stop - start < _LONGEST_NAME and not view.roles.get(stop):
        if not view.document.capitalised(view.document.tokens[stop]):
            break
        stop += 1
    return span_of(view, range(start, stop)) if stop > start and not _all_capitals(view) else None


def _all_capitals(view: SentenceView) -> bool:
    return span_of(view, view.tokens).of(view.document.text).isupper()


@cache
def bodies(language: Language) -> Lexicon[bool]:
    """Bodies of people that lose some of them, and countries."""
    return Lexicon([(word, True) for word in language.people.bodies])


def last_body(view: SentenceView, index: int) -> Span | None:
    """The body or country named last before the token."""
    for at in range(index - 1, max(view.tokens.start, index - _FARTHEST_OWNER) - 1, -1):
        match = bodies(view.language).longest_at(view.document.tokens, at, view.tokens.stop)
        if match is not None:
            return span_of(view, range(at, after_adjective(view, match.last)))
    return None


def sufferer(view: SentenceView, counted: Counted) -> Span | None:
    """ "the army sustained 20 killed", "l'armée déplore 12 morts": the subject of a verb of losing."""
    stop = _first_of_list(view, counted)
    while stop - 1 in view.tokens and view.has(stop - 1, "adverbs", "others"):
        stop -= 1
        if view.has(stop - 1, "auxiliaries"):
            return None  # "the government had confirmed 2,418 deaths"
    if not any(view.role(start, "suffering") == stop for start in range(stop - 3, stop)):
        return None
    for index in range(stop - 2, max(view.tokens.start, stop - _FARTHEST_GROUP) - 1, -1):
        if view.form(index) in CLAUSE_ENDS or view.in_quantity(index):
            return None
        match = sufferers(view.language).longest_at(view.document.tokens, index, view.tokens.stop)
        if match and match.value:
            return span_of(view, range(index, after_adjective(view, match.last)))
    return None


def _first_of_list(view: SentenceView, counted: Counted) -> int:
    """The token at which the list of counted things begins ("lost 31 tanks and 260 men")."""
    place = bisect_left(view.counted, counted.first, key=lambda other: other.first)
    first = place
    while first > max(0, place - _LONGEST_LIST) and coordinated(view, view.counted[first - 1], view.counted[first]):
        first -= 1
    return view.counted[first].first if first < len(view.counted) else counted.first


@cache
def sufferers(language: Language) -> Lexicon[bool]:
    """Nouns for people, and for bodies of people that lose some of them; false for words that only look like them."""
    people = language.people
    return Lexicon(
        [(word, False) for word in (*people.things, *people.not_people)] + [(word, True) for word in people.bodies]
    )


def group_before(view: SentenceView, counted: Counted) -> Span | None:
    """ "북한군 가운데 최소 100명", "parmi les civils 3 200 tués": the group whose name reaches up to the number."""
    if view.language.grammar.classifiers:
        behind = (index for index in range(counted.first - 1, counted.first - 3, -1))
        named = next((index for index in behind if view.role(index, "groups") == counted.first), None)
        nation = bodies(view.language).ending_at(view.document.tokens, counted.first, longest=2)
        if named is None and nation is not None and nation.first in view.tokens:
            return span_of(view, range(nation.first, nation.last))  # "중국 18명, 라오스 1명"
        return None if named is None else first_people(view, named - 1, named)
    for index in range(counted.first - 2, max(view.tokens.start, counted.first - _LONGEST_GROUP) - 1, -1):
        if view.form(index) in CLAUSE_ENDS or view.form(index) == "," or view.in_quantity(index):
            return None
        end = view.role(index, "groups")
        if end is not None and (people := with_others(view, first_people(view, end, counted.first))):
            return people if view.document.token_at(people.end) == counted.first else None
    return None


def group_after(view: SentenceView, counted: Counted, link: Link) -> Span | None:
    """ "12 tués chez les Français", "400 casualties on the government forces", "26 dead among the army ranks"."""
    start = max(counted.last, counted.end, link.words.stop if link.words.start >= counted.first else counted.last)
    while (after := view.role(start, "adverbs") or view.role(start, "others")) and start not in view.harm_at:
        start = after  # "مئة قتيل على الأقل من الجنود": dead at least of the soldiers
    for index in range(start, min(start + _FARTHEST_GROUP, view.tokens.stop)):
        if view.form(index) in CLAUSE_ENDS or view.has(index, "doers", "subordinators"):
            return None
        end = view.role(index, "groups") or (view.role(index, "of") if index == start else None)
        if view.has(index, "subset_before") or (end is not None and view.has(end, "relatives")):
            return None  # some of them: "8 dead, among whom a boy"
        if end is not None and (people := group_at(view, end, ranks=view.has(index, "ranks"))):
            return people
    return None


def fronted_group(view: SentenceView, counted: Counted) -> Span | None:
    """ "Of the 11,000 soldiers sent there, at least 100 are dead", "Pour l'Ukraine, selon lui, près de 3 000"."""
    if counted.head not in (Head.BARE, Head.HARM):
        return None
    for index in range(max(view.tokens.start, counted.first - _FARTHEST_FRONTED), counted.first):
        end = view.role(index, "among") or view.role(index, "groups") or view.role(index, "fronts")
        end = end or _of_number(view, index)
        if end is None or view.has(index, "subset_before") or not _opens_clause(view, index):
            continue  # "among them a girl"
        whole = view.counted_at(end)
        if whole is not None and whole is not counted:
            return own_noun(view, whole)
        if people := group_at(view, end, ranks=view.has(index, "ranks")):
            return people
    return None


def _of_number(view: SentenceView, index: int) -> int | None:
    """ "that of 154 Ethiopians aboard 68 had died": the number behind a plain "of"."""
    of = view.role(index, "of")
    return of if of is not None and view.counted_at(of) is not None else None


def _opens_clause(view: SentenceView, index: int) -> bool:
    """Whether the token opens the sentence, stands behind a mark, or behind a small word that opens a clause."""
    if index == view.tokens.start or view.has(index - 1, "subordinators", "relatives"):
        return True
    return not (view.is_word(index - 1) or view.form(index - 1) in "»”")


def beside_harm(view: SentenceView, link: Link) -> Span | None:
    """The people that a harm word has beside it ("North Korean dead", "pertes nord-coréennes")."""
    if view.in_quantity(link.words.start):
        return None
    start = link.words.start
    opening = max(view.tokens.start, start - NEAR_PEOPLE)
    opening = max((at + 1 for at in range(opening, start) if at in view.harm_at), default=opening)
    before = first_people(view, opening, start) or _nation_before(view, start)  # "파병 북한군 사망 300여명"
    before = _adjacent(view, before, start)
    if link.rule == "act and object":  # before it are those who did it: "террористы похитили сто человек"
        behind = first_people(view, link.words.stop, link.words.stop + NEAR_PEOPLE)
        return _body_beside(view, link.words) or behind
    if view.language.grammar.classifiers:
        return before  # behind the verb are those who say so
    end = _line_end(view, link.words.stop, NEAR_PEOPLE)
    end = next((index for index in range(link.words.stop, end) if _turns_away(view, index)), end)
    # the body first: "las bajas del ejército ruso" are no Russians alone
    after = before or _body_beside(view, link.words) or first_people(view, link.words.stop, end)
    between = start
    while between > start - NEAR_PEOPLE and between > view.tokens.start and not view.in_quantity(between - 1):
        between -= 1
    # "cifra en 150.000 los soldados muertos"
    return after or _adjacent(view, first_people(view, between, start), start)


def _body_beside(view: SentenceView, words: range) -> Span | None:
    """ "the losses of the army", "Ukraine's losses", "потери ВСУ"."""
    grammar = view.language.grammar
    of = view.role(words.stop, "of")
    behind = of if of is not None else words.stop if grammar.head == "middle" else None
    body = body_at(view, behind) if behind is not None else None
    if body is not None or grammar.head != "last":
        return body
    stop = words.start - 2 if view.form(words.start - 1) == "s" and view.form(words.start - 2) == "'" else words.start
    match = bodies(view.language).ending_at(view.document.tokens, stop, longest=3)
    return span_of(view, range(match.first, match.last)) if match is not None and match.first in view.tokens else None


def _turns_away(view: SentenceView, index: int) -> bool:
    """Whether people behind the token are no sufferers: "killed by soldiers", "when militants attacked"."""
    if view.form(index) == "," or view.has(index, "doers", "subordinators"):
        return True
    return view.has(index, "prepositions") and not view.has(index, "of", "groups", "datives")


def _adjacent(view: SentenceView, people: Span | None, index: int) -> Span | None:
    """The people before the token, where no verb or other noun parts them: no "rescuers pulled 14 bodies"."""
    if people is None:
        return None
    first = view.document.token_at(people.start)
    while view.has(first - 1, "determiners", "attributes"):
        first -= 1
    if view.has(first - 1, "doers"):
        return None  # "von Soldaten erschossen"
    gap = range(view.document.token_at(people.end), index)
    joined = all(view.has(at, "relatives", "auxiliaries", "passive", "adverbs", "of") for at in gap)
    return people if joined else None


def _nation_before(view: SentenceView, index: int) -> Span | None:
    """ "North Korean dead": the capitalised words right before a harm noun, in languages that put adjectives there."""
    document, first = view.document, index
    all_capitals = span_of(view, view.tokens).of(document.text).isupper()
    if view.language.grammar.head != "last" or view.language.attribution.capital_nouns or all_capitals:
        return None
    while first - 1 > view.tokens.start and _is_proper(view, first - 1):
        first -= 1
    return span_of(view, range(first, index)) if first < index else None


def _is_proper(view: SentenceView, index: int) -> bool:
    """Whether the word has a capital and is no function word ("SEOUL (AP) -- The dead")."""
    plain = not view.has(index, "determiners", "prepositions", "conjunctions", "calendar")
    return view.is_word(index) and plain and view.document.capitalised(view.document.tokens[index])


def _line_end(view: SentenceView, start: int, reach: int) -> int:
    """The first token from the start on that opens another line, at most so far away."""
    ahead = range(start, min(start + reach, view.tokens.stop))
    return next((index for index in ahead if breaks_line(view, index)), start + reach)
