"""Figures → figures with the words for who was harmed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from extractors.figures.counted import Counted, Head, SentenceView, people_lexicon
from extractors.figures.labelled import breaks_line, labelled_people
from extractors.figures.links import CLAUSE_ENDS, QUOTE_MARKS, Link, part_of
from extractors.figures.subsets import is_part
from extractors.harm import Kind
from extractors.languages.schema import Language
from extractors.lexicon import Lexicon
from extractors.marks import trim_mark
from extractors.models import Category, Figure, Span

_FARTHEST_GROUP = 12  # tokens between a number and the group it counts ("26 dead … among the army ranks")
_LONGEST_GROUP = 6  # tokens of the group's name right before a number
_FARTHEST_FRONTED = 25  # tokens between "of the soldiers sent there," and the number
_FARTHEST_INHERITED = 2  # sentences
_BESIDE_HARM = 4


def assign_victims(views: list[tuple[SentenceView, dict[int, Link]]], figures: list[Figure]) -> tuple[Figure, ...]:
    """The figures, each with the noun phrase of its people where it, or the figure that it continues, names any."""
    places = [(view, view.counted[place], links[place]) for view, links in views for place in sorted(links)]
    found: list[Figure] = []
    whole: Figure | None = None  # the last figure that is no part of another one
    after_part = False
    for (view, counted, link), figure in zip(places, figures, strict=True):
        victims = _find_victims(view, counted, link)
        part = is_part(view, counted, link)
        if victims is None and not _says_anybody(view, counted) and found:
            victims = _inherited(view, whole if after_part and whole and not part else found[-1], whole)
        if victims is not None:
            victims = trim_mark(view.document, view.language, victims, people_lexicon(view.language))
        found.append(replace(figure, victims=victims))
        after_part = part
        if not part:
            whole = found[-1]
    return tuple(found)


def _find_victims(view: SentenceView, counted: Counted, link: Link) -> Span | None:
    own = _own_noun(view, counted)
    label = labelled_people(view, counted)
    if own is not None and _is_generic(view, counted):
        return _sufferer(view, counted) or _side(view, counted) or own
    return (
        own
        or (_span(view, label) if label else None)
        or _noun_after_anaphor(view, counted)
        or _noun_after_dash(view, counted)
        or _apposed_people(view, counted)
        or _noun_behind_harm(view, counted)
        or _captives(view, counted)
        or _of_the_whole(view, counted)
        or _group_before(view, counted)
        or _group_after(view, counted, link)
        or _fronted_group(view, counted)
        or _sufferer(view, counted)
        or _beside_harm(view, link)
        or _side(view, counted)
        or _harm_word(view, link)
    )


def _is_generic(view: SentenceView, counted: Counted) -> bool:
    """Whether the noun says of an army's people only that ("hommes", "troops"): the army then names them better."""
    return any(generic_people(view.language).at(view.document.tokens, index) for index in counted.noun)


@cache
def generic_people(language: Language) -> Lexicon[bool]:
    """Nouns for people of whatever side."""
    return Lexicon([(word, True) for word in language.people.generic])


def _says_anybody(view: SentenceView, counted: Counted) -> bool:
    """Whether the noun says only that they are people ("40 people wounded")."""
    joined = counted.head is Head.HARM and _people_in(view, counted.noun, Head.ANYBODY)
    if view.language.grammar.classifiers and not counted.noun:
        return False  # a classifier alone does not say who they are not
    return counted.head is Head.ANYBODY or joined


def _side(view: SentenceView, counted: Counted) -> Span | None:
    """ "dans l'armée ukrainienne", "pour la Russie": the body or country whose people are counted, in the clause."""
    behind = range(counted.end, min(counted.end + _FARTHEST_GROUP, view.tokens.stop))
    before = range(counted.first - 1, max(view.tokens.start, counted.first - _FARTHEST_GROUP) - 1, -1)
    for indices in (before, behind):
        for index in indices:
            if view.form(index) in CLAUSE_ENDS or view.in_quantity(index):
                break
            end = view.role(index, "sides")
            if end is None or end not in view.tokens:
                continue
            named = view.role(end, "determiners") or end
            match = bodies(view.language).longest_at(view.document.tokens, named, view.tokens.stop)
            if match is not None:
                return _span(view, range(match.first, _after_adjective(view, match.last)))
    return None


@cache
def bodies(language: Language) -> Lexicon[bool]:
    """Bodies of people that lose some of them, and countries."""
    return Lexicon([(word, True) for word in language.people.bodies])


