"""Reporting verbs → cues: which of the nouns around a verb is its subject, and which way it reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.attribution.asides import skip_asides, skip_back
from extractors.attribution.behind import aside_follows, closes_with_place, content_follows, makes_gesture, past_noun
from extractors.attribution.brackets import closes_clause, find_bracket_cue
from extractors.attribution.claimants import NEVER, Cue, Mention, find_mention
from extractors.attribution.labels import LABELLED
from extractors.attribution.subjects import (
    HARD,
    body_before,
    body_of_nobody,
    subject_after,
    subject_before,
    with_apposition,
)
from extractors.tags import VERBS, Reading

_FARTHEST_AGENT = 16
_DOCUMENT = 9  # tokens between a document and the participle about it
_NOT_FORWARD = 3.0
_ABOUT = 2.4  # forward, into a clause about the speaker
_COUNTRY = 3  # tokens of an article and a country's name
_ENDING = frozenset(',.;)"»”–—')
_OPENING = frozenset(',;:"«»“”–—-()[]')
_QUOTED = frozenset('"»”')
_NAMED = ("bodies", "persons", "spokesmen", "media", "pronouns")


def find_verb_cue(reading: Reading, index: int, start: int, stop: int) -> Cue | None:
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
    if participle and not passive and (speaker := _goes_on_saying(reading, index, start)):
        return _straight(reading, index, last, speaker, start, stop, groups)
    if passive or participle:
        return _agent(reading, index, last, stop, groups, passive=passive)
    if closes_clause(reading, last, stop):
        framed = find_bracket_cue(reading, index, last, start)
        if not isinstance(framed, bool):
            return framed
    return _with_subject(reading, index, last, begin, start, stop)


def _goes_on_saying(reading: Reading, index: int, start: int) -> Mention | None:
    """The subject of a compound tense whose second participle stands behind "and" ("ont démenti … et affirmé …")."""
    conjunction = reading.tag_before(index, "conjunctions")
    if conjunction <= start or not reading.tag(index, "says"):
        return None
    helped = any(reading.tag(at, "auxiliaries") for at in range(start + 1, conjunction))
    return _opening(reading, conjunction, start) if helped else None


def _with_subject(reading: Reading, index: int, last: int, begin: int, start: int, stop: int) -> Cue | None:
    """The cue of an active verb that may have its subject on either side."""
    groups = [name for name in VERBS if reading.tag(index, name)]
    if _goes_on(reading, index, begin, start):
        return Cue(index, last, Mention(index, last, "pronouns"), "says", 0.0, NEVER)
    before = _before(reading, index, begin, start)
    after = _after(reading, index, last, stop, alone=before is None) if _may_invert(reading, index, groups) else None
    if before is None and reading.wording.free_order and not (after and after.strong):
        before = body_before(reading, begin, start)
    adjacent = before is not None and before.last == begin
    opened = begin == start or (reading.form(begin - 1) in _OPENING and not adjacent)
    relative = reading.tag_before(begin, "relatives", "complementizers") >= start
    unnamed = after is None or (reading.wording.drops_subject and begin == start and not after.strong)
    if after is not None and reading.wording.verb_first and content_follows(reading, after, stop):
        unnamed = False  # "قال ترامب إن …"
    if before is None and unnamed:  # "reconocen nueve muertos": what follows is no subject
        return _carried(reading, index, last, stop, groups, opened=opened)
    if reading.wording.free_order and _is_object(before, after):
        before, adjacent = None, False
    given = before is not None and before.strong and after is not None and after.kind == "documents"
    if given:
        after = None  # "the minister, Ann Lee, put the figure at 12"
    inverted = opened or (relative and before is None)
    moved = reading.wording.verb_second or reading.wording.verb_first
    named_behind = reading.wording.free_order and _closes_with_body(reading, before, after)
    inverted = inverted and (named_behind or not _around_insertion(reading, before, begin, start))
    behind = _prefer_after(before, after, inverted=inverted, moved=moved)
    mention = after if behind else before
    if mention is None:
        return None
    if behind:
        cue = _inverted(reading, index, last, mention, start, stop, relative=relative)
    else:
        straight = _straight(reading, index, last, mention, start, stop, groups)
        cue = replace(straight, forward=NEVER if makes_gesture(reading, last, stop) else straight.forward)
    if reading.tag_before(index, "reflexives") >= start and "counts" in groups:
        return None
    return cue if _accepts(reading, groups, cue, behind=behind, relative=relative) else None


def _may_invert(reading: Reading, index: int, groups: list[str]) -> bool:
    """Whether the verb's subject may stand behind it."""
    if "tells" in groups or reading.wording.subject in ("before", "start"):
        return False
    return not reading.wording.inverts_few or bool(reading.tag(index, "inverts", "quotes"))


