"""Reporting verbs → their subjects, before or behind them."""

from __future__ import annotations

from dataclasses import replace

from extractors.attribution.asides import MOST_ASIDES, skip_aside, skip_asides
from extractors.attribution.claimants import Mention, find_mention
from extractors.tags import HEADS, Reading

_FARTHEST = 45  # tokens between a verb and its subject
_MOST_INSERTIONS = 3
_LONGEST_BRACKET = 9
_BRACKETS = {")": "(", "]": "[", "»": "«", "”": "“"}
HARD = frozenset(';:"«»“”()[]–—…!?')
_CLOSING = frozenset(',.;:)]"«»“”–—-!?')


def subject_after(reading: Reading, index: int, stop: int) -> Mention | None:
    """The subject that begins behind the verb's last token, asides skipped."""
    if reading.form(index) == "-" and reading.glued(index) and (last := reading.tag(index + 1, "pronouns")):
        return Mention(index + 1, last, "pronouns")
    if reading.form(index) == "-" and reading.glued(index) and (last := reading.tag(index + 1, "nobody")):
        return body_of_nobody(reading, last, stop)  # "indique-t-on à la préfecture"
    if body := _body_within(reading, index, stop):
        return body
    start = skip_asides(reading, index, stop)
    if reading.tag(start, "complementizers"):
        return None
    mention = find_mention(reading, start, stop, announced=True)
    if mention is None or (mention.kind == "pronouns" and not _spoken(reading, mention)):
        return None
    mention = _behind_hearer(reading, mention, stop)
    bare = mention.kind == "noun" and not reading.tag(start, "determiners", "quantifiers")
    ends = mention.last >= stop or reading.form(mention.last) in _CLOSING
    unknown = reading.wording.free_order and not ends and not reading.capital(mention.last)  # an object
    if bare and (unknown or not reading.wording.bare_nouns):
        return None
    return with_apposition(reading, mention, stop)


def body_of_nobody(reading: Reading, index: int, stop: int) -> Mention | None:
    """The body at which nobody in particular says so, named behind the verb ("a-t-on indiqué au ministère")."""
    index = reading.tag(index, "times", "asides") or index
    last = reading.tag(index, "places", "prepositions", "of")
    mention = find_mention(reading, last, stop, announced=True) if last else None
    return mention if mention and mention.kind == "bodies" else None


def _behind_hearer(reading: Reading, mention: Mention, stop: int) -> Mention:
    """The subject behind an agency that only was told so ("disseram hoje à Lusa fontes locais")."""
    if not reading.tag(mention.last - 1, "agencies") or reading.form(mention.last) == ",":
        return mention
    told = find_mention(reading, mention.last, stop, announced=True)
    return told if told and told.strong and told.kind in ("persons", "spokesmen", "bodies") else mention


def _spoken(reading: Reading, pronoun: Mention) -> bool:
    """Whether a pronoun behind the verb is its subject ("заявил он", "indicó la misma fuente")."""
    if reading.tag(pronoun.first, "relatives"):
        return False
    several = pronoun.last - pronoun.first > 1
    return several or (reading.wording.free_order and not reading.tag(pronoun.first, "determiners"))


def body_before(reading: Reading, index: int, floor: int) -> Mention | None:
    """The body in which it is said, named before the verb ("в МЧС сообщили", "в полиции уточнили")."""
    for first in range(clause_start(reading, index, floor), index):
        last = reading.tag(first, "places")
        mention = find_mention(reading, last, index, announced=True) if last else None
        if mention and mention.last == index and (mention.kind == "bodies" or is_capital(reading, mention)):
            return mention
    return None


def is_capital(reading: Reading, mention: Mention) -> bool:
    """Whether a known name alone stands for those who govern there ("у Москві стверджують")."""
    return mention.kind == "name" and reading.tag(mention.first, "names") == mention.last


def _body_within(reading: Reading, index: int, stop: int) -> Mention | None:
    """The body in which it is said, where a verb names no other subject ("сообщили в МЧС", "in the report it says")."""
    for _ in range(MOST_ASIDES):
        last = 0 if reading.tag(index, "asides", "times") else reading.tag(index, "places")
        mention = find_mention(reading, last, stop, announced=True) if last else None
        if mention and (mention.kind == "bodies" or mention.owner is not None or is_capital(reading, mention)):
            return mention
        after = reading.tag(index, "agencies") or skip_aside(reading, index, stop)  # "сообщили агентству в МЧС"
        if after <= index or after > stop:
            return None
        index = after
    return None


def with_apposition(reading: Reading, mention: Mention, stop: int) -> Mention:
    """The mention with the name or title that follows it between commas."""
    if reading.form(mention.last) != "," or mention.last + 1 >= stop:
        return mention
    other = find_mention(reading, mention.last + 1, stop)
    if other is None or not _closed(reading, other.last, stop):
        return mention
    return _joined(mention, other) or mention


def _closed(reading: Reading, index: int, stop: int) -> bool:
    return index >= stop or reading.form(index) in _CLOSING or bool(reading.tag(index, "relatives", "prepositions"))


