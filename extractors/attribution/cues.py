"""Sentences → cues: the words that tell who says what, with the claimant and the direction of what is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.attribution.asides import skip_asides
from extractors.attribution.claimants import NEVER, Cue, Mention, find_mention
from extractors.attribution.labels import LABELLED, find_labels
from extractors.attribution.marked_subjects import find_marked_cues
from extractors.attribution.subjects import clause_start, ending_at, subject_before, with_apposition
from extractors.attribution.verbs import find_agent, find_verb_cue, gapped_agents, gapped_subjects, is_country
from extractors.tags import VERBS, Reading

_FARTHEST_BRIEFING = 12
_FARTHEST_MAKER = 6
_LONGEST_RIVAL = 8  # tokens
_ACCORDING = (
    "according", "according_opening", "according_documents", "according_rivals", "according_named",
    "according_pronouns", "according_after", "citing", "sourced",
)  # fmt: skip
_WORDS = frozenset((*VERBS, *_ACCORDING, "reached", "holds", "documents"))
_HOLDERS = ("media", "name", "persons", "spokesmen", "pronouns")
_NEXT = 4  # tokens between a report and whom it cites


def find_cues(reading: Reading) -> list[list[Cue]]:
    """The cues of each sentence, in text order."""
    ranges = [tokens for _, tokens in reading.sentences()]
    worded = [_worded_cues(reading, tokens.start, tokens.stop) for tokens in ranges]
    names = frozenset(filter(None, (_name(reading, cue.mention) for cues in worded for cue in cues)))
    return [
        sorted((*cues, *find_labels(reading, tokens.start, tokens.stop, cues, names)), key=lambda cue: cue.left)
        for cues, tokens in zip(worded, ranges, strict=True)
    ]


def _name(reading: Reading, mention: Mention) -> str:
    """The last word of a claimant's own name: not that of the country it belongs to ("the president of Mali")."""
    if mention.kind == "name":
        return reading.form((mention.name[1] if mention.name else mention.last) - 1)
    if mention.name is None:
        return ""
    first, last = mention.name
    owned = last - first == 1 and reading.tag_before(first, "of", "links", "determiners") >= mention.first
    own = last - first > 1 or reading.acronym(last - 1) or mention.kind in ("persons", "spokesmen")
    return "" if owned or not own else reading.form(last - 1)


def _worded_cues(reading: Reading, start: int, stop: int) -> list[Cue]:
    """The cues of a sentence that are words."""
    if reading.wording.subject == "marked":
        return list(_cited(reading, find_marked_cues(reading, start, stop), stop))
    cues: list[Cue] = []
    index = start
    while index < stop:
        cue = _cue_at(reading, index, start, stop)
        if cue:
            cues.append(cue)
        index = max(index + 1, cue.last if cue else 0)
    cues = _with_rivals(reading, cues)
    cues += gapped_agents(reading, cues, stop)
    cues += gapped_subjects(reading, cues, stop)
    return list(_cited(reading, cues, stop))


def _cue_at(reading: Reading, index: int, start: int, stop: int) -> Cue | None:
    """The first kind of cue that the words at the token make."""
    if _WORDS.isdisjoint(reading.tags(index)):
        return None
    for find in (
        _according,
        _by_document,
        _rival,
        _account,
        _sourced,
        _according_after,
        _reached,
        _holds,
        _verb,
        _document,
    ):
        if cue := find(reading, index, start, stop):
            return cue
    return None


def _verb(reading: Reading, index: int, start: int, stop: int) -> Cue | None:
    if not reading.tag(index, *VERBS) or _in_name(reading, index):
        return None
    return find_verb_cue(reading, index, start, stop)


def _in_name(reading: Reading, index: int) -> bool:
    """Whether a capital or hyphen makes the verb part of a name ("Islamic State", "porte-parole")."""
    tied = reading.form(index + 1) == "-" and reading.glued(index + 1) and reading.glued(index + 2)
    if tied and not reading.tag(index + 2, "pronouns", "nobody"):
        return True
    if not reading.capital(index) or reading.opening(index):
        return False
    return not reading.titled[reading.document.sentence_index(reading.tokens[index].start)]


# --- "according to X"


def _according(reading: Reading, index: int, start: int, stop: int) -> Cue | None:
    opens = index == start or reading.form(index - 1) in ";:"
    opening = reading.tag(index, "according_opening")
    last = reading.tag(index, "according", "citing", "according_named") or (opens and opening)
    if not last or last >= stop or _no_according(reading, index, last, start):
        return None
    while (after := reading.tag(last, "asides", "times")) and not reading.tag(last, "determiners"):
        last = after  # "à en croire enfin le Croissant-Rouge"
    mention = find_mention(reading, last, stop, announced=True)
    if mention is None or (mention.kind == "noun" and (opening or not reading.tag(last, "determiners"))):
        return None
    named = mention.strong and (mention.name is not None or mention.definite or mention.kind == "bodies")
    if reading.tag(index, "according_named") == last and not named:
        return None
    if opening and not _may_open(reading, mention):
        return None
    mention = with_apposition(reading, mention, stop)
    return _placed(reading, index, last, mention, start, stop, "according")


def _no_according(reading: Reading, index: int, last: int, start: int) -> bool:
    """Whether the words belong to a name, to another who cites, or to a spokesman of the subject."""
    if last == index + 1 and _in_name(reading, index):
        return True
    if reading.tag(index, "agents") and reading.tag(last, "anaphoric"):
        return True  # "Varsovie fait état, par la voix de son ministre, de …"
    if reading.tag(index, "citing") != index + 1 or index == start:
        return False
    named = reading.capital(index) and reading.capital(index + 1)  # "Cité Soleil"
    return named or reading.tag_before(index, "relatives") >= start  # "Kiev, que cite Reuters"


