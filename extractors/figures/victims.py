"""Figures → figures with the words for who was harmed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from extractors.figures.classified_parts import is_among
from extractors.figures.counted import Counted, Head, SentenceView, people_lexicon
from extractors.figures.labelled import breaks_line, labelled_people
from extractors.figures.links import QUOTE_MARKS, Link, part_of
from extractors.figures.people_phrases import NEAR_PEOPLE, first_people, own_noun, says_anybody, span_of, with_others
from extractors.figures.subsets import is_part
from extractors.figures.victim_groups import fronted_group, group_after, group_before, side, sufferer
from extractors.harm import Kind
from extractors.languages.schema import Language
from extractors.lexicon import Lexicon
from extractors.marks import trim_mark
from extractors.models import Category, Figure, Span

_FARTHEST_INHERITED = 2  # sentences
_MOST_OTHERS = 10  # times as many injured as killed of the same people, and the like


def assign_victims(views: list[tuple[SentenceView, dict[int, Link]]], figures: list[Figure]) -> tuple[Figure, ...]:
    """The figures, each with the noun phrase of its people where it, or the figure that it continues, names any."""
    places = [(view, view.counted[place], links[place]) for view, links in views for place in sorted(links)]
    found: list[Figure] = []
    whole: Figure | None = None  # the last figure that is no part of another one
    verb = 0  # the first token of its harm word
    part = False  # whether the last figure is a part of another one, by words or joined to such a part
    resumed = False  # behind a part the clause of its whole has gone on ("three, a girl among them, died and 27 …")
    for (view, counted, link), figure in zip(places, figures, strict=True):
        victims = _find_victims(view, counted, link)
        part = is_part(view, counted, link) or (part and link.rule == "coordination")
        if victims is None and not says_anybody(view, counted) and found and not _holds_part_before(view, counted):
            victims = _inherited(
                view, counted, link.category, whole if resumed and whole and not part else found[-1], whole
            )
        if victims is not None:
            victims = trim_mark(view.document, view.language, victims, people_lexicon(view.language))
        found.append(replace(figure, victims=victims))
        resumed = part and verb > counted.first
        if not part:
            whole, verb = found[-1], link.words.start
    return tuple(found)


def _find_victims(view: SentenceView, counted: Counted, link: Link) -> Span | None:
    own = own_noun(view, counted)
    label = labelled_people(view, counted)
    if own is not None and _is_generic(view, counted):
        return sufferer(view, counted) or side(view, counted) or own
    return (
        own
        or (span_of(view, label) if label else None)
        or _noun_after_anaphor(view, counted)
        or _noun_after_dash(view, counted)
        or _apposed_people(view, counted, link)
        or _noun_behind_harm(view, counted)
        or _captives(view, counted)
        or _of_the_whole(view, counted)
        or group_before(view, counted)
        or group_after(view, counted, link)
        or fronted_group(view, counted)
        or sufferer(view, counted)
        or _beside_harm(view, link)
        or side(view, counted)
        or _harm_word(view, link)
    )


def _is_generic(view: SentenceView, counted: Counted) -> bool:
    """Whether the noun says of an army's people only that ("hommes", "troops"): the army then names them better."""
    return any(generic_people(view.language).at(view.document.tokens, index) for index in counted.noun)


@cache
def generic_people(language: Language) -> Lexicon[bool]:
    """Nouns for people of whatever side."""
    return Lexicon([(word, True) for word in language.people.generic])


def _harm_word(view: SentenceView, link: Link) -> Span | None:
    """ "des otages, au nombre de 240": the word for captives that the number is tied to from afar."""
    harm = view.harm_at.get(link.words.start)
    is_noun = harm is not None and harm.end_as(Kind.NOUN) == link.words.stop and harm.end_as(Kind.ACT) is None
    if harm is not None and view.language.grammar.classifiers and harm.end_as(Kind.STATE) is not None:
        return None  # "생포 2명" tells what was done
    return span_of(view, link.words) if is_noun and link.category is Category.CAPTURED else None


def _may_be_of(whole: Figure, counted: Counted, category: Category) -> bool:
    """Whether a number of dead or injured may count the people of the figure before: no more of them, or few more."""
    if counted.head is not Head.HARM:
        return True
    number = counted.quantity.low or counted.quantity.high or 0
    most = whole.quantity.high or whole.quantity.low or 0
    return number <= most * (1 if whole.category is category else _MOST_OTHERS)


def _holds_part_before(view: SentenceView, counted: Counted) -> bool:
    """ "어린이 2명을 포함해 14명", "two children were among 14 killed": the part's people are not the whole's."""
    before = next((other for other in reversed(view.counted) if other.first < counted.first), None)
    return before is not None and is_among(view, before, counted)


def _inherited(
    view: SentenceView, counted: Counted, category: Category, before: Figure, whole: Figure | None
) -> Span | None:
    """The victims of the figure just before it, or of the last whole ("5 soldiers were killed. 30 were wounded")."""
    document = view.document
    start = document.tokens[view.tokens.start].start
    if before.span.start >= start:
        return before.victims
    if whole is None or whole.quantity.high == 1:  # of one the next sentence seldom speaks
        return None
    if not _may_be_of(whole, counted, category):
        return None
    told_after = whole.victims is not None and whole.victims.start >= whole.span.end
    if counted.head is Head.HARM and told_after:
        return None  # said of the whole only: "98 of the victims are women. …"
    farther = document.sentence_index(start) - document.sentence_index(whole.span.start)
    return whole.victims if farther <= _FARTHEST_INHERITED else None