def _harm_word(view: SentenceView, link: Link) -> Span | None:
    """ "des otages, au nombre de 240": the word for captives that the number is tied to from afar."""
    harm = view.harm_at.get(link.words.start)
    is_noun = harm is not None and harm.end_as(Kind.NOUN) == link.words.stop and harm.end_as(Kind.ACT) is None
    if harm is not None and view.language.grammar.classifiers and harm.end_as(Kind.STATE) is not None:
        return None  # "생포 2명" tells what was done
    return _span(view, link.words) if is_noun and link.category is Category.CAPTURED else None


def _inherited(view: SentenceView, before: Figure, whole: Figure | None) -> Span | None:
    """The victims of the figure just before it, or of the last whole ("5 soldiers were killed. 30 were wounded")."""
    document = view.document
    start = document.tokens[view.tokens.start].start
    if before.span.start >= start:
        return before.victims
    if whole is None or whole.quantity.high == 1:  # of one the next sentence seldom speaks
        return None
    farther = document.sentence_index(start) - document.sentence_index(whole.span.start)
    return whole.victims if farther <= _FARTHEST_INHERITED else None


def _span(view: SentenceView, tokens: range) -> Span:
    return Span(view.document.tokens[tokens.start].start, view.document.tokens[tokens.stop - 1].end)


def _own_noun(view: SentenceView, counted: Counted) -> Span | None:
    if not counted.noun or counted.head in (Head.ANYBODY, Head.ANAPHOR, Head.BARE):
        return None
    if counted.head is Head.UNKNOWN and (
        view.has(counted.noun.start, "pronouns")
        or not view.document.capitalised(view.document.tokens[counted.noun.start])
    ):
        return None
    if _says_anybody(view, counted) or (counted.head is Head.HARM and not _names_people(view, counted.noun)):
        return None
    return _span(view, counted.noun)


def _names_people(view: SentenceView, noun: range) -> bool:
    """Whether the words between number and harm word are people or their adjectives, where the pack tells these."""
    if not view.language.grammar.attributes or _people_in(view, noun, Head.PEOPLE):
        return True
    adjectives = (view.document.tokens[index] for index in noun if view.has(index, "attributes"))
    return any(view.document.capitalised(token) for token in adjectives)


def _people_in(view: SentenceView, tokens: range, head: Head) -> bool:
    people = people_lexicon(view.language)
    return any(
        match.value is head for index in tokens for match in people.at(view.document.tokens, index, tokens.stop)[:1]
    )


def _captives(view: SentenceView, counted: Counted) -> Span | None:
    """ "240 hostages": the harm word itself names them."""
    harm = counted.harm
    end = harm.end_as(Kind.NOUN) if harm and harm.category is Category.CAPTURED else None
    if harm and view.language.grammar.classifiers and harm.end_as(Kind.STATE) is not None:
        return None  # "생포 2명" tells what was done
    return _span(view, range(harm.first, end)) if harm and end else None


def _sufferer(view: SentenceView, counted: Counted) -> Span | None:
    """ "the army sustained 20 killed", "l'armée déplore 12 morts": the subject of a verb of losing."""
    stop = counted.first
    while stop - 1 in view.tokens and view.has(stop - 1, "adverbs", "others"):
        stop -= 1
    if not any(view.role(start, "suffering") == stop for start in range(stop - 3, stop)):
        return None
    for index in range(stop - 2, max(view.tokens.start, stop - _FARTHEST_GROUP) - 1, -1):
        if view.form(index) in CLAUSE_ENDS or view.in_quantity(index):
            return None
        match = sufferers(view.language).longest_at(view.document.tokens, index, view.tokens.stop)
        if match and match.value:
            return _span(view, range(index, _after_adjective(view, match.last)))
    return None


@cache
def sufferers(language: Language) -> Lexicon[bool]:
    """Nouns for people, and for bodies of people that lose some of them; false for words that only look like them."""
    people = language.people
    return Lexicon(
        [(word, False) for word in (*people.things, *people.not_people)]
        + [(word, True) for word in people.bodies]
    )


def _noun_after_anaphor(view: SentenceView, counted: Counted) -> Span | None:
    """ "716 of them children", "one of them a suspected gunman"."""
    if counted.head is not Head.ANAPHOR:
        return None
    stop = next((i for i in range(counted.end, counted.end + _BESIDE_HARM) if _speaks(view, i)), None)
    return _first_people(view, counted.end, counted.end + _BESIDE_HARM if stop is None else stop)