def _joined(first: Mention, second: Mention) -> Mention | None:
    """One mention of a name and its title, in either order."""
    if second.kind == "spokesmen" and first.kind in ("name", "persons"):
        return replace(second, first=first.first, name=first.name)
    if first.kind == "name" and second.kind in ("persons", "bodies"):
        return replace(second, first=first.first, name=first.name)
    if first.kind in ("persons", "spokesmen") and second.name and second.kind in ("name", "persons"):
        return replace(first, last=second.last, name=second.name)
    return None


def subject_before(reading: Reading, index: int, floor: int) -> Mention | None:
    """The subject that ends before the token; insertions between commas are skipped, relatives traced back."""
    floor = max(floor, index - _FARTHEST)
    if reading.form(index - 1) == ",":
        found = _before_insertions(reading, index - 1, floor)
    else:
        start = clause_start(reading, index, floor)
        found = ending_at(reading, start, index)
        if found is None or not found.strong:
            found = _leading(reading, start, index) or found
        if found is None or not found.strong:
            found = _behind_relative(reading, start, floor) or found
    if found and found.kind == "pronouns" and reading.tag(found.first, "relatives"):
        return antecedent(reading, found.last, floor)
    return with_title(reading, found, floor) if found else None


def _behind_relative(reading: Reading, start: int, floor: int) -> Mention | None:
    """The claimant about whom the clause before the verb is ("un funzionario che ha chiesto l'anonimato ha detto")."""
    relative = reading.tag_before(start, "relatives")
    end = relative - (reading.form(relative - 1) == ",")
    found = _nearest(reading, clause_start(reading, end, floor), end) if relative > floor else None
    return found if found and found.kind in ("persons", "spokesmen", "bodies") else None


def _before_insertions(reading: Reading, comma: int, floor: int) -> Mention | None:
    """The subject before the words set off by commas, or those words where they are its name."""
    inserted: Mention | None = None
    contrast = reading.tag_before(comma, "contrasts")
    if contrast > floor and reading.form(contrast - 1) == ",":
        comma = contrast - 1  # "La OIM, en cambio, contabiliza …"
    end = comma
    for _ in range(_MOST_INSERTIONS + 1):
        start = clause_start(reading, end, floor)
        mention = _set_off(reading, start, end, floor) if end == comma else ending_at(reading, start, end)
        if mention and mention.strong and mention.kind != "pronouns":
            joined = _joined(mention, inserted) if inserted else None
            if joined or reading.form(start - 1) != "," or mention.first != start:
                return joined or (inserted if inserted and _named(inserted) else mention)
            inserted = inserted or mention
        elif inserted:
            return inserted
        elif (found := _parted(reading, start, end, floor, comma)) is not None:
            return found
        end = _comma_before(reading, start, floor)
        if end < 0:
            break
    return inserted


def _set_off(reading: Reading, start: int, comma: int, floor: int) -> Mention | None:
    """The phrase between two commas, where it is all that stands there and no clause ("qui contrôle Gaza")."""
    mention = ending_at(reading, start, comma)
    opener = reading.tag_before(start, "relatives")
    clause = opener > floor and reading.form(opener - 1) == ","
    partial = mention is not None and mention.first != start and reading.form(start - 1) == ","
    return None if clause or partial else mention


def _parted(reading: Reading, start: int, end: int, floor: int, comma: int) -> Mention | None:
    """The subject that a clause parts from the insertion, or that a relative word before the insertion stands for."""
    if end < comma and (leading := _leading(reading, start, end)) and leading.first == start:
        return leading
    relative = _relative(reading, start, end)
    return antecedent(reading, relative, floor) if relative >= 0 else None


def _comma_before(reading: Reading, start: int, floor: int) -> int:
    """The comma before an insertion or the relative word that opens it; -1 if there is none."""
    opener = reading.tag_before(start, "relatives", "complementizers", "contrasts", "subordinators")
    if opener > floor and reading.form(opener - 1) == ",":
        start = opener
    return start - 1 if start > floor and reading.form(start - 1) == "," else -1


def _named(mention: Mention) -> bool:
    return mention.name is not None and mention.kind in ("name", "persons", "spokesmen")


def _relative(reading: Reading, start: int, end: int) -> int:
    """The token behind the relative word that ends the clause ("officials who, in private, …"); -1 if none does."""
    first = reading.tag_before(end, "relatives")
    return end if first >= start and reading.tag(first, "pronouns") else -1


def antecedent(reading: Reading, index: int, floor: int) -> Mention | None:
    """The noun that the relative word before the token stands for; a claimant rather than the place behind it."""
    first = reading.tag_before(index, "relatives")
    end = first - (reading.form(first - 1) == ",")
    start = clause_start(reading, end, max(floor, end - _FARTHEST))
    found = _nearest(reading, start, end)
    if found is None or found.kind == "name":
        leading = _leading(reading, start, end)
        return leading if leading and leading.kind != "name" else found
    named = ending_at(reading, clause_start(reading, start - 1, floor), start - 1)
    if found.first == start and reading.form(start - 1) == "," and named is not None and named.kind == "name":
        return _joined(named, found) or found  # "Ann Lee, founder of X, who …"
    return found