def _captives(view: SentenceView, counted: Counted) -> Span | None:
    """ "240 hostages": the harm word itself names them."""
    harm = counted.harm
    is_noun = harm is not None and harm.category is Category.CAPTURED and harm.end_as(Kind.ACT) is None
    end = harm.end_as(Kind.NOUN) if harm and is_noun else None
    if harm and view.language.grammar.classifiers and harm.end_as(Kind.STATE) is not None:
        return None  # "생포 2명" tells what was done
    return span_of(view, range(harm.first, end)) if harm and end else None


def _noun_after_anaphor(view: SentenceView, counted: Counted) -> Span | None:
    """ "716 of them children", "one of them a suspected gunman"."""
    if counted.head is not Head.ANAPHOR:
        return None
    stop = next((i for i in range(counted.end, counted.end + NEAR_PEOPLE) if _speaks(view, i)), None)
    return first_people(view, counted.end, counted.end + NEAR_PEOPLE if stop is None else stop)


def _speaks(view: SentenceView, index: int) -> bool:
    """Whether a verb, a comma or a preposition stands at the token, behind which others are named."""
    verb = view.has(index, "auxiliaries", "passive", "passive_one") and not view.has(index, "copulas")
    return verb or view.form(index) == "," or (view.has(index, "prepositions") and not view.has(index, "of"))


def _noun_behind_harm(view: SentenceView, counted: Counted) -> Span | None:
    """ "12 раненых солдат": the noun behind the harm word, in languages that put it there."""
    if counted.harm is None or not view.language.grammar.attributes:
        return None
    start = counted.harm.last
    people = first_people(view, start, start + NEAR_PEOPLE)
    return people if people and people.start == view.document.tokens[start].start else None


def _noun_after_dash(view: SentenceView, counted: Counted) -> Span | None:
    """ "64 people, of whom 41 — children"."""
    start = counted.last + 1
    if counted.head is not Head.BARE or view.form(counted.last) not in ("–", "—") or view.has(start, "prepositions"):
        return None
    return first_people(view, start, start + NEAR_PEOPLE)


def _apposed_people(view: SentenceView, counted: Counted, link: Link) -> Span | None:
    """ "the other two, apparently army officers, were taken": the noun between commas behind the number."""
    ends = (counted.harm.last if counted.harm else counted.end, link.words.stop)
    comma = next((end for end in ends if end >= counted.last and view.form(end) == ","), None)
    if comma is None or counted.head not in (Head.BARE, Head.ANAPHOR, Head.ANYBODY, Head.HARM):
        return None
    first = view.role(comma + 1, "mostly")
    if first is None and counted.head is Head.ANYBODY:
        return None  # "12 people, police said, died"
    first = first or comma + 1
    people = with_others(view, first_people(view, first, first + NEAR_PEOPLE))
    if people is None or view.is_word(view.document.token_at(people.end)):
        return None
    between = range(first, view.document.token_at(people.start))
    joined = all(view.has(at, "adverbs", "determiners") or view.form(at) in QUOTE_MARKS for at in between)
    return people if joined else None


def _line_end(view: SentenceView, start: int, reach: int) -> int:
    """The first token from the start on that opens another line, at most so far away."""
    ahead = range(start, min(start + reach, view.tokens.stop))
    return next((index for index in ahead if breaks_line(view, index)), start + reach)


def _of_the_whole(view: SentenceView, counted: Counted) -> Span | None:
    """ "27 of the 40 passengers died": the noun of the whole."""
    whole = next((other for other in view.counted if other.first > counted.first), None)
    return own_noun(view, whole) if whole and part_of(view, counted, whole) else None


def _beside_harm(view: SentenceView, link: Link) -> Span | None:
    """The people that a harm word has beside it ("North Korean dead", "pertes nord-coréennes")."""
    if view.in_quantity(link.words.start):
        return None
    start = link.words.start
    opening = max(view.tokens.start, start - NEAR_PEOPLE)
    opening = max((at + 1 for at in range(opening, start) if at in view.harm_at), default=opening)
    before = first_people(view, opening, start) or _nation_before(view, start)  # "파병 북한군 사망 300여명"
    before = _adjacent(view, before, start)
    if link.rule == "act and object":  # before it are those who did it: "террористы похитили сто человек"
        return first_people(view, link.words.stop, link.words.stop + NEAR_PEOPLE)
    if view.language.grammar.classifiers:
        return before  # behind the verb are those who say so
    end = _line_end(view, link.words.stop, NEAR_PEOPLE)
    end = next((index for index in range(link.words.stop, end) if _turns_away(view, index)), end)
    after = before or first_people(view, link.words.stop, end)
    between = start
    while between > start - NEAR_PEOPLE and between > view.tokens.start and not view.in_quantity(between - 1):
        between -= 1
    # "cifra en 150.000 los soldados muertos"
    return after or _adjacent(view, first_people(view, between, start), start)


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
