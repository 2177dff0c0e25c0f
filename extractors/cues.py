"""Sentences → cues: the words that tell who says what, with the claimant and the direction of what is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.claimants import NEVER, Cue, Mention, find_mention
from extractors.labels import LABELLED, find_labels
from extractors.subjects import clause_start, ending_at, skip_asides, skip_back, subject_after, subject_before, with_apposition
from extractors.tags import VERBS, Reading

_FARTHEST_AGENT = 16
_FARTHEST_BRIEFING = 12
_DOCUMENT = 9  # tokens between a document and the participle about it
_FARTHEST_MAKER = 6
_NOT_FORWARD = 3.0
_NEXT = 4  # tokens between a report and whom it cites
_COUNTRY = 3  # tokens of an article and a country's name
_ENDING = frozenset(',.;)"»”–—')
_OPENING = frozenset(',;:"«»“”–—-()[]')
_NAMED = ("bodies", "persons", "spokesmen", "media", "pronouns")


def find_cues(reading: Reading) -> list[list[Cue]]:
    """The cues of each sentence, in text order."""
    ranges = [tokens for _, tokens in reading.sentences()]
    worded = [_worded_cues(reading, tokens.start, tokens.stop) for tokens in ranges]
    names = frozenset(
        reading.form(cue.mention.last - 1) for cues in worded for cue in cues if cue.mention.kind == "name"
    )
    return [
        sorted((*cues, *find_labels(reading, tokens.start, tokens.stop, cues, names)), key=lambda cue: cue.left)
        for cues, tokens in zip(worded, ranges, strict=True)
    ]


def _worded_cues(reading: Reading, start: int, stop: int) -> list[Cue]:
    """The cues of a sentence that are words."""
    cues: list[Cue] = []
    index = start
    while index < stop:
        cue = _cue_at(reading, index, start, stop)
        if cue:
            cues.append(cue)
        index = max(index + 1, cue.last if cue else 0)
    cues += _gapped_agents(reading, cues, stop)
    cues += _gapped_subjects(reading, cues, stop)
    return list(_cited(reading, cues, stop))


def _cue_at(reading: Reading, index: int, start: int, stop: int) -> Cue | None:
    """The first kind of cue that the words at the token make."""
    opens = index == start or reading.form(index - 1) in ";:"
    last = reading.tag(index, "according", "citing") or (opens and reading.tag(index, "according_opening"))
    if last and (cue := _according(reading, index, last, start, stop)):
        return cue
    if last := reading.tag(index, "according_pronouns"):
        return _placed(reading, index, last, Mention(index, last, "pronouns"), start, stop, "according")
    verb = reading.tag(index, *VERBS)
    if not verb and reading.tag(index, "sourced"):
        return _sourced(reading, index, stop)
    if last := reading.tag(index, "according_after"):
        return _according_after(reading, index, last, start, stop)
    if (last := reading.tag(index, "reached")) and (cue := _reached(reading, index, last, start, stop)):
        return cue
    if (last := reading.tag(index, "holds")) and (cue := _holds(reading, index, last, start, stop)):
        return cue
    if verb and not _in_name(reading, index) and (cue := _verb(reading, index, start, stop)):
        return cue
    return _document(reading, index, start, stop)


def _in_name(reading: Reading, index: int) -> bool:
    """Whether a capital or hyphen makes the verb part of a name ("Islamic State", "porte-parole")."""
    tied = reading.form(index + 1) == "-" and reading.glued(index + 1) and reading.glued(index + 2)
    if tied and not reading.tag(index + 2, "pronouns"):
        return True
    if not reading.capital(index) or reading.opening(index):
        return False
    return not reading.titled[reading.document.sentence_index(reading.tokens[index].start)]


# --- "according to X"


def _according(reading: Reading, index: int, last: int, start: int, stop: int) -> Cue | None:
    if last >= stop:
        return None
    mention = find_mention(reading, last, stop, announced=True)
    opening = reading.tag(index, "according_opening")
    if mention is None or (mention.kind == "noun" and (opening or not reading.tag(last, "determiners"))):
        return None
    if opening and (reading.form(mention.last) != "," or _country(reading, mention)):
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
    if mention.kind == "persons" and (mention.name is None or reading.tag(mention.first, "quantifiers")):
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
    groups = [name for name in VERBS if reading.tag(index, name)]
    begin, negated = skip_back(reading, index, start)
    if negated or _is_noun(reading, index, begin, start):
        return None
    infinitive = reading.infinitive(index, last) or reading.tag_before(index, "infinitive_marks") >= start
    if infinitive and not _governed(reading, begin, index):
        return None
    passive = begin < index and _passive(reading, index, begin)
    participle = reading.participle(index, last) and begin == index and not _turned(reading, index, start)
    if passive or participle:
        return _agent(reading, index, last, stop, groups, passive=passive)
    before = subject_before(reading, begin, start) or _place(reading, begin, start)
    after = None if "tells" in groups else subject_after(reading, last, stop)
    adjacent = before is not None and before.last == begin
    opened = begin == start or (reading.form(begin - 1) in _OPENING and not adjacent)
    relative = reading.tag_before(begin, "relatives", "complementizers") >= start
    if before is None and after is None:
        return _carried(reading, index, last, stop, groups, opened=opened)
    given = before is not None and before.strong and after is not None and after.kind == "documents"
    if given:
        after = None  # "the minister, Ann Lee, put the figure at 12"
    behind = _prefer_after(before, after, inverted=opened or (relative and before is None))
    mention = after if behind else before
    if mention is None:
        return None
    if behind:
        cue = _inverted(reading, index, last, mention, start, stop, relative=relative)
    else:
        cue = _straight(reading, index, last, mention, start, stop, groups)
    if reading.tag_before(index, "reflexives") >= start and "counts" in groups:
        return None
    return cue if _accepts(reading, groups, cue, behind=behind, relative=relative) else None


def _place(reading: Reading, begin: int, start: int) -> Mention | None:
    """The body at which nobody in particular says so ("au ministère de la Santé, on dénombre …")."""
    first = reading.tag_before(begin, "nobody")
    last = reading.tag(start, "prepositions", "of", "according_opening")
    if first <= start or not last:
        return None
    mention = find_mention(reading, last, first, announced=True)
    return mention if mention and mention.kind in LABELLED else None


def _carried(reading: Reading, index: int, last: int, stop: int, groups: list[str], *, opened: bool) -> Cue | None:
    """A verb that goes on with the speaker before it ("…, adding that …", "añadió que …", "…, precisó")."""
    if not opened:
        return None
    same = Mention(index, last, "pronouns")
    if reading.tag(index, "progressives") and reading.tag(last, "complementizers"):
        return Cue(index, last, same, "says", 0.0, NEVER)
    if not reading.wording.drops_subject or not {"says", "quotes"} & set(groups):
        return None
    closes = last >= stop or reading.form(last) in _ENDING
    if "says" not in groups and not closes:
        return None
    return Cue(index, last, same, "says", NEVER if closes else 0.0, 0.0 if closes else NEVER)


def _is_noun(reading: Reading, index: int, begin: int, start: int) -> bool:
    """Whether the word is a noun or infinitive: behind an article, a preposition, a possessor."""
    if begin < index:
        return False
    if index > start and reading.form(index - 1).isdigit():
        return True
    return reading.tag_before(index, "determiners", "of", "prepositions", "possessives", "quantifiers") >= start


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


def _agent(reading: Reading, index: int, last: int, stop: int, groups: list[str], *, passive: bool) -> Cue | None:
    """The claimant behind "by" of a passive verb or participle; of a toll that "is put at" a number, farther behind."""
    if reading.tag(index, "reached"):
        return None
    documented = any(reading.tag(i, "documents") for i in range(max(0, index - _DOCUMENT), index))
    if "says" not in groups and not documented:
        return None
    by = skip_asides(reading, last, stop)
    limit = min(by + _FARTHEST_AGENT, stop) if passive and "counts" in groups else by + 1
    while by < limit and not reading.tag(by, "agents"):
        if reading.form(by) in ".;:":
            return None
        by += 1
    cue = _agent_at(reading, index, last, by, stop)
    return replace(cue, forward=0.5) if cue and documented else cue


def _agent_at(reading: Reading, index: int, last: int, by: int, stop: int) -> Cue | None:
    behind = reading.tag(by, "agents")
    if not behind or behind >= stop:
        return None
    mention = find_mention(reading, behind, stop, announced=True)
    if mention is None or not mention.strong or mention.kind == "pronouns":
        return None
    return Cue(index, last, with_apposition(reading, mention, stop), "agent", _NOT_FORWARD, 0.2)


def _gapped_agents(reading: Reading, cues: list[Cue], stop: int) -> Iterator[Cue]:
    """Agents of a verb said once ("171 were reported by X, 170 by Y")."""
    agents = [cue for cue in cues if cue.rule == "agent"]
    if not agents:
        return
    first = agents[-1]
    for index in range(first.right, stop):
        if reading.tag(index, "agents") and reading.tag_before(index + 1, "reached") < 0:
            cue = _agent_at(reading, first.first, first.last, index, stop)
            if cue:
                yield replace(cue, first=index, last=index + 1)


def _prefer_after(before: Mention | None, after: Mention | None, *, inverted: bool) -> bool:
    if after is None:
        return False
    if before is None:
        return inverted or after.strong
    if before.strong != after.strong:
        return after.strong and inverted
    return inverted


def _accepts(reading: Reading, groups: list[str], cue: Cue, *, behind: bool, relative: bool) -> bool:
    mention = cue.mention
    if "says" in groups or "tells" in groups:
        return True
    if "quotes" in groups and not relative and (cue.backward == 0.0 or reading.tag(cue.last, "complementizers")):
        return True
    if (relative or mention.kind == "name") and reading.tag(cue.first, "reacts"):
        return False  # "India mourns 67 dead"
    if "counts" not in groups or (behind and not (mention.strong and (relative or cue.backward == 0.0))):
        return False
    if mention.kind == "name":
        return not _country(reading, mention)
    return mention.kind in (*_NAMED, "documents")


def _country(reading: Reading, mention: Mention) -> bool:
    """Whether an article and one name are all the mention has ("l'Inde"): more often where it was than who says so."""
    if mention.kind != "name" or reading.acronym(mention.last - 1):
        return False
    return bool(reading.tag(mention.first, "determiners")) and mention.last - mention.first <= _COUNTRY


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
    closed = closed or (set_off and _aside_follows(reading, after))
    if reading.tag(after, "complementizers") or not closed:
        return Cue(index, last, mention, rule, 0.0, NEVER)
    if left == start:
        return Cue(index, last, mention, rule, 0.0, NEVER)
    return Cue(index, last, mention, rule, *((0.8, 0.0) if set_off else (0.5, 1.0)))


def _gapped_subjects(reading: Reading, cues: list[Cue], stop: int) -> Iterator[Cue]:
    """Subjects of a verb said once ("the ministry counts 12 dead, the hospital 15")."""
    verbs = [cue for cue in cues if cue.rule in ("says", "counts") and cue.mention.last <= cue.first]
    if not verbs:
        return
    starts = {cue.mention.first for cue in cues}
    for index in range(verbs[0].right, stop):
        if reading.form(index - 1) not in ",;" or index in starts:
            continue
        mention = find_mention(reading, index, stop)
        if mention and mention.kind in (*LABELLED, "name") and not reading.tag(mention.last, *VERBS):
            yield Cue(mention.first, mention.first + 1, mention, "gapped", 0.0, NEVER)


def _aside_follows(reading: Reading, index: int) -> bool:
    """Whether what follows is a clause about the saying ("as he left", "in what it called …")."""
    if reading.tag(index, "subordinators", "relatives"):
        return True
    last = reading.tag(index, "prepositions")
    return bool(last) and bool(reading.tag(last, "relatives"))


# --- "X's toll"


def _document(reading: Reading, index: int, start: int, stop: int) -> Cue | None:
    """A document that names its maker and governs no reporting verb ("le bilan de la police est de 5")."""
    last = reading.tag(index, "documents")
    if not last or (index > start and reading.glued(index) and reading.form(index - 1) == "-"):
        return None
    mention = find_mention(reading, _possessor(reading, index, start), stop, announced=True)
    if mention is None:
        return None
    if mention.owner is None:
        return _published(reading, index, mention, stop)
    if mention.owner.kind not in LABELLED:
        return None
    return Cue(index, last, mention, "document", 0.4, 1.0)


def _possessor(reading: Reading, index: int, start: int) -> int:
    """Where the possessor of the document begins ("the army's own count"); the document itself if it has none."""
    for end in range(index, max(start, index - 3), -1):
        first = reading.tag_before(end, "possessives")
        if first > start:
            owner = ending_at(reading, clause_start(reading, first, start), first, governed=True)
            return owner.first if owner else index
    return index


def _published(reading: Reading, index: int, mention: Mention, stop: int) -> Cue | None:
    """A document whose maker stands behind a participle ("a study published on Tuesday by X")."""
    by = skip_asides(reading, mention.last + 1, stop)
    if by > mention.last + _FARTHEST_MAKER or not reading.tag(by, "agents") or reading.tag(mention.last, "reached"):
        return None
    cue = _agent_at(reading, index, mention.last, by, stop)
    return replace(cue, rule="document", forward=0.4, backward=1.0) if cue and cue.mention.kind in LABELLED else None


def _cited(reading: Reading, cues: list[Cue], stop: int) -> Iterator[Cue]:
    """The cues; where one names whom it cites or whose briefing it repeats, that body is the claimant."""
    citing = [cue for cue in cues if reading.tag(cue.first, "citing")]
    for cue in cues:
        cited = next((c for c in citing if c is not cue and _beside(cue, c)), None)
        body = cited.mention if cited else _briefing(reading, cue, stop)
        yield replace(cue, relay=cue.mention, mention=body) if body else cue


def _beside(cue: Cue, citing: Cue) -> bool:
    """Whether a medium cites another's words right beside its own reporting verb."""
    return cue.mention.last <= citing.first <= cue.right + _NEXT and cue.rule in ("says", "counts", "says-after")


def _briefing(reading: Reading, cue: Cue, stop: int) -> Mention | None:
    if cue.mention.kind in ("bodies", "documents") or cue.rule == "label":
        return None
    for index in range(cue.mention.last, min(cue.right + _FARTHEST_BRIEFING, stop)):
        if reading.form(index) in ".;:":
            return None
        last = reading.tag(index, "briefings")
        if last:
            body = find_mention(reading, last, stop, announced=True)
            return body if body and body.kind in ("bodies", "name") else None
    return None
