"""Sentences → cues where case marks tell the subject and the verb closes the clause ("보건부는 … 숨졌다고 밝혔다")."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.attribution.claimants import NEVER, Cue, Mention
from extractors.tags import HEADS, Reading

_FARTHEST_OWNER = 8
_LONGEST_NAME = 7  # words
_LONGEST_BRACKET = 6
_LONGEST_LABEL = 5
_MOST_ASIDES = 8
_QUOTES = frozenset('"“”‘’「」『』')
_NAME_QUOTES = frozenset("'「」『』")
_NAME_ENDS = _NAME_QUOTES | {")"}
_BREAKS = frozenset(";:,.!?…▲△■□◆○●|~-–—") | _QUOTES
_JOINTS = frozenset("·ㆍ‧∙&")
_STOPS = (
    "stops", "prepositions", "subordinators", "times", "says", "counts", "according_after", "citing", "complementizers",
    "contrasts", "adverbs", "pronouns",
)  # fmt: skip


def find_marked_cues(reading: Reading, start: int, stop: int) -> list[Cue]:
    """The cues of a sentence, in text order: verbs with their subjects, "according to", documents, headlines."""
    cues: list[Cue] = []
    floor = start  # where the clause begins that the next verb closes
    for index in range(start, stop):
        cue = (
            _according(reading, index, floor)
            or _verb(reading, index, floor, stop)
            or _document(reading, index, floor, stop)
        )
        if cue is not None:
            cues.append(cue)
        if reading.tag(index, "says"):
            floor = reading.tag(index, "says")
    return cues or list(_headlines(reading, start, stop))


def _according(reading: Reading, index: int, floor: int) -> Cue | None:
    last = reading.tag(index, "according_after", "citing")
    if not last or index <= floor:
        return None
    mention = _ending_at(reading, index, floor)
    if mention is not None and mention.kind == "documents":
        mention = _owner(reading, mention.first, floor) or mention
    rule = "citing" if reading.tag(index, "citing") else "according"
    return Cue(index, last, mention, rule, 0.0, NEVER) if mention else None


def _verb(reading: Reading, index: int, floor: int, stop: int) -> Cue | None:
    """A verb of reporting with its subject; one that stands before a noun tells of what follows it."""
    said, given = reading.tag(index, "says"), reading.tag(index, "counts")
    if not said and not given:
        return None
    beside = _beside(reading, index, floor)
    before_noun = given > said
    subject = beside or _leading(reading, index, floor, certain=before_noun)
    last = max(said, given)
    if subject is None:
        same = Mention(index, last, "pronouns")
        carries = not before_noun and (last >= stop or reading.form(last) in _BREAKS)
        return Cue(index, last, same, "says", NEVER, 0.4) if carries else None
    if before_noun:
        return Cue(index, last, subject, "counts", 0.0, NEVER)
    closes = subject is beside and subject.first > floor
    return Cue(index, last, subject, "says", NEVER, 0.0 if closes else NEVER, inside=0.0)


def _beside(reading: Reading, index: int, floor: int) -> Mention | None:
    """The subject right before the verb, words of time and place between: "…라고 보건부가 이날 성명에서 밝혔다"."""
    end = index
    for _ in range(_MOST_ASIDES):
        if end <= floor:
            return None
        if _is_subject(reading, end - 1):
            mention = _ending_at(reading, end, floor)
            return mention if mention and mention.strong else None
        if reading.tag(end - 1, "citing") and (cited := _ending_at(reading, end - 1, floor)) is not None:
            end = cited.first  # "AP통신이 목격자를 인용해 보도했다"
            continue
        first = reading.tag_before(end, "times", "asides", "adverbs", "prepositions")
        if first < floor and reading.form(end - 1).isdigit():
            first = end - 1
        if first < floor and reading.form(end - 1) in "()" + "".join(_JOINTS):
            first = end - 1
        if first < floor:
            return None
        end = first
    return None


def _leading(reading: Reading, index: int, floor: int, *, certain: bool) -> Mention | None:
    """The claimant that the clause is about: the first one with a topic's mark, else with a subject's."""
    found: list[Mention] = []
    topics: list[Mention] = []
    unknown: Mention | None = None
    for at in range(floor, index):
        if not _is_subject(reading, at):
            continue
        mention = _ending_at(reading, at + 1, floor)
        if mention is None:
            continue
        topic = reading.tag(at, "topic_marks") > 0
        if mention.strong:
            found.append(mention)
            topics += [mention] if topic else []
        elif topic and unknown is None and not found and not reading.tag(at, "people", "prepositions"):
            unknown = mention
    best = next(iter(topics or found), None)
    return best if best is not None or certain else unknown


def _is_subject(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    # the mark may stand behind a bracket or quotation mark: "중앙재난안전대책본부(중대본)는", "'하얀 헬멧'은"
    bracketed = reading.glued(index) and reading.form(index - 1) in _NAME_ENDS
    if not token.is_word or (len(token.form) < 2 and not bracketed):
        return False
    if reading.tag(index, "pronouns"):
        return True
    return reading.tag(index, "subject_marks", "topic_marks") > 0 and not reading.tag(index, "particles", "stops")


def _ending_at(reading: Reading, end: int, floor: int) -> Mention | None:
    """The noun phrase that ends before the token: its head last, names and attributes before it."""
    last = end - 1
    if last > floor and reading.form(last - 1) == ")" and reading.glued(last):
        return _ending_at(reading, opener, floor) if (opener := _opener(reading, last - 1, floor)) > floor else None
    if last > floor and reading.form(last - 1) in _NAME_QUOTES and reading.glued(last):
        return _quoted_name(reading, last - 1, floor)
    if last < floor or not reading.tokens[last].is_word:
        return None
    if reading.tag(last, "pronouns"):
        return Mention(last, end, "pronouns")
    first, words = last, 1
    while first > floor and words < _LONGEST_NAME:
        before = _before(reading, first, floor)
        if before < 0:
            break
        first, words = before, words + 1
    kind = next((name for name in HEADS if reading.tag(last, name) >= end), "noun")
    if kind == "noun" and reading.tag(last, "stops"):
        return None
    owner = _owner(reading, last, first) if kind in ("spokesmen", "documents") else None
    head = last if kind != "noun" else -1
    return Mention(first, end, kind, head, None, owner, definite=last == first)


def _quoted_name(reading: Reading, closer: int, floor: int) -> Mention | None:
    """The name in quotation marks that close at the token: "'하얀 헬멧'은"."""
    for at in range(closer - 1, max(floor, closer - _LONGEST_NAME) - 1, -1):
        if reading.form(at) in _NAME_QUOTES:
            return Mention(at + 1, closer, "noun")
        if not reading.tokens[at].is_word:
            return None
    return None


def _before(reading: Reading, first: int, floor: int) -> int:
    """Where the word before the phrase begins that still belongs to it; -1 if none does."""
    at = first - 1
    if reading.form(at) in _JOINTS and at > floor and reading.tokens[at - 1].is_word:
        return at - 1
    if reading.form(at) == ")":
        opener = _opener(reading, at, floor)
        return opener - 1 if opener > floor and reading.glued(opener) else -1
    if not reading.tokens[at].is_word or reading.form(at) in _BREAKS or reading.form(at + 1) == "(":
        return -1
    if reading.tag(at, "particles"):
        return at
    titled = reading.tag(first, "persons", "spokesmen") > 0 and not reading.tag(at, *HEADS, *_STOPS)
    if titled and reading.tag(at, "subject_marks") and len(reading.form(at)) > 2:
        return at  # "푸아트 옥타이 부통령이": a name that ends like a mark
    marked = len(reading.form(at)) > 1 and reading.tag(at, "subject_marks", "topic_marks", "object_marks")
    return -1 if marked or reading.tag(at, *_STOPS) else at


def _opener(reading: Reading, closer: int, floor: int) -> int:
    """Where the short bracket begins that closes at the token; -1 if it is long."""
    places = range(closer - 1, max(floor, closer - _LONGEST_BRACKET), -1)
    return next((index for index in places if reading.form(index) == "("), -1)


def _owner(reading: Reading, index: int, floor: int) -> Mention | None:
    """The body before a spokesman or a document: "사법부 대변인", "이란 당국의 종전 집계"."""
    for at in range(index - 1, max(floor, index - _FARTHEST_OWNER) - 1, -1):
        if reading.form(at) in _BREAKS:
            return None
        if reading.tokens[at].is_word and reading.tag(at, "bodies", "media", "persons"):
            mention = _ending_at(reading, at + 1, floor)
            return mention if mention is not None and mention.strong else None
        if _is_subject(reading, at) or reading.tag(at, "says", "object_marks"):
            return None
    return None


def _document(reading: Reading, index: int, floor: int, stop: int) -> Cue | None:
    """A document with its maker before it: "소방청 집계로는", "이란 당국의 종전 집계는 사망 627명"."""
    last = reading.tag(index, "documents")
    owner = _owner(reading, index, floor) if last else None
    if owner is None or owner.kind not in ("bodies", "media", "persons"):
        return None
    closes = last >= stop or reading.form(last) in _BREAKS  # "…라는 것이 국방부의 설명이다"
    return Cue(index, last, owner, "document", 0.4, 0.2 if closes else NEVER)


def _headlines(reading: Reading, start: int, stop: int) -> Iterator[Cue]:
    """Claimants before a quotation in a headline, without a verb: "이란 "최소 1천60명 사망""."""
    opened = -1
    for index in range(start, stop):
        if reading.form(index) not in _QUOTES:
            continue
        if opened >= 0:
            opened = -1
            continue
        opened = index
        end = index
        while (first := reading.tag_before(end, "times", "adverbs")) >= start:
            end = first  # "대통령은 앞서 "…""
        words = 0
        while end - 1 - words >= start and reading.form(end - 1 - words) not in _BREAKS:
            words += 1
        if not 0 < words <= _LONGEST_LABEL:
            continue
        mention = _ending_at(reading, end, end - words)
        if mention is not None and not reading.tag(end - 1, "stops"):
            yield Cue(index, index + 1, mention, "headline", 0.0, NEVER)