def _speaks(view: SentenceView, index: int) -> bool:
    """Whether a verb, a comma or a preposition stands at the token, behind which others are named."""
    verb = view.has(index, "auxiliaries", "passive", "passive_one") and not view.has(index, "copulas")
    return verb or view.form(index) == "," or (view.has(index, "prepositions") and not view.has(index, "of"))


def _noun_behind_harm(view: SentenceView, counted: Counted) -> Span | None:
    """ "12 раненых солдат": the noun behind the harm word, in languages that put it there."""
    if counted.harm is None or not view.language.grammar.attributes:
        return None
    start = counted.harm.last
    people = _first_people(view, start, start + _BESIDE_HARM)
    return people if people and people.start == view.document.tokens[start].start else None


def _noun_after_dash(view: SentenceView, counted: Counted) -> Span | None:
    """ "64 people, of whom 41 — children"."""
    start = counted.last + 1
    if counted.head is not Head.BARE or view.form(counted.last) not in ("–", "—") or view.has(start, "prepositions"):
        return None
    return _first_people(view, start, start + _BESIDE_HARM)


def _apposed_people(view: SentenceView, counted: Counted) -> Span | None:
    """ "the other two, apparently army officers, were taken": the noun between commas behind a number alone."""
    if counted.head not in (Head.BARE, Head.ANAPHOR) or view.form(counted.end) != ",":
        return None
    people = _first_people(view, counted.end + 1, counted.end + 1 + _BESIDE_HARM)
    if people is None or view.form(view.document.token_at(people.end)) != ",":
        return None
    between = range(counted.end + 1, view.document.token_at(people.start))
    return people if all(view.has(at, "adverbs", "determiners") for at in between) else None


def _first_people(view: SentenceView, start: int, stop: int) -> Span | None:
    """The first noun phrase for people between the tokens, unless the clause ends or a number begins before it."""
    people = people_lexicon(view.language)
    opened = start
    for index in range(start, min(stop, view.tokens.stop)):
        if view.form(index) in CLAUSE_ENDS or view.in_quantity(index) or index in view.harm_at:
            return None
        match = people.longest_at(view.document.tokens, index, view.tokens.stop)
        if match and match.value is Head.PEOPLE and not _describes(view, index):
            hyphened = index - 2 if index - 2 >= start and view.form(index - 1) == "-" else index
            first = hyphened if view.language.grammar.head == "first" else opened
            return _span(view, range(first, _after_adjective(view, match.last)))
        bare = view.language.grammar.attributes and not view.has(index, "attributes")  # a verb, or another noun
        mark = not view.is_word(index) and view.form(index) not in "-'"
        if mark and view.language.grammar.attributes and view.form(index) not in QUOTE_MARKS:
            return None
        if bare or mark or view.has(index, "determiners", "prepositions", "of"):
            opened = index + 1
    return None


def _describes(view: SentenceView, index: int) -> bool:
    """Whether a word for people is the adjective of the noun before it ("وزارة الصحة اللبنانية", "الدفاع المدني")."""
    if view.language.grammar.head != "first" or not view.has(index, "adjectives") or not view.is_word(index - 1):
        return False
    if index - 1 in view.harm_at or view.in_quantity(index - 1):
        return False
    return not view.has(index - 1, "prepositions", "of", "conjunctions", "determiners", "auxiliaries", "subordinators")


def _line_end(view: SentenceView, start: int, reach: int) -> int:
    """The first token from the start on that opens another line, at most so far away."""
    ahead = range(start, min(start + reach, view.tokens.stop))
    return next((index for index in ahead if breaks_line(view, index)), start + reach)


def _after_adjective(view: SentenceView, index: int) -> int:
    """The token after the adjective that follows a noun, in languages that put it there."""
    if view.language.grammar.head != "first":
        return index
    end = index
    while view.is_word(end) and end - index < 3 and not view.roles.get(end) and end not in view.harm_at:
        end += 2 if view.form(end + 1) == "-" else 1
    return min(end, view.tokens.stop)


def _of_the_whole(view: SentenceView, counted: Counted) -> Span | None:
    """ "27 of the 40 passengers died": the noun of the whole."""
    whole = next((other for other in view.counted if other.first > counted.first), None)
    return _own_noun(view, whole) if whole and part_of(view, counted, whole) else None


