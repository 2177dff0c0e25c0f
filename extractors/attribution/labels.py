"""Sentences → cues without words: claimants in brackets, before a colon, behind a dash."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.attribution.asides import skip_asides
from extractors.attribution.claimants import NEVER, Cue, Mention, find_mention
from extractors.attribution.subjects import clause_start, ending_at, with_title
from extractors.tags import Reading

LABELLED = ("bodies", "persons", "spokesmen", "media")
_SIGNS = frozenset(',;:"«»“”–—-()[]|▪•■●◦')
_LONGEST_LABEL = 9
_LONGEST_LEAD = 30  # tokens of a sentence before the quotation that it leads to


def find_labels(reading: Reading, start: int, stop: int, cues: list[Cue], names: frozenset[str]) -> Iterator[Cue]:
    """The labels of a sentence; a bare name is one where it speaks elsewhere in the text."""
    taken = {index for cue in cues for index in range(cue.left, cue.right)}
    for index in range(start, stop):
        form = reading.form(index)
        if form == "(":
            cue = _bracket(reading, index, stop)
        elif form in ":|":
            cue = _opening(reading, index, start, names) or _closing(reading, index, start, stop, names)
            cue = cue or (None if cues else _quoting(reading, index, start))
        elif form in "-–—" and not reading.glued(index):
            cue = _closing(reading, index, start, stop, names)
        else:
            cue = None
        if cue and taken.isdisjoint(range(cue.mention.first, cue.mention.last)):
            yield cue


def _bracket(reading: Reading, index: int, stop: int) -> Cue | None:
    """A claimant alone in brackets, or behind "source:"."""
    first = index + 1
    label = reading.tag(first, "labels")
    labelled = bool(label) and reading.form(label) == ":"
    if labelled:
        first = label + 1
    mention = find_mention(reading, first, stop, announced=True)
    if mention is None or reading.form(mention.last) != ")" or reading.tag(first, "agencies"):
        return None
    if not labelled and is_region(reading, mention):
        return None
    if labelled or (mention.kind in LABELLED and not reading.glued(index) and not _glosses(reading, index, mention)):
        return Cue(index, mention.first, mention, "label", NEVER, 0.2)
    if mention.kind == "name" and not reading.capital(index - 1):
        return Cue(index, mention.first, mention, "bracket", NEVER, 0.0)
    return None


def _glosses(reading: Reading, index: int, mention: Mention) -> bool:
    """Whether an acronym in brackets inside a clause repeats the body before it ("l'armée congolaise (FARDC) a …")."""
    behind = mention.last + 1
    if behind >= len(reading.tokens) or not reading.tokens[behind].is_word:
        return False
    if reading.tag(index - 1, "bodies") and mention.last == index + 2:
        return True  # "59 MEMBERS OF THE DEFENSE FORCES (PDF) HAVE …"
    if not reading.acronym(index + 1):
        return False
    body = ending_at(reading, clause_start(reading, index, max(0, index - _LONGEST_LABEL)), index, governed=True)
    return body is not None and body.kind in ("bodies", "name")


def _speaks(reading: Reading, mention: Mention, names: frozenset[str]) -> bool:
    """Whether a mention may stand alone for its word."""
    if mention.kind == "name":
        words = range(mention.first, mention.last)
        if any(reading.tag(index, *LABELLED) for index in words):
            return True  # "«Медиазона»: …"
        heads = words[:1] if reading.wording.bare_complements else words  # not "Підрив Каховської ГЕС: …"
        acronym = any(reading.acronym(index) for index in heads)
        placed = any(reading.tag(index, "prepositions") for index in words)  # "ДТП під Львовом: …"
        return (acronym and not placed and len(words) > 1) or reading.form(mention.last - 1) in names
    if mention.kind == "persons" and mention.name is None and reading.tag(mention.head, "people"):
        return False  # "Soldiers: 12" tells who was harmed
    return mention.kind in LABELLED and not is_region(reading, mention)


def is_region(reading: Reading, mention: Mention) -> bool:
    """Whether the words are a place's with its kind ("province de Liège", "Front de Masisi")."""
    head = reading.tag(mention.head, "regions") if mention.head >= 0 else 0
    named = head and reading.tag(head, "of") and reading.capital(mention.last - 1)
    return bool(named) and not reading.tag(mention.head, "counters") and not reading.acronym(mention.last - 1)


