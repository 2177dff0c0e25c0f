"""What a counted thing is a figure of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.figures.counted import Counted, Head, SentenceView, people_lexicon
from extractors.harm import Harm, Kind
from extractors.models import Category

PEOPLE = (Head.PEOPLE, Head.ANYBODY)
CLAUSE_ENDS = frozenset(";.!?…")
QUOTE_MARKS = frozenset('"«“»”')


@dataclass(frozen=True, slots=True)
class Link:
    """What a counted thing is a figure of, by which word (tokens) and which rule."""

    category: Category
    words: range
    rule: str


_HIGHEST_RATIO = 20
_ROUND = (100, 1000, 10_000, 100_000)  # of which a rate counts some: "one in 100"
_LONGEST_OF_THE = 3
_LONGEST_PREPOSITION = 5  # tokens
_NO_FRONT = ("of", "datives", "objects", "subset_before", "additive", "among", "groups", "copulas")
_VERB_BEFORE = 3  # tokens from a verb to the first number of its list
_LONGEST_RUN = 5  # people joined by commas, of whom the last are counted
_LONGEST_INNER = 11  # tokens of an aside between commas
Links = dict[int, Link]  # by the counted thing's place in the sentence


def link_to(harm: Harm, kind: Kind, rule: str) -> Link | None:
    """The link to the harm mention read as the kind, or None where it cannot be."""
    end = harm.end_as(kind)
    if end is None or harm.category is None:
        return None
    return Link(harm.category, range(harm.first, end), rule)


def main_category(recent: Sequence[Category]) -> Category:
    """What a text counts that told these categories, in order: the dead, where the injured stand behind them."""
    return Category.KILLED if recent[-1] is Category.INJURED and Category.KILLED in recent[-2:] else recent[-1]


def number_at(view: SentenceView, counted: Counted) -> int:
    """The first token of the bare number, after its hedge."""
    return view.document.token_at(counted.quantity.number.start)


def passive_before(view: SentenceView, index: int) -> bool:
    """Whether the words before the token make the participle there passive."""
    for start in range(max(view.tokens.start, index - 4), index):
        for role in ("passive", "passive_one"):
            end = view.role(start, role)
            while end is not None and end < index and view.has(end, "adverbs"):
                end += 1
            if end == index:
                return True
    return False


def counted_object(view: SentenceView, harm: Harm) -> bool:
    """Whether a counted thing stands right after the verb, so that the noun before it is the doer."""
    end = harm.end_as(Kind.ACT)
    joined = view.role(end, "conjunctions") if end is not None and not view.language.attribution.verb_first else None
    second = view.harm_at.get(joined) if joined is not None else None  # "stabbed and injured two tourists"
    if second is not None and second.first == joined and second.end_as(Kind.ACT) is not None:
        end = second.end_as(Kind.ACT)
    return end is not None and view.counted_at(end) is not None


def object_follows(view: SentenceView, harm: Harm) -> bool:
    """Whether people, counted or not, stand right after the verb, so that the noun before it is the doer."""
    end = harm.end_as(Kind.ACT)
    return counted_object(view, harm) or (end is not None and _object_begins(view, end))


def _object_begins(view: SentenceView, index: int) -> bool:
    """Whether a noun phrase that tells no time begins at the token: "five policemen shot dead the suspect"."""
    at = index
    while view.has(at, "adverbs") and not view.has(at, "determiners"):
        at += 1
    marked = view.role(at, "objects")  # "han abatido al sospechoso"
    noun = view.role(at, "determiners") or marked
    people = people_lexicon(view.language).longest_at(view.document.tokens, noun or at, view.tokens.stop)
    if people is not None and people.value is Head.PEOPLE:
        return True  # "killed villagers"
    if noun is None or not view.is_word(noun) or (not marked and view.has(at, "relatives", "prepositions", "of")):
        return False
    last = noun + 1 if view.has(noun + 1, "prepositions") else noun + 2  # "the mayor on Monday", "the same night"
    return not any(view.has(i, "calendar", "times", "ago") or view.in_quantity(i) for i in range(at, last))


def closes_clause(view: SentenceView, index: int) -> bool:
    """Whether no noun, verb or harm word follows the number that ends before the token."""
    if index in view.harm_at:
        return False
    return not view.is_word(index) or view.has(
        index, "conjunctions", "prepositions", "adverbs", "subordinators", "determiners", "calendar", "ago"
    )


def skipped_backwards(view: SentenceView, index: int) -> bool:
    """Whether the token is a quotation mark, an adverb, or the comma beside one."""
    if view.form(index) in QUOTE_MARKS or index in view.asides or view.has(index, "adverbs"):
        return True
    return view.form(index) == "," and (view.has(index - 1, "adverbs") or view.has(index + 1, "adverbs"))


def before_aside(view: SentenceView, index: int) -> int:
    """The comma that opens the aside which the comma at the index closes; an index outside where there is none."""
    for start in range(index - 1, index - _LONGEST_INNER, -1):
        if view.form(start) in CLAUSE_ENDS or start in view.harm_at or view.in_quantity(start):
            break
        if view.form(start) == ",":
            return start
    return view.tokens.start - 1


_JOINING_MARKS = frozenset(",:;(–—")
_LONGEST_COMPLEMENT = 6  # tokens
_INNER_MARKS = QUOTE_MARKS | {"-"}
_NO_COMPLEMENT = (
    "prepositions", "relatives", "subordinators", "auxiliaries", "conjunctions", "adverbs", "passive", "determiners",
)  # fmt: skip


def after_bare_complement(view: SentenceView, counted: Counted, index: int) -> int:
    """The token after a complement that no small word opens ("сотрудников полиции"), in languages that have such."""
    if view.language.grammar.head != "middle" or counted.head in (Head.BARE, Head.ANAPHOR):
        return index
    end = index
    while end - index < _LONGEST_COMPLEMENT and (view.is_word(end) or view.form(end) in _INNER_MARKS):
        if end in view.harm_at or view.in_quantity(end) or view.has(end, *_NO_COMPLEMENT):
            break
        end += 1
    return end


def coordinated(view: SentenceView, before: Counted, after: Counted) -> bool:
    """Whether nothing but commas, conjunctions and brackets stands between two counted things."""
    index = before.noun_end
    index = after_bare_complement(view, before, index)
    joined = False
    first = after.noun.start if after.noun and after.noun.start < after.first else after.first
    while index < first:
        end = view.role(index, "conjunctions")
        if end is not None:
            index, joined = end, True
        elif view.form(index) in _JOINING_MARKS:
            index, joined = index + 1, True
        elif view.form(index) in QUOTE_MARKS or view.has(index, "of", "datives", "possessives"):
            index += 1  # "a man and his two sons"
        elif joined and index + 1 == first and view.has(index, "determiners"):
            index += 1  # "the 31 passengers and the six crew"
        else:
            return False
    return joined and not _set_apart(view, before, after)


def closes_list(view: SentenceView, counted: Counted) -> bool:
    """Whether "and" before the number closed the list behind a verb ("fielen 60 Mann und 15 Helfer, 70 weitere …")."""
    place = view.counted.index(counted)
    if place == 0 or view.role(counted.first - 1, "conjunctions") != counted.first:
        return False
    before = view.counted[place - 1]
    governed = any(
        at in view.harm_at for at in range(max(view.tokens.start, before.first - _VERB_BEFORE), before.first)
    )
    return governed and before.harm is None and coordinated(view, before, counted)


def _set_apart(view: SentenceView, before: Counted, after: Counted) -> bool:
    """ "According to two officers, 12 died", "in an attack on two soldiers, 12 were killed": a phrase in front."""
    end = before.noun_end
    if any(view.has(index, "conjunctions") for index in range(end, after.first)):
        return False
    starts = range(max(view.tokens.start, before.first - _LONGEST_PREPOSITION), before.first)
    if any(view.role(start, "cites") == before.first for start in starts):
        return True
    return any(
        view.role(start, role) == before.first and not view.has(start, *_NO_FRONT)
        for start in starts
        for role in ("prepositions", "doers")
    )


def beside_number(view: SentenceView, counted: Counted) -> bool:
    """Whether a conjunction or a comma joins the one person to people counted ("a Spaniard and two Romanians")."""
    place = bisect_left(view.counted, counted.first, key=lambda other: other.first)
    ahead = view.counted[place : place + _LONGEST_RUN]
    behind = view.counted[max(place - _LONGEST_RUN + 1, 0) : place + 1]
    return _runs_to_number(view, pairwise(ahead)) or _runs_to_number(view, pairwise(reversed(behind)))


def _runs_to_number(view: SentenceView, pairs: Iterable[tuple[Counted, Counted]]) -> bool:
    """Whether a run of people joined by commas or "and" comes to a number ("a bomber, a soldier and four others")."""
    for one, other in pairs:
        if not coordinated(view, *sorted((one, other), key=lambda counted: counted.first)):
            return False
        if not other.quantity.article:
            return True
    return False


def may_suffer(counted: Counted, harm: Harm) -> bool:
    """Whether the harm word can be said of what is counted: some are said of things as well."""
    return not harm.only_people or counted.head in (*PEOPLE, Head.HARM, Head.ANAPHOR)


def counts_no_harm(view: SentenceView, counted: Counted) -> bool:
    """Whether the number counts people to whom something else happened ("2,000 evacuees"), or is half a ratio."""
    if counted.harm is not None and counted.harm.category is None:
        return True
    if counted.head is Head.BARE and _labels_thing(view, counted):
        return True
    if counted.head is Head.BARE and _tells_age(view, counted):
        return True
    if counted.partitive and counted.quantity.low == 1 and _is_named(view, counted):
        return True
    alone = counted.head is Head.BARE and counted.last not in view.harm_at  # "arrested 20 in Nablus"
    trapped = counted.harm is not None and counted.harm.category is Category.MISSING  # "rescued 12 trapped miners"
    if (alone or trapped or counted.head in PEOPLE) and _object_of_other(view, counted):
        return True
    if _of_ratio(view, counted):
        return True
    ratio = next((other for other in view.counted if _in_ratio(view, other)), None)
    if ratio is None:
        return False
    end = ratio.harm.last if ratio.harm is not None else ratio.last
    return counted is ratio or counted.first in (end + 1, view.role(end, "prepositions"))


def _is_named(view: SentenceView, counted: Counted) -> bool:
    """ "Brandt was one of those killed": who one of the people counted was."""
    return any(view.role(start, "passive_one") == counted.first for start in range(counted.first - 2, counted.first))


def _tells_age(view: SentenceView, counted: Counted) -> bool:
    """Whether "of" ties the number to one person ("a woman of 20", "the father of four")."""
    if not view.has(counted.first - 1, "of") or not closes_clause(view, counted.last):
        return False
    of = counted.first - 1
    match = people_lexicon(view.language).ending_at(view.document.tokens, of, longest=3, first=view.tokens.start)
    return match is not None and match.value is Head.PEOPLE and not view.has(of - 1, "several")


def _object_of_other(view: SentenceView, counted: Counted) -> bool:
    """Whether a word of no harm right before the people is done to them ("l'interpellation de six suspects")."""
    index = counted.first - 1
    while view.has(index, "of", "objects", "adverbs", "determiners") and index not in view.harm_at:
        index -= 1
    noun = view.is_word(index) and index not in view.harm_at and not view.has(index, "prepositions")
    if view.language.attribution.verb_first and noun:
        index -= 1  # "اعتقلت الشرطة 12 رجلا": the subject stands between
    harm = view.harm_at.get(index)
    return harm is not None and harm.category is None and not passive_before(view, harm.first)


def _labels_thing(view: SentenceView, counted: Counted) -> bool:
    """Whether the number is the name of a thing: "police posts 542 and 543"."""
    if number_at(view, counted) != counted.first:
        return False  # a name has no hedge
    match = people_lexicon(view.language).ending_at(view.document.tokens, counted.first, longest=1)
    return match is not None and match.value is Head.THING


def _of_ratio(view: SentenceView, counted: Counted) -> bool:
    """ "164 patients, more than one in three, died": the number behind an article and a preposition."""
    high = counted.quantity.high
    if (
        counted.head is not Head.BARE
        or high is None
        or high > _HIGHEST_RATIO
        or number_at(view, counted) != counted.first
    ):
        return False
    of = view.has(counted.first - 1, "prepositions") and not view.has(counted.first - 1, "objects")
    articles = view.language.numbers.articles
    return of and (view.form(counted.first - 2) in articles or view.form(counted.first - 3) in articles)


def _in_ratio(view: SentenceView, counted: Counted) -> bool:
    """ "two in five", "un sur trois", "six dead out of ten killed"."""
    high = counted.quantity.high
    if counted.head is Head.HARM and counted.harm is not None:
        behind = view.role(counted.harm.last, "prepositions")
        ten = view.counted_at(behind) if behind is not None else None
        return ten is not None and ten.quantity.low == 10 and high is not None and high < 10
    if high is None or high > _HIGHEST_RATIO or counted.head not in (Head.BARE, Head.HARM, *PEOPLE):
        return False
    if counted.head is not Head.BARE and high > 1:
        return False
    after = view.role(counted.noun_end, "prepositions")  # "un blessé sur cinq"
    if view.has(counted.last, "copulas"):
        return False  # "rose from 11 to 15"
    other = view.counted_at(after) if after is not None else None
    whole = other.quantity.high if other is not None else None
    return whole is not None and (high < whole <= _HIGHEST_RATIO or whole in _ROUND)


def is_whole(view: SentenceView, counted: Counted) -> bool:
    """Whether the counted thing is what another number is a part of: "68 of the 400 inhabitants"."""
    if counted.harm is not None and counted.harm.end_as(Kind.NOUN) is not None:
        return False
    if any(part_of(view, other, counted) for other in view.counted if other.last < counted.first):
        return True
    if _fraction_before(view, counted):
        return True
    return counted.harm is None and fronted(view, counted) and not _reduced_state(view, counted)


def _reduced_state(view: SentenceView, counted: Counted) -> bool:
    """Whether a participle says what became of the whole: "of the 251 people then abducted, 105 are still held"."""
    index = counted.end
    while view.has(index, "adverbs"):
        index += 1
    harm = view.harm_at.get(index)
    return harm is not None and harm.category is not None and harm.end_as(Kind.STATE) is not None


def _fraction_before(view: SentenceView, counted: Counted) -> bool:
    """ "half of its 600 men"."""
    index = counted.first - 1
    while view.has(index, "of", "determiners") or view.form(index) == "'":
        index -= 1
    return index < counted.first - 1 and view.has(index, "fractions")


def fronted(view: SentenceView, counted: Counted) -> bool:
    """ "of the 60 passengers, 22 drowned"."""
    opened = any(view.role(start, "among") == counted.first for start in range(counted.first - 4, counted.first))
    after = next((other for other in view.counted if other.first > counted.first), None)
    return opened and after is not None and view.form(after.first - 1) == ","


def harmed_whole(view: SentenceView, counted: Counted) -> Counted | None:
    """The figure that the number is taken out of ("one of the 17 wounded"), or None."""
    after = next((other for other in view.counted if other.first > counted.first), None)
    harmed = after is not None and after.harm is not None and after.harm.end_as(Kind.NOUN) is not None
    return after if after and harmed and part_of(view, counted, after) else None


def part_of(view: SentenceView, counted: Counted, whole: Counted) -> bool:
    """Whether only "of the" stands between two quantities."""
    between = range(counted.last, whole.first)
    if not 0 < len(between) <= _LONGEST_OF_THE or not view.has(between.start, "of"):
        return False
    return all(
        view.has(index, "of", "determiners", "others", "anaphors") or not view.is_word(index) for index in between
    )


def names_people(view: SentenceView, index: int) -> bool:
    """Whether a noun for people begins at the token."""
    match = people_lexicon(view.language).longest_at(view.document.tokens, index, view.tokens.stop)
    return match is not None and match.value in PEOPLE