def _after(reading: Reading, index: int, last: int, stop: int, *, alone: bool) -> Mention | None:
    """The subject behind the verb, or the body at which it is said where the verb has none."""
    found = subject_after(reading, last, stop)
    if found is None and alone and _nobody_before(reading, index):
        return body_of_nobody(reading, last, stop)
    return found


def _nobody_before(reading: Reading, index: int) -> bool:
    """Whether a word for nobody in particular is tied to the auxiliary before the verb ("a-t-on indiqué")."""
    first = reading.tag_before(index, "nobody")
    return first > 0 and reading.glued(first) and reading.form(first - 1) == "-"


def _goes_on(reading: Reading, index: int, begin: int, start: int) -> bool:
    """Whether the one who spoke earlier in the sentence goes on ("12 died, the ministry said, adding that …")."""
    if not reading.tag(index, "progressives") or not reading.tag(index, "says") or reading.form(begin - 1) != ",":
        return False
    return any(reading.tag(at, "says", "tells") and not reading.capital(at) for at in range(start + 1, begin - 1))


def _is_object(before: Mention | None, after: Mention | None) -> bool:
    """Whether a document before the verb is what somebody behind it issued ("такие данные привёл министр")."""
    if before is None or after is None or before.kind != "documents" or before.owner is not None:
        return False
    return after.strong and after.kind != "documents"


def _before(reading: Reading, index: int, begin: int, start: int) -> Mention | None:
    """The subject before the verb, where the language has it there: beside it, or at the head of the sentence."""
    order = reading.wording.subject
    if order == "after":
        return None
    found = subject_before(reading, begin, start) or _place(reading, begin, start)
    # "The army apologised, saying …"
    progressive = found is None and reading.tag(index, "progressives") and reading.form(begin - 1) == ","
    if progressive or (order == "start" and (found is None or not found.strong)):
        return _opening(reading, begin, start) or found
    return found


def _opening(reading: Reading, begin: int, start: int) -> Mention | None:
    """The claimant at the head of the sentence."""
    opening = find_mention(reading, skip_asides(reading, start, begin), begin)
    return opening if opening and opening.strong else None


def _place(reading: Reading, begin: int, start: int) -> Mention | None:
    """The body at which nobody in particular says so ("au ministère de la Santé, on dénombre …")."""
    first = reading.tag_before(begin, "nobody")
    last = reading.tag(start, "places", "according_opening") or reading.tag(start, "prepositions", "of")
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
    if reading.wording.head_last and reading.tag(index, "documents") and reading.tag(index + 1, *VERBS, "passive"):
        return True  # "a UN report lists"
    if begin < index:
        return False
    if index > start and reading.form(index - 1).isdigit():
        return not reading.wording.verb_second or reading.capital(index)  # "haben die Zahl auf 158 beziffert"
    if reading.wording.drops_subject and reading.tag_before(index, "according") >= start:
        return False  # "según informó el alcalde"
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
            return reading.tag_before(first, "reflexives") < 0  # "s'est alarmé"
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
    cue = find_agent(reading, index, last, by, stop)
    return replace(cue, forward=0.5) if cue and documented else cue


def find_agent(reading: Reading, index: int, last: int, by: int, stop: int) -> Cue | None:
    behind = reading.tag(by, "agents")
    if not behind or behind >= stop:
        return None
    mention = find_mention(reading, behind, stop, announced=True)
    if mention is None or not mention.strong or mention.kind == "pronouns":
        return None
    return Cue(index, last, with_apposition(reading, mention, stop), "agent", _NOT_FORWARD, 0.2)


def gapped_agents(reading: Reading, cues: list[Cue], stop: int) -> Iterator[Cue]:
    """Agents of a verb said once ("171 were reported by X, 170 by Y")."""
    agents = [cue for cue in cues if cue.rule == "agent"]
    if not agents:
        return
    first = agents[-1]
    for index in range(first.right, stop):
        if reading.tag(index, "agents") and reading.tag_before(index + 1, "reached") < 0:
            cue = find_agent(reading, first.first, first.last, index, stop)
            if cue:
                yield replace(cue, first=index, last=index + 1)


def _around_insertion(reading: Reading, before: Mention | None, begin: int, start: int) -> bool:
    """Whether a subject opens the sentence and a clause about it stands before the verb ("X, who …, says")."""
    if before is None or not before.strong or reading.form(before.last) != "," or before.last >= begin - 1:
        return False
    if before.kind == "documents" and before.owner is None:
        return False  # "Le bilan, encore provisoire, est de 12 morts, a annoncé …"
    opens = before.first == start or reading.form(before.first - 1) in HARD
    return opens and bool(reading.tag(before.last + 1, "relatives", "asides"))


