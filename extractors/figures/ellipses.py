"""Numbers alone that a text gives for what it has just counted: answers, rival counts, verbs left out."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.figures.counted import Counted, Head, SentenceView
from extractors.figures.links import CLAUSE_ENDS, QUOTE_MARKS, Link, Links, closes_clause
from extractors.figures.noun_phrases import view_sentence
from extractors.harm import Harm, Kind
from extractors.tags import VERBS, wording_of

_FARTHEST_VERB = 7  # tokens between the comma behind a number and the verb of who gives it
_FARTHEST_ECHO = 4  # tokens between a number and the verb that stands for the one before
_LONGEST_PHRASE = 5  # tokens
_LONGEST_SENTENCE = 80  # tokens that are looked through for the verb that another stands for
_INNER = frozenset("'’-.")


# --- a claimant right behind the number


def credited(view: SentenceView, index: int) -> bool:
    """Whether the token opens who gives the number: "(32 d'après une ONG", "39, corrige le ministère"."""
    while view.form(index) in QUOTE_MARKS:
        index += 1
    if view.has(index, "cites"):
        return True
    if view.form(index) != ",":
        return False
    index += 1
    if view.has(index, "cites"):
        return True
    helped = False
    for at in range(index, index + _FARTHEST_VERB):
        if view.in_quantity(at) or at in view.harm_at or view.has(at, "relatives", "subset_before", "prepositions"):
            return False
        helped = helped or view.has(at, "auxiliaries")
        if _reports(view, at, helped=helped):
            return True
        if not (view.is_word(at) or view.form(at) in _INNER):
            return False
    return False


def _reports(view: SentenceView, index: int, *, helped: bool) -> bool:
    """Whether a verb of saying or counting begins at the token, in a form that needs no more than is before it."""
    wording, tokens = wording_of(view.language), view.document.tokens
    for match in wording.lexicon.at(tokens, index, view.tokens.stop):
        form = view.document.text[tokens[index].start : tokens[match.last - 1].end].lower()
        if match.value in VERBS and form not in wording.infinitives and (helped or form not in wording.participles):
            return True
    return False


def rival_in_brackets(view: SentenceView, before: Counted, counted: Counted) -> bool:
    """ "a dozen dead (32 according to a local group)": another claimant's count right behind the figure."""
    end = before.noun_end
    return view.form(counted.first - 1) == "(" and counted.first - 1 == end and credited(view, counted.last)


def alternative(view: SentenceView, counted: Counted) -> bool:
    """ "eleven dead, or thirty-one": a conjunction that parts two counts of one thing, nothing behind the second."""
    starts = range(max(view.tokens.start, counted.first - 2), counted.first)
    ends = (counted.first, counted.first - view.has(counted.first - 1, "datives"))  # "ou à trente et un"
    parted = any(view.role(start, "range_words") in ends and not view.has(start, "prepositions") for start in starts)
    return parted and not view.is_word(counted.last)


def rival_clause(view: SentenceView, counted: Counted) -> bool:
    """ "53 dead, the governor says; 39, corrects the ministry"."""
    return view.form(counted.first - 1) == ";" and credited(view, counted.last)


def answer_counts(view: SentenceView, links: Links) -> None:
    """ "How many dead? Eleven, according to the police.": a number and its claimant are all that the sentence says."""
    counted = view.counted[0] if view.counted else None
    if counted is None or 0 in links or 0 in view.excluded or view.asked is None:
        return
    opening = counted.first
    while view.form(opening - 1) in QUOTE_MARKS:
        opening -= 1
    alone = counted.head is Head.BARE and not counted.quantity.article and opening == view.tokens.start
    if (alone and credited(view, counted.last)) or _behind_phrase(view, counted):
        links[0] = Link(view.asked, range(counted.first, counted.last), "count again")


def _behind_phrase(view: SentenceView, counted: Counted) -> bool:
    """ "Officially, twelve dead. Unofficially, some forty.": a short phrase and a number are the whole sentence."""
    if counted.head is not Head.BARE or view.form(counted.first - 1) != "," or len(view.counted) > 1 or view.harms:
        return False
    phrase = range(view.tokens.start, counted.first - 1)
    while phrase and view.form(phrase.start) in QUOTE_MARKS:
        phrase = phrase[1:]
    ends = view.form(counted.last) in CLAUSE_ENDS or counted.last not in view.tokens
    if not ends or not 0 < len(phrase) <= _LONGEST_PHRASE:
        return False
    words = all(view.is_word(index) or view.form(index) in _INNER for index in phrase)
    finite = any(view.has(index, "auxiliaries", "relatives", "subordinators", "calendar") for index in phrase)
    return words and not finite


# --- a verb that stands for the one before


def repeat_verbs(view: SentenceView, links: Links) -> None:
    """ "Three soldiers were killed; two others had been the day before", "Ils étaient 58 à midi"."""
    for place, counted in enumerate(view.counted):
        if place in links or place in view.excluded or counted.harm is not None or counted.head is Head.UNKNOWN:
            continue
        harm = None
        if counted.head is Head.BARE and _numbers_them(view, counted):
            harm = _harm_before(view, view.tokens.start)
        elif not counted.quantity.article and _echoes(view, counted):
            harm = _harm_before(view, counted.first)
        if harm is not None and harm.category is not None:
            links[place] = Link(harm.category, range(counted.first, counted.last), "count again")


def _echoes(view: SentenceView, counted: Counted) -> bool:
    index = counted.end
    while index < counted.end + _FARTHEST_ECHO:
        if view.has(index, "echoes"):
            return True
        if not view.has(index, "others", "adverbs", "relatives"):
            return False
        index += 1
    return False


def _numbers_them(view: SentenceView, counted: Counted) -> bool:
    """Whether a pronoun that opens the clause, a verb and a time give the number: "They were 58 at noon"."""
    starts = range(max(view.tokens.start, counted.first - 4), counted.first)
    start = next((at for at in starts if view.role(at, "plurals") == counted.first), None)
    if start is None or not (start == view.tokens.start or view.form(start - 1) in CLAUSE_ENDS | QUOTE_MARKS):
        return False
    return view.has(counted.last, "times", "weekdays") and closes_clause(view, counted.last)


def _harm_before(view: SentenceView, stop: int) -> Harm | None:
    """The last word before the token, in its sentence or else the one before, that tells what became of people."""
    if stop > view.tokens.start and any(harm.last <= stop for harm in view.harms):
        return _last_told([harm for harm in view.harms if harm.last <= stop], view)
    document = view.document
    index = document.sentence_index(document.tokens[view.tokens.start].start)
    if index == 0:
        return None
    tokens = document.token_range(document.sentences[index - 1])
    tokens = range(max(tokens.start, tokens.stop - _LONGEST_SENTENCE), tokens.stop)
    before = view_sentence(document, view.language, tokens, [])
    return _last_told(before.harms, before)


def _last_told(harms: Sequence[Harm], view: SentenceView) -> Harm | None:
    """The last of the words that a verb makes, rather than a noun for people ("executed some prisoners")."""
    told = [harm for harm in harms if harm.end_as(Kind.ACT) is not None or _is_verb(view, harm.first)]
    return next(reversed(told or harms), None)


def _is_verb(view: SentenceView, index: int) -> bool:
    while view.has(index - 1, "adverbs"):
        index -= 1
    return view.has(index - 1, "auxiliaries", "passive")