def _may_open(reading: Reading, mention: Mention) -> bool:
    """Whether the claimant behind the opening words is one, not a country or a document of nobody ("Pour mémoire")."""
    if not _ends_opening(reading, mention) or is_country(reading, mention):
        return False
    return mention.kind != "documents" or mention.owner is not None


def _ends_opening(reading: Reading, mention: Mention) -> bool:
    """Whether a comma closes the opening words, or the subject follows a body at once ("Per la polizia i morti …")."""
    if reading.form(mention.last) == ",":
        return True
    subject = reading.tag(mention.last, "determiners", "auxiliaries") or reading.form(mention.last).isdigit()
    return bool(subject) and mention.kind in ("bodies", "media")


def _by_document(reading: Reading, index: int, start: int, stop: int) -> Cue | None:
    """A document named with its owner behind "by" ("by Israel's tally", "on the ministry's figures")."""
    last = reading.tag(index, "according_documents")
    mention = find_mention(reading, last, stop, announced=True) if last else None
    if mention is None or mention.kind != "documents" or mention.owner is None or not mention.owner.strong:
        return None
    return _placed(reading, index, last, mention, start, stop, "according")


def _rival(reading: Reading, index: int, _start: int, stop: int) -> Cue | None:
    """A claimant behind its number ("56 morts pour le gouvernement, 135 pour les ONG"): one of several, or none."""
    last = reading.tag(index, "according_rivals")
    mention = find_mention(reading, last, stop, announced=True) if last else None
    if mention is None or mention.kind not in LABELLED or mention.last - last > _LONGEST_RIVAL:
        return None
    ends = mention.last >= stop or reading.form(mention.last) in ",;.)–—" or reading.tag(mention.last, "conjunctions")
    return Cue(index, last, mention, "rival", NEVER, 0.0) if ends or reading.tag(mention.last, "contrasts") else None


def _with_rivals(reading: Reading, cues: list[Cue]) -> list[Cue]:
    """The cues, those of rivals only where another claimant has its number in the sentence as shortly."""
    rivals = [cue for cue in cues if cue.rule == "rival"]
    others = [cue for cue in cues if cue.rule == "according" and cue.backward < NEVER]
    return cues if len(rivals) + len(others) > 1 else [cue for cue in cues if cue.rule != "rival"]


def _account(reading: Reading, index: int, start: int, stop: int) -> Cue | None:
    """Words with the last claimant as a pronoun inside ("по его словам")."""
    last = reading.tag(index, "according_pronouns")
    return _placed(reading, index, last, Mention(index, last, "pronouns"), start, stop, "according") if last else None


def _reached(reading: Reading, index: int, start: int, stop: int) -> Cue | None:
    """A person named beside who asked ("X, reached by Y", "asked by Y, X …")."""
    last = reading.tag(index, "reached")
    if not last:
        return None
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


def _holds(reading: Reading, index: int, start: int, stop: int) -> Cue | None:
    """A verb of having that reports only right before a number, and only of a person or a medium."""
    last = reading.tag(index, "holds")
    if reading.tag(index, "counts") > last:
        return None  # "has a tally of"
    mention = subject_before(reading, index, start) if 0 < last < stop else None
    if mention is None or not (mention.kind in _HOLDERS or reading.tag(mention.head, "counters")):
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


def _sourced(reading: Reading, index: int, _start: int, stop: int) -> Cue | None:
    """A preposition that only "source" makes a cue ("de source policière")."""
    if not reading.tag(index, "sourced") or reading.tag(index, *VERBS) or reading.tag_before(index, "bodies") >= 0:
        return None  # "un réseau de sources"
    mention = find_mention(reading, index + 1, stop, announced=True)
    if mention is None or mention.kind not in (*LABELLED, "documents"):
        return None
    rule = "according" if mention.kind == "documents" else "sourced"
    return Cue(index, index + 1, mention, rule, 0.3, 0.0)


def _according_after(reading: Reading, index: int, start: int, stop: int) -> Cue | None:
    last = reading.tag(index, "according_after")
    mention = subject_before(reading, index, start) if last else None
    if mention is None:
        return None
    return replace(_placed(reading, mention.first, last, mention, start, stop, "according"), first=index)


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
    cue = find_agent(reading, index, mention.last, by, stop)
    return replace(cue, rule="document", forward=0.4, backward=1.0) if cue and cue.mention.kind in LABELLED else None


def _cited(reading: Reading, cues: list[Cue], stop: int) -> Iterator[Cue]:
    """The cues; where one names whom it cites or whose briefing it repeats, that body is the claimant."""
    citing = [cue for cue in cues if reading.tag(cue.first, "citing")]
    for cue in cues:
        cited = next((c for c in citing if c is not cue and _beside(reading, cue, c)), None)
        body = cited.mention if cited else _briefing(reading, cue, stop)
        yield replace(cue, relay=cue.mention, mention=body) if body else cue


def _beside(reading: Reading, cue: Cue, citing: Cue) -> bool:
    """Whether a medium cites another's words right beside its own reporting verb, or opens with whom it cites."""
    if reading.tag(citing.mention.first, "anaphoric"):
        return False  # "the union, citing its members"
    behind = cue.mention.last <= citing.first <= cue.right + _NEXT
    opens = citing.mention.last + 1 == cue.mention.first  # "Citing the ministry, SANA said …"
    return (behind or opens) and cue.rule in ("says", "counts", "says-after")


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