def _closes_with_body(reading: Reading, before: Mention | None, after: Mention | None) -> bool:
    """Whether a body behind the verb ends the clause, and a bare word opens it ("Storms, which …, said the army")."""
    if before is None or after is None or before.kind not in ("name", "noun") or after.kind != "bodies":
        return False
    return reading.form(after.last) in _ENDING and not reading.tag_before(after.first, "prepositions") >= 0


def _prefer_after(before: Mention | None, after: Mention | None, *, inverted: bool, moved: bool) -> bool:
    if after is None:
        return False
    if before is None:
        return inverted or after.strong
    if before.strong != after.strong:
        return after.strong and (inverted or moved)
    return inverted


def _accepts(reading: Reading, groups: list[str], cue: Cue, *, behind: bool, relative: bool) -> bool:
    mention = cue.mention
    if behind and relative and reading.tag(cue.first, "citing"):
        return False  # "selon Kiev, que cite Reuters"
    if mention.kind == "noun" and reading.tag(mention.last - 1, "events"):
        return False  # "le drame rappelle celui de 2015"
    if "says" in groups or "tells" in groups:
        return True
    if "quotes" in groups and not relative and (cue.backward == 0.0 or reading.tag(cue.last, "complementizers")):
        return True
    if (relative or mention.kind == "name") and reading.tag(cue.first, "reacts"):
        return False  # "India mourns 67 dead"
    placed = relative or cue.backward == 0.0 or reading.wording.verb_first
    if "counts" not in groups or (behind and not (mention.strong and placed)):
        return False
    if mention.kind == "name":
        held = behind and relative and not reading.acronym(mention.last - 1)  # "un quartier que tient Monel Félix"
        return not held and not is_country(reading, mention)
    return mention.kind in (*_NAMED, "documents")


def is_country(reading: Reading, mention: Mention) -> bool:
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
    if content_follows(reading, mention, stop):
        return Cue(index, last, mention, "says-after", 0.0, 1.5 if begin > start else NEVER)
    if reading.wording.verb_first and after < stop and reading.form(after) not in _ENDING:
        return Cue(index, last, mention, "says-after", 0.0, 1.5 if begin > start else NEVER)
    if begin == start:
        return Cue(index, last, mention, "says-after", 0.3, NEVER)
    about = reading.tag(mention.last + 1, "relatives") and reading.tag(mention.last + 1, "pronouns")
    if reading.form(mention.last) == "," and about:
        return Cue(index, last, mention, "says-after", _ABOUT, 0.0)  # "…, sobs Ann Lee, who found no name on the list"
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
        after = skip_asides(reading, past_noun(reading, hearer.last if hearer else after, stop), stop)
    left = mention.first
    while left > start and reading.glued(left):
        left -= 1  # "a-t-il"
    relative = reading.tag_before(left, "relatives") >= start and reading.tag_before(left, "subordinators") < start
    if relative and mention.kind != "pronouns":
        return Cue(index, last, mention, rule, 0.5, 0.2)
    set_off = left > start and reading.form(left - 1) in _OPENING
    closed = after >= stop or reading.form(after) in ',.;)"»”–—'
    closed = closed or (set_off and (aside_follows(reading, after) or closes_with_place(reading, after, stop)))
    quoted = set_off and reading.form(left - 1) in _QUOTED and not reading.opening(left)
    opens_content = reading.form(after) == "," and reading.tag(after + 1, "complementizers")  # "заявил, что"
    if reading.tag(after, "complementizers") or opens_content or not closed:
        return Cue(index, last, mention, rule, 0.0, 0.0 if quoted else NEVER)
    if left == start:
        return Cue(index, last, mention, rule, 0.0, NEVER)
    return Cue(index, last, mention, rule, *((0.8, 0.0) if set_off else (0.5, 1.0)))


def gapped_subjects(reading: Reading, cues: list[Cue], stop: int) -> Iterator[Cue]:
    """Subjects of a verb said once ("the ministry counts 12 dead, the hospital 15")."""
    verbs = [cue for cue in cues if cue.rule in ("says", "counts") and cue.mention.last <= cue.first]
    if not verbs:
        return
    starts = {cue.mention.first for cue in cues}
    for index in range(verbs[0].right, stop):
        opener = reading.tag_before(index, "contrasts")  # "…, а СМИ — о 12"
        mark = reading.form(index - 1 if opener < 0 else opener - 1)
        joined = reading.tag_before(index, "conjunctions") == index - 1 and reading.tag(index, "determiners") > 0
        if (mark not in ",;" and not joined) or index in starts:
            continue
        mention = find_mention(reading, index, stop)
        if mention and reading.tag(mention.last, "conjunctions"):
            continue  # "the mayor and his two sons"
        if mention and mention.kind in (*LABELLED, "name") and not reading.tag(mention.last, *VERBS):
            yield Cue(mention.first, mention.first + 1, mention, "gapped", 0.0, NEVER)