def _nearest(reading: Reading, start: int, end: int) -> Mention | None:
    """The longest strong phrase that ends before the token."""
    for first in range(start, end):
        if first > start and reading.tag(first, "of"):
            continue  # "fondatrice du collectif"
        mention = find_mention(reading, first, end)
        if mention and mention.last == end and mention.strong and mention.kind != "pronouns":
            return mention
    return None


def with_title(reading: Reading, mention: Mention, floor: int) -> Mention:
    """The mention with its title before the comma ("the governor, Chadchart Sittipunt")."""
    if reading.form(mention.first - 1) != "," or mention.first - 1 <= floor or mention.kind not in ("name", "persons"):
        return mention
    start = clause_start(reading, mention.first - 1, floor)
    title = ending_at(reading, start, mention.first - 1)
    if title is None or title.kind not in ("persons", "spokesmen") or title.first != start:
        return mention
    return _joined(title, mention) or mention


def clause_start(reading: Reading, end: int, floor: int) -> int:
    """Where the clause that ends before the token begins; acronyms in brackets do not end it."""
    index = end
    while index > floor:
        form = reading.form(index - 1)
        if form in _BRACKETS and (opener := _opener(reading, index - 1, floor)) >= 0:
            index = opener
            continue
        if form in HARD or form == "," or (form == "-" and reading.form(index - 2) == "-"):
            break
        if form == "." and not reading.glued(index) and not _abbreviated(reading, index - 1):
            break
        if reading.tag_before(index, "contrasts", "complementizers") >= 0:
            break
        index -= 1
    return index


def _opener(reading: Reading, closer: int, floor: int) -> int:
    """Where the short bracket begins that closes at the token; -1 if it is long or set apart."""
    opening = _BRACKETS[reading.form(closer)]
    for index in range(closer - 1, max(floor, closer - _LONGEST_BRACKET) - 1, -1):
        if reading.form(index) == opening:
            return index
    return -1


def _abbreviated(reading: Reading, dot: int) -> bool:
    word = reading.form(dot - 1)
    return word.isdigit() or (len(word) == 1 and word.isalpha()) or word in reading.wording.abbreviations


def ending_at(reading: Reading, start: int, end: int, *, governed: bool = False) -> Mention | None:
    """The longest phrase of the clause that ends before the token; `governed` if it may hang on a preposition."""
    for first in range(start, end):
        if reading.glued(first) and first > start and not _may_begin(reading, first):
            continue
        mention = find_mention(reading, first, end)
        if mention is None or mention.last != end:
            continue
        hangs = not governed and _hangs(reading, first, start)
        bare = hangs and reading.wording.bare_complements and not _leading(reading, start, first)
        if bare and (own := _behind_complement(reading, first + 1, end)):
            return own
        if hangs or (mention.joint and not mention.strong):
            return _behind_conjunction(reading, first + 1, end) or (None if hangs else mention)
        return mention
    return None


def _behind_complement(reading: Reading, start: int, end: int) -> Mention | None:
    """The claimant behind a prepositional phrase that no article or word parts from it ("после боя министерство …")."""
    for first in range(start, end):
        person = bool(reading.tag(first, "persons", "spokesmen"))
        opens = person or reading.capital(first) or bool(reading.tag(first, *HEADS))
        follows = reading.tag(first - 1, *HEADS) and not person
        if not opens or follows or _hangs(reading, first, start - 1):
            continue
        mention = find_mention(reading, first, end)
        if mention and mention.last == end and mention.strong and mention.kind not in ("documents", "pronouns"):
            return mention
    return None


def _behind_conjunction(reading: Reading, start: int, end: int) -> Mention | None:
    """The claimant that opens a second clause ("admitted hundreds of dead and the commissioner gave 184")."""
    for first in range(start, end):
        if reading.tag_before(first, "conjunctions") < start or reading.tag(first, "conjunctions"):
            continue
        mention = find_mention(reading, first, end)
        return mention if mention and mention.last == end and mention.strong else None
    return None


def _hangs(reading: Reading, first: int, start: int) -> bool:
    """Whether the phrase depends on a preposition before it; "as X said" is none."""
    if first <= start or reading.tag_before(first, "subordinators") >= start:
        return False
    return reading.tag_before(first, "prepositions", "of", "links", "agents") >= start


def _may_begin(reading: Reading, index: int) -> bool:
    """Whether a phrase may begin at a token that is glued to the one before it ("a-t-il", "l'armée")."""
    before = reading.form(index - 1)
    elided = before == "'" and reading.ends_phrase(index)
    return elided or (before == "-" and bool(reading.tag(index, "pronouns")))


def _leading(reading: Reading, start: int, end: int) -> Mention | None:
    """The first claimant of the clause, where a relative clause or participle parts it from the verb."""
    index = start
    while index < end:
        preposition = reading.tag(index, "prepositions", "of", "agents")
        mention = find_mention(reading, preposition or index, end)
        if mention is None:
            index = preposition or index + 1
        elif preposition or not mention.strong or mention.kind in ("pronouns", "documents"):
            index = max(mention.last, index + 1)
        else:
            return mention
    return None
