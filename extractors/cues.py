"""Sentences → cues: the words that tell who says what, with the claimant and the direction of what is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.claimants import Mention, find_mention
from extractors.subjects import skip_asides, skip_back, subject_after, subject_before, with_apposition
from extractors.tags import VERBS, Reading

NEVER = 9.0
_FARTHEST_AGENT = 16
_COUNTRY = 3  # tokens of an article and a country's name
_OPENING = frozenset(',;:"«»“”–—-()[]')
_NAMED = ("bodies", "persons", "spokesmen", "media", "pronouns")
_LABELLED = ("bodies", "persons", "spokesmen", "media")


@dataclass(frozen=True)
class Cue:
    """Words that attribute: tokens `first` to `last`, the claimant, and what it costs to reach either way."""

    first: int
    last: int
    mention: Mention
    rule: str
    forward: float
    backward: float
    relay: Mention | None = None

    @property
    def left(self) -> int:
        """The first token of the cue and its claimant."""
        return min(self.first, self.mention.first)

    @property
    def right(self) -> int:
        """The token behind the cue and its claimant."""
        return max(self.last, self.mention.last)


def find_cues(reading: Reading) -> list[list[Cue]]:
    """The cues of each sentence, in text order."""
    return [_sentence_cues(reading, tokens.start, tokens.stop) for _, tokens in reading.sentences()]


def _sentence_cues(reading: Reading, start: int, stop: int) -> list[Cue]:
    cues: list[Cue] = []
    index = start
    while index < stop:
        cue = _cue_at(reading, index, start, stop)
        if cue:
            cues.append(cue)
        index = max(index + 1, cue.last if cue else 0)
    cues += _gapped_agents(reading, cues, stop)
    cues += _labels(reading, start, stop, cues)
    return sorted(_cited(reading, cues, stop), key=lambda cue: cue.left)


def _cue_at(reading: Reading, index: int, start: int, stop: int) -> Cue | None:
    last = reading.tag(index, "according", "citing") or (index == start and reading.tag(index, "according_opening"))
    if last:
        cue = _according(reading, index, last, start, stop)
        if cue:
            return cue
    if reading.tag(index, "sourced") and not reading.tag(index, *VERBS):
        return _sourced(reading, index, stop)
    if last := reading.tag(index, "according_after"):
        return _according_after(reading, index, last, start, stop)
    if last := reading.tag(index, "reached"):
        return _reached(reading, index, last, start, stop)
    if last := reading.tag(index, "holds"):
        return _holds(reading, index, last, start, stop)
    if reading.tag(index, *VERBS):
        return _verb(reading, index, start, stop)
    return _document(reading, index, start, stop)


# --- "according to X"


def _according(reading: Reading, index: int, last: int, start: int, stop: int) -> Cue | None:
    if last >= stop:
        return None
    mention = find_mention(reading, last, stop, announced=True)
    opening = reading.tag(index, "according_opening")
    if mention is None or (mention.kind == "noun" and (opening or not reading.tag(last, "determiners"))):
        return None
    mention = with_apposition(reading, mention, stop)
    return _placed(reading, index, last, mention, start, stop, "according")


def _reached(reading: Reading, index: int, last: int, start: int, stop: int) -> Cue | None:
    """A person named beside who asked ("X, reached by Y", "asked by Y, X …")."""
    end = index - (reading.form(index - 1) == ",")
    mention = subject_before(reading, end, start) if end > start else None
    if mention and mention.strong and mention.last == end:
        return Cue(index, last, mention, "reached", 0.6, NEVER)
    asker = find_mention(reading, last, stop, announced=True)
    if asker is None or reading.form(asker.last) != ",":
        return None
    mention = find_mention(reading, asker.last + 1, stop)
    if mention is None or not mention.strong:
        return None
    return Cue(index, last, mention, "reached", 0.6, 0.3 if index > start else NEVER)


def _holds(reading: Reading, index: int, last: int, start: int, stop: int) -> Cue | None:
    """A verb of having that reports only right before a number, and only of a person or a medium."""
    mention = subject_before(reading, index, start)
    if mention is None or mention.kind not in ("media", "name", "persons", "spokesmen", "pronouns"):
        return None
    if mention.kind == "persons" and mention.name is None:
        return None
    return Cue(index, last, mention, "holds", 0.0, NEVER)


def _placed(reading: Reading, index: int, last: int, mention: Mention, start: int, stop: int, rule: str) -> Cue:
    """A cue whose reach follows from where it stands: opening its clause, closing it, or between commas."""
    before = reading.form(index - 1) if index > start else ""
    after = reading.form(mention.last) if mention.last < stop else ""
    opens = not before or before in ';:"«“–—' or reading.tag_before(index, "contrasts", "conjunctions") >= start
    if opens and before != ",":
        return Cue(index, last, mention, rule, 0.0, NEVER if not before else 1.5)
    if before == ",":
        return Cue(index, last, mention, rule, 0.2 if after == "," else 1.0, 0.0)
    return Cue(index, last, mention, rule, 0.6, 0.0)


def _sourced(reading: Reading, index: int, stop: int) -> Cue | None:
    """A preposition that only "source" makes a cue ("de source policière")."""
    mention = find_mention(reading, index + 1, stop, announced=True)
    if mention is None or mention.kind != "persons":
        return None
    return Cue(index, index + 1, mention, "sourced", 0.3, 0.0)


def _according_after(reading: Reading, index: int, last: int, start: int, stop: int) -> Cue | None:
    mention = subject_before(reading, index, start)
    if mention is None:
        return None
    return replace(_placed(reading, mention.first, last, mention, start, stop, "according"), first=index)


# --- reporting verbs


def _verb(reading: Reading, index: int, start: int, stop: int) -> Cue | None:
    last = reading.tag(index, *VERBS)
    groups = [name for name in VERBS if reading.tag(index, name) == last]
    begin, negated = skip_back(reading, index, start)
    if negated or _is_noun(reading, index, begin, start):
        return None
    if reading.infinitive(index, last) and not _governed(reading, begin, index):
        return None
    passive = begin < index and _passive(reading, index, begin)
    participle = reading.participle(index, last) and begin == index and not _turned(reading, index, start)
    if passive or participle:
        return _agent(reading, index, last, stop, far=passive and "counts" in groups)
    before = subject_before(reading, begin, start)
    after = None if "tells" in groups else subject_after(reading, last, stop)
    adjacent = before is not None and before.last == begin
    opened = begin == start or (reading.form(begin - 1) in _OPENING and not adjacent)
    relative = reading.tag_before(begin, "relatives", "complementizers") >= start
    if before is None and after is None:
        return _carried(reading, index, last, stop, opened=opened)
    behind = _prefer_after(before, after, inverted=opened or (relative and before is None))
    mention = after if behind else before
    if mention is None:
        return None
    if behind:
        cue = _inverted(reading, index, last, mention, start, stop, relative=relative)
    else:
        cue = _straight(reading, index, last, mention, start, stop, groups)
    return cue if _accepts(reading, groups, cue, behind=behind, relative=relative) else None


def _carried(reading: Reading, index: int, last: int, stop: int, *, opened: bool) -> Cue | None:
    """A participle that goes on with the speaker before it ("…, adding that …")."""
    if not opened or not reading.tag(index, "progressives") or not reading.tag(last, "complementizers"):
        return None
    return Cue(index, last, Mention(index, last, "pronouns"), "says", 0.0, NEVER)


def _is_noun(reading: Reading, index: int, begin: int, start: int) -> bool:
    """Whether the word is a noun or infinitive: behind an article, a preposition, a possessor."""
    if begin < index:
        return False
    return reading.tag_before(index, "determiners", "of", "prepositions", "possessives") >= start


def _turned(reading: Reading, index: int, start: int) -> bool:
    """Whether auxiliary and pronoun stand in front, tied by hyphens ("a-t-il ajouté")."""
    first = reading.tag_before(index, "pronouns")
    if first <= start or not reading.glued(first):
        return False
    while first > start and reading.glued(first):
        first -= 1
    return bool(reading.tag(first, "auxiliaries"))


def _governed(reading: Reading, begin: int, index: int) -> bool:
    """Whether a modal before the infinitive makes it report."""
    return any(reading.tag(first, "modals") for first in range(begin, index))


def _passive(reading: Reading, index: int, begin: int) -> bool:
    if reading.tag(index, "progressives"):
        return False
    while index > begin:
        first = reading.tag_before(index, "passive", "passive_one")
        if first >= begin:
            return True
        first = reading.tag_before(index, "asides", "times", "negations")
        if first < begin:
            return False
        index = first
    return False


def _agent(reading: Reading, index: int, last: int, stop: int, *, far: bool) -> Cue | None:
    """The claimant behind "by" of a passive verb or participle; `far` if numbers may stand between."""
    if reading.tag(index, "reached"):
        return None
    by = skip_asides(reading, last, stop)
    limit = min(by + _FARTHEST_AGENT, stop) if far else by + 1
    while by < limit and not reading.tag(by, "agents"):
        if reading.form(by) in ".;:":
            return None
        by += 1
    return _agent_at(reading, index, last, by, stop)


def _agent_at(reading: Reading, index: int, last: int, by: int, stop: int) -> Cue | None:
    behind = reading.tag(by, "agents")
    if not behind or behind >= stop:
        return None
    mention = find_mention(reading, behind, stop, announced=True)
    if mention is None or not mention.strong or mention.kind == "pronouns":
        return None
    return Cue(index, last, with_apposition(reading, mention, stop), "agent", 0.5, 0.2)


def _gapped_agents(reading: Reading, cues: list[Cue], stop: int) -> Iterator[Cue]:
    """Agents of a verb said once ("171 were reported by X, 170 by Y")."""
    agents = [cue for cue in cues if cue.rule == "agent"]
    if not agents:
        return
    first = agents[-1]
    for index in range(first.right, stop):
        if reading.tag(index, "agents"):
            cue = _agent_at(reading, first.first, first.last, index, stop)
            if cue:
                yield replace(cue, first=index, last=index + 1)


def _prefer_after(before: Mention | None, after: Mention | None, *, inverted: bool) -> bool:
    if after is None:
        return False
    if before is None:
        return inverted
    if before.strong != after.strong:
        return after.strong and inverted
    return inverted


def _accepts(reading: Reading, groups: list[str], cue: Cue, *, behind: bool, relative: bool) -> bool:
    mention = cue.mention
    if "says" in groups or "tells" in groups:
        return True
    if "quotes" in groups and cue.backward == 0.0 and not relative:
        return True
    if "counts" not in groups or (behind and not (relative and mention.strong)):
        return False
    if mention.kind == "name":
        return reading.acronym(mention.first) or not (mention.definite and mention.last - mention.first <= _COUNTRY)
    return mention.kind in (*_NAMED, "documents")


def _inverted(
    reading: Reading, index: int, last: int, mention: Mention, start: int, stop: int, *, relative: bool
) -> Cue:
    """The subject stands behind the verb ("…, said X")."""
    after = skip_asides(reading, mention.last, stop)
    begin, _ = skip_back(reading, index, start)
    if relative:
        return Cue(index, last, mention, "says-after", 0.8, 0.0)
    if reading.form(after) == ":" or reading.tag(after, "complementizers"):
        return Cue(index, last, mention, "says-after", 0.0, 1.5 if begin > start else NEVER)
    if begin == start:
        return Cue(index, last, mention, "says-after", 0.3, NEVER)
    if reading.form(begin - 1) == "," and reading.form(mention.last) == ",":
        return Cue(index, last, mention, "says-after", 0.3, 0.0)
    return Cue(index, last, mention, "says-after", 0.8, 0.0)


def _straight(
    reading: Reading, index: int, last: int, mention: Mention, start: int, stop: int, groups: list[str]
) -> Cue:
    """The subject stands before the verb ("X said that …", "…, X said")."""
    rule = "says" if "says" in groups or "tells" in groups else "counts"
    after = skip_asides(reading, last, stop)
    if "tells" in groups and not reading.tag(after, "complementizers"):
        hearer = find_mention(reading, after, stop, announced=True)
        after = skip_asides(reading, hearer.last, stop) if hearer else after
    left = mention.first
    while left > start and reading.glued(left):
        left -= 1  # "a-t-il"
    relative = reading.tag_before(left, "relatives") >= start and reading.tag_before(left, "subordinators") < start
    if relative and mention.kind != "pronouns":
        return Cue(index, last, mention, rule, 0.5, 0.2)
    set_off = left > start and reading.form(left - 1) in _OPENING
    closed = after >= stop or reading.form(after) in ',.;)"»”–—'
    if reading.tag(after, "complementizers") or not closed:
        return Cue(index, last, mention, rule, 0.0, NEVER)
    if left == start:
        return Cue(index, last, mention, rule, 0.0, NEVER)
    return Cue(index, last, mention, rule, *((0.8, 0.0) if set_off else (0.5, 1.0)))


# --- "X's toll", "(source: X)", "X: …"


def _document(reading: Reading, index: int, start: int, stop: int) -> Cue | None:
    """A document that names its maker and governs no reporting verb ("le bilan de la police est de 5")."""
    last = reading.tag(index, "documents")
    if not last or (index > start and reading.glued(index) and reading.form(index - 1) == "-"):
        return None
    first = index
    mention = find_mention(reading, first, stop, announced=True)
    if mention is None:
        return None
    if mention.owner is None:
        return _published(reading, index, mention, stop)
    if mention.owner.kind not in _LABELLED:
        return None
    return Cue(index, last, mention, "document", 0.4, 1.0)


def _published(reading: Reading, index: int, mention: Mention, stop: int) -> Cue | None:
    """A document whose maker stands behind a participle ("a study published on Tuesday by X")."""
    by = skip_asides(reading, mention.last + 1, stop)
    if by > mention.last + 6 or not reading.tag(by, "agents"):
        return None
    cue = _agent_at(reading, index, mention.last, by, stop)
    return replace(cue, rule="document", forward=0.4, backward=1.0) if cue and cue.mention.kind in _LABELLED else None


def _labels(reading: Reading, start: int, stop: int, cues: list[Cue]) -> Iterator[Cue]:
    taken = {index for cue in cues for index in range(cue.left, cue.right)}
    for index in range(start, stop):
        form = reading.form(index)
        if form == "(":
            cue = _bracket_label(reading, index, stop)
        elif form == ":":
            cue = _opening_label(reading, index, start) or _closing_label(reading, index, start, stop)
        elif form in "-–—" and not reading.glued(index):
            cue = _closing_label(reading, index, start, stop)
        else:
            cue = None
        if cue and not taken & set(range(cue.mention.first, cue.mention.last)):
            yield cue


def _bracket_label(reading: Reading, index: int, stop: int) -> Cue | None:
    """A claimant alone in brackets, or behind "source:"."""
    first = index + 1
    label = reading.tag(first, "labels")
    named = label and reading.form(label) == ":"
    if named:
        first = label + 1
    mention = find_mention(reading, first, stop, announced=True)
    if mention is None or reading.form(mention.last) != ")" or reading.tag(first, "agencies"):
        return None
    if not named and (mention.kind not in _LABELLED or reading.glued(index)):
        return None
    return Cue(index, mention.first, mention, "label", NEVER, 0.2)


def _opening_label(reading: Reading, colon: int, start: int) -> Cue | None:
    """A claimant before the colon that opens the sentence, bullet or entry."""
    first = colon
    while first > start and colon - first < 9 and reading.form(first - 1) not in _OPENING | {"▪", "•"}:
        first -= 1
    mention = find_mention(reading, first, colon, announced=True)
    if mention is None or mention.last != colon or reading.tag(first, "agencies", "labels"):
        return None
    acronym = mention.kind == "name" and any(reading.acronym(i) for i in range(mention.first, mention.last))
    if mention.kind not in _LABELLED and not (acronym and mention.last - mention.first > 1):
        return None
    return Cue(colon, colon + 1, mention, "label", 0.0, NEVER)


def _closing_label(reading: Reading, mark: int, start: int, stop: int) -> Cue | None:
    """A claimant alone behind the colon or dash that closes the sentence ("…: ministry")."""
    if mark == start:
        return None
    mention = find_mention(reading, mark + 1, stop, announced=True)
    if mention is None or mention.kind not in _LABELLED or reading.tag(mark + 1, "agencies"):
        return None
    end = mention.last
    while end < stop and reading.form(end) in ".-–—":
        end += 1
    if end < stop:
        return None
    return Cue(mark, mark + 1, mention, "label", NEVER, 0.2)


def _cited(reading: Reading, cues: list[Cue], stop: int) -> Iterator[Cue]:
    """The cues; where one names whom it cites or whose briefing it repeats, that body is the claimant."""
    for cue in cues:
        body = _briefing(reading, cue, stop)
        yield replace(cue, relay=cue.mention, mention=body) if body else cue


def _briefing(reading: Reading, cue: Cue, stop: int) -> Mention | None:
    if cue.mention.kind in ("bodies", "documents") or cue.rule == "label":
        return None
    for index in range(cue.right, min(cue.right + 12, stop)):
        if reading.form(index) in ".;:":
            return None
        last = reading.tag(index, "briefings")
        if last:
            body = find_mention(reading, last, stop, announced=True)
            return body if body and body.kind in ("bodies", "name") else None
    return None