def _opening(reading: Reading, colon: int, start: int, names: frozenset[str]) -> Cue | None:
    """A claimant before the colon that opens the sentence, bullet or entry."""
    end = _before_bracket(reading, colon, start)
    first = end
    while first > start and end - first < _LONGEST_LABEL and not _is_sign(reading, first - 1):
        first -= 1
    while first < end and (reading.form(first).isdigit() or reading.tag(first, "times") or reading.form(first) == "."):
        first = reading.tag(first, "times") or first + 1
    mention = find_mention(reading, first, end, announced=True)
    if mention is None or mention.last != end or reading.tag(first, "agencies", "labels"):
        return None
    if reading.form(first - 1) == "," and first > start:
        mention = with_title(reading, mention, start)
    quoted = reading.form(colon + 1) in '"«“' and mention.kind == "name"
    if not quoted and not _speaks(reading, mention, names):
        return None
    somebody = mention.kind == "persons" and mention.name is None and reading.tag(mention.first, "indefinite")
    if somebody and reading.form(colon + 1) not in '"«“':
        return None  # "À bord, une famille : le père …"
    return Cue(colon, colon + 1, mention, "label", 0.0, NEVER)


def _quoting(reading: Reading, colon: int, start: int) -> Cue | None:
    """The claimant that opens a sentence whose colon a quotation follows ("X brushed it aside: “Twelve, no more.”")."""
    if reading.form(colon + 1) not in '"«“' or colon - start > _LONGEST_LEAD:
        return None
    first = skip_asides(reading, start, colon)
    for at in dict.fromkeys((first + (reading.form(first) == ","), start)):
        mention = find_mention(reading, at, colon)
        if mention and mention.kind in LABELLED and (mention.definite or mention.name) and mention.last < colon:
            return Cue(colon, colon + 1, mention, "label", 0.0, NEVER)
    return None


def _is_sign(reading: Reading, index: int) -> bool:
    """Whether the token is a mark, and no hyphen inside a word."""
    inner = reading.form(index) == "-" and reading.glued(index) and reading.glued(index + 1)
    return reading.form(index) in _SIGNS and not inner


def _before_bracket(reading: Reading, colon: int, start: int) -> int:
    """Before what stands in brackets between claimant and colon ("NIS (13 January): …")."""
    if reading.form(colon - 1) != ")":
        return colon
    places = range(colon - 1, max(start, colon - _LONGEST_LABEL), -1)
    return next((index for index in places if reading.form(index) == "("), colon)


def _closing(reading: Reading, mark: int, start: int, stop: int, names: frozenset[str]) -> Cue | None:
    """A claimant alone behind the colon or dash that closes the sentence ("…: ministry")."""
    mention = find_mention(reading, mark + 1, stop, announced=True)
    if mention is None or reading.tag(mark + 1, "agencies"):
        return None
    signed = mark == start and mention.kind == "name"
    if not signed and not _speaks(reading, mention, names):
        return None
    end = mention.last
    if reading.form(end) == "," and reading.tag(end + 1, "relatives"):
        rest = range(end, stop)
        end = end if any(reading.form(at).isdigit() or reading.form(at) == ";" for at in rest) else stop
    while end < stop and reading.form(end) in ".-–—":
        end += 1
    if end < stop:
        return None
    return Cue(mark, mark + 1, mention, "signature" if mark == start else "label", NEVER, 0.2)
