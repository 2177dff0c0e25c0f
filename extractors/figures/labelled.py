"""Numbers behind a label of their own: "civilians — 12", "tanks: 9,113"."""

from __future__ import annotations

from extractors.figures.counted import Counted, Head, SentenceView, people_lexicon
from extractors.figures.links import Link, closes_clause

_MARKS = frozenset(":–—-−‒")
_INNER = frozenset("-'’")
_LONGEST_LABEL = 8  # tokens
_FARTHEST_HARM = 4  # tokens between a harm word and the colon behind it


def label_of(view: SentenceView, counted: Counted) -> range | None:
    """The words between a mark or line break and the dash or colon before the number, or None."""
    stop = counted.first - 1
    if view.form(stop) not in _MARKS or counted.head not in (Head.BARE, Head.ANYBODY, Head.HARM):
        return None
    start = stop
    while start > max(view.tokens.start, stop - _LONGEST_LABEL) and not breaks_line(view, start):
        if not (view.is_word(start - 1) or view.form(start - 1) in _INNER) or view.in_quantity(start - 1):
            break
        start -= 1
    while start < stop and not view.is_word(start):
        start += 1
    return range(start, stop) if start < stop else None


def breaks_line(view: SentenceView, index: int) -> bool:
    """Whether the token opens another line."""
    tokens = view.document.tokens
    return "\n" in view.document.text[tokens[index - 1].end : tokens[index].start]


def counts_thing(view: SentenceView, counted: Counted) -> bool:
    """Whether the number's label names things, which suffer no harm that is counted here."""
    label = label_of(view, counted) if counted.head is Head.BARE else None
    if view.has(counted.last, "determiners") and counted.last + 1 in view.harm_at:
        return False  # "un missile colpisce Kiev: 17 i morti"
    return label is not None and _noun(view, label) is Head.THING


def labelled_people(view: SentenceView, counted: Counted) -> range | None:
    """The label that names the people counted, or None."""
    label = label_of(view, counted)
    return label if label is not None and _noun(view, label) is Head.PEOPLE else None


def _noun(view: SentenceView, label: range) -> Head | None:
    """Whether the label counts people or things; None where a harm word in it does, or neither."""
    tokens, lexicon = view.document.tokens, people_lexicon(view.language)
    matches = [match for index in label if (match := lexicon.longest_at(tokens, index, label.stop))]
    whole = any(range(match.first, match.last) == label for match in matches)
    if not whole and any(index in view.harm_at for index in label):
        return None
    heads = {match.value for match in matches}
    return Head.PEOPLE if Head.PEOPLE in heads else Head.THING if Head.THING in heads else None


def labelled_count(view: SentenceView, counted: Counted) -> Link | None:
    """ "Killed: civilians — 12": the harm word before the colon that opens the list."""
    label = labelled_people(view, counted) if counted.head is Head.BARE else None
    if label is None or view.form(label.start - 1) != ":" or not closes_clause(view, counted.last):
        return None
    for index in range(label.start - 2, label.start - 2 - _FARTHEST_HARM, -1):
        harm = view.harm_at.get(index)
        if harm is not None and harm.category is not None:
            return Link(harm.category, range(harm.first, harm.last), "labelled")
        if view.in_quantity(index) or not view.is_word(index):
            return None
    return None


def labelled_next(view: SentenceView, counted: Counted) -> bool:
    """ "Killed: civilians — 12, soldiers — 20": the next item of a list by kind."""
    label = labelled_people(view, counted)
    return label is not None and view.form(label.start - 1) in ",;" and closes_clause(view, counted.last)