def _group_before(view: SentenceView, counted: Counted) -> Span | None:
    """ "북한군 가운데 최소 100명", "parmi les civils 3 200 tués": the group whose name reaches up to the number."""
    if view.language.grammar.classifiers:
        behind = (index for index in range(counted.first - 1, counted.first - 3, -1))
        named = next((index for index in behind if view.role(index, "groups") == counted.first), None)
        return None if named is None else _first_people(view, named - 1, named)
    for index in range(counted.first - 2, max(view.tokens.start, counted.first - _LONGEST_GROUP) - 1, -1):
        if view.form(index) in CLAUSE_ENDS or view.form(index) == "," or view.in_quantity(index):
            return None
        end = view.role(index, "groups")
        if end is not None and (people := _first_people(view, end, counted.first)):
            return people if view.document.token_at(people.end) == counted.first else None
    return None


def _group_after(view: SentenceView, counted: Counted, link: Link) -> Span | None:
    """ "12 tués chez les Français", "400 casualties on the government forces", "26 dead among the army ranks"."""
    start = max(counted.last, counted.end, link.words.stop if link.words.start >= counted.first else counted.last)
    for index in range(start, min(start + _FARTHEST_GROUP, view.tokens.stop)):
        if view.form(index) in CLAUSE_ENDS or view.has(index, "doers", "subordinators"):
            return None
        end = view.role(index, "groups") or (view.role(index, "of") if index == start else None)
        if view.has(index, "subset_before") or (end is not None and view.has(end, "relatives")):
            return None  # some of them: "8 dead, among whom a boy"
        if end is not None and (people := _first_people(view, end, end + _BESIDE_HARM)):
            return people
    return None


def _fronted_group(view: SentenceView, counted: Counted) -> Span | None:
    """ "Of the 11,000 soldiers sent there, at least 100 are dead", "Parmi les soldats …, près de 3 000"."""
    if counted.head not in (Head.BARE, Head.HARM):
        return None
    for index in range(max(view.tokens.start, counted.first - _FARTHEST_FRONTED), counted.first):
        end = view.role(index, "among") or view.role(index, "groups")
        opens = index == view.tokens.start or not (view.is_word(index - 1) or view.form(index - 1) in "»”")
        if end is None or not opens:
            continue
        whole = view.counted_at(end)
        if whole is not None and whole is not counted:
            return _own_noun(view, whole)
        if people := _first_people(view, end, end + _BESIDE_HARM):
            return people
    return None


def _beside_harm(view: SentenceView, link: Link) -> Span | None:
    """The people that a harm word has beside it ("North Korean dead", "pertes nord-coréennes")."""
    if view.in_quantity(link.words.start):
        return None
    start = link.words.start
    before = _first_people(view, max(view.tokens.start, start - _BESIDE_HARM), start) or _nation_before(view, start)
    before = _adjacent(view, before, start)
    if link.rule == "act and object":  # before it are those who did it: "террористы похитили сто человек"
        return _first_people(view, link.words.stop, link.words.stop + _BESIDE_HARM)
    if view.language.grammar.classifiers:
        return before  # behind the verb are those who say so
    end = _line_end(view, link.words.stop, _BESIDE_HARM)
    end = next((index for index in range(link.words.stop, end) if _turns_away(view, index)), end)
    after = before or _first_people(view, link.words.stop, end)
    between = start
    while between > start - _BESIDE_HARM and between > view.tokens.start and not view.in_quantity(between - 1):
        between -= 1
    # "cifra en 150.000 los soldados muertos"
    return after or _adjacent(view, _first_people(view, between, start), start)


def _turns_away(view: SentenceView, index: int) -> bool:
    """Whether people behind the token are no sufferers: "killed by soldiers", "when militants attacked"."""
    if view.form(index) == "," or view.has(index, "doers", "subordinators"):
        return True
    return view.has(index, "prepositions") and not view.has(index, "of", "groups", "datives")


def _adjacent(view: SentenceView, people: Span | None, index: int) -> Span | None:
    """The people before the token, where no verb or other noun parts them: no "rescuers pulled 14 bodies"."""
    if people is None:
        return None
    gap = range(view.document.token_at(people.end), index)
    joined = all(view.has(at, "relatives", "auxiliaries", "passive", "adverbs", "of") for at in gap)
    return people if joined else None


def _nation_before(view: SentenceView, index: int) -> Span | None:
    """ "North Korean dead": the capitalised words right before a harm noun, in languages that put adjectives there."""
    document, first = view.document, index
    all_capitals = _span(view, view.tokens).of(document.text).isupper()
    if view.language.grammar.head != "last" or view.language.attribution.capital_nouns or all_capitals:
        return None
    while (
        view.is_word(first - 1) and first - 1 > view.tokens.start and document.capitalised(document.tokens[first - 1])
    ):
        first -= 1
    return _span(view, range(first, index)) if first < index else None
