"""Tokens → mentions: the noun phrases that can name a claimant."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.tags import HEADS, Reading
from extractors.text import fold

NEVER = 9.0
_LONGEST = 24  # tokens of one mention
_MOST_PARTICLES = 3
_LONGEST_BRACKET = 9
_LONGEST_ACRONYM = 3
_WORDS_AFTER_HEAD = 3
_WORDS_BEFORE_HEAD = 4
_STOPS = (
    "stops",
    "conjunctions",
    "relatives",
    "subordinators",
    "auxiliaries",
    "prepositions",
    "times",
    "says",
    "counts",
    "tells",
    "according",
    "complementizers",
    "contrasts",
)
_FUNCTION = ("stops", "pronouns", "prepositions", "auxiliaries", "conjunctions", "relatives")
_NO_NAMES = ("stops", "prepositions", "according", "relatives", "subordinators", "determiners")
_OPENERS = {"(": ")", "[": "]"}
_QUOTES = {'"': '"', "«": "»", "“": "”"}


@dataclass(frozen=True)
class Mention:
    """A noun phrase: tokens `first` to `last`, the kind of its head, its proper name and whom it belongs to.

    `kind` is the pack's key for the head (bodies, persons, spokesmen, documents, media), else "name", "pronouns" or
    "noun". `owner` is the body that a spokesman or document belongs to; `joint` tells of two claimants in one.
    """

    first: int
    last: int
    kind: str
    head: int = -1
    name: tuple[int, int] | None = None
    owner: Mention | None = None
    definite: bool = False
    joint: bool = False

    @property
    def strong(self) -> bool:
        """Whether the words themselves tell that a claimant is named."""
        return self.kind != "noun"


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
    inside: float = NEVER  # what it costs to reach what stands between claimant and cue

    @property
    def left(self) -> int:
        """The first token of the cue and its claimant."""
        return min(self.first, self.mention.first)

    @property
    def right(self) -> int:
        """The token behind the cue and its claimant."""
        return max(self.last, self.mention.last)


class _Phrase:
    """The state of one noun phrase while it is read from left to right."""

    def __init__(self, reading: Reading, first: int, stop: int) -> None:
        self.reading = reading
        self.first = first
        self.stop = min(stop, first + _LONGEST)
        self.at = first
        self.head = -1
        self.kind = ""
        self.name: tuple[int, int] | None = None
        self.complement = -1  # where what the head belongs to begins
        self.owner_end = -1  # where a possessor before the head ends
        self.owner_start = first
        self.core = first  # behind the determiners
        self.words = 0  # plain words in a row
        self.filled = -1  # where the last word that may end the phrase ends
        self.joined = False  # just behind "of"
        self.determined = False
        self.joint = False

    def read(self) -> Mention | None:
        """The longest phrase that begins at the first token."""
        self._skip_determiners()
        while self.at < self.stop and self._step():
            pass
        if self.filled <= self.first:
            return None
        return self._mention()

    def _skip_determiners(self) -> None:
        reading = self.reading
        while self.at < self.stop:
            last = reading.tag(self.at, "determiners", "quantifiers", "possessives")
            if not last or last > self.stop:
                return
            self.at = self.core = last
            self.determined = True

    def _step(self) -> bool:
        return not self._is_second() and (
            self._possessive()
            or self._link()
            or self._head()
            or self._name()
            or self._bracket()
            or self._glue()
            or self._word()
            or self._coordination()
        )

    def _take(self, last: int) -> bool:
        self.at = self.filled = last
        self.joined = False
        return True

    def _possessive(self) -> bool:
        last = self.reading.tag(self.at, "possessives")
        if not last or self.filled < 0 or not self.reading.glued(self.at):
            return False
        if self.reading.form(last - 1) == "s" and not self.reading.glued(last - 1):
            return False
        self.owner_end = self.at
        self.head, self.kind, self.name, self.words = -1, "", None, 0
        self.at = last
        self.determined = True
        return True

    def _link(self) -> bool:
        """A word that joins the phrase to its complement: "of", "by" behind a document, looser ones before names."""
        reading = self.reading
        if self.filled < 0 or self.joined:
            return False
        owners = {"documents": ("agents", "makers"), "spokesmen": ("on_behalf",)}.get(self.kind, ())
        last = reading.tag(self.at, "of", *owners)
        loose = not last
        last = last or reading.tag(self.at, "links")
        if not last:
            self._open_bare_complement()
            return False
        after = last
        while skipped := reading.tag(after, "determiners", "quantifiers"):
            after = skipped
        if after >= self.stop or (loose and reading.tag(after, "agencies")):
            return False
        if not (
            loose or reading.tag(self.at, "of") or after > last or reading.capital(after) or reading.wording.bare_nouns
        ):
            return False  # "bilan par département"
        strict = reading.capital(after) or bool(reading.tag(after, *HEADS)) or self._clitic(after)
        if not (strict or (not loose and self._plain(after))):
            return False
        if self.head < 0 and self.name is None:
            self.head, self.kind = self.first, "noun"
        if self.complement < 0 and not loose:
            self.complement = last
        self.at, self.joined, self.words = after, True, 0
        return True

    def _clitic(self, after: int) -> bool:
        """Whether the joining word is written together with the noun behind it: "المنظمة الدولية للهجرة"."""
        reading = self.reading
        link, noun = reading.tokens[self.at], reading.tokens[after]
        glued = self.head >= 0 and link.is_word and noun.start <= link.end  # in "لل" the two share a letter
        told = reading.tag(self.at, "asides", "tells", "times") or reading.tag(after, "times", "people")
        return glued and not told and self._plain(after)

    def _open_bare_complement(self) -> None:
        """Note where the maker of a document or the body of a spokesman follows without a word between."""
        reading = self.reading
        if not reading.wording.bare_complements or self.complement >= 0 or self.filled != self.at:
            return
        named = self.kind == "documents" and reading.capital(self.at)
        if named or (self.kind in ("documents", "spokesmen") and self._head_ahead()):
            self.complement = self.at

    def _head(self) -> bool:
        reading = self.reading
        last = reading.tag(self.at, *HEADS)
        if not last or (reading.glued(self.at) and reading.form(self.at - 1) == "-") or self._opens_compound(last):
            return False
        if reading.tag(self.at, *_FUNCTION) and not reading.acronym(self.at):
            return False  # "IS", "WHO"
        if reading.tag(self.at, "says", "counts", "tells") >= last and not self._noun(last):
            return False
        if self.head >= 0 and not self.joined and not reading.wording.head_last and self._verbal(last):
            return False
        kind = next(name for name in HEADS if reading.tag(self.at, name) == last)
        owned = self.kind in ("bodies", "media") or self._named_owner()
        if kind == "documents" and owned and self.complement < 0:
            self.owner_start, self.owner_end = self.core, self.at  # "a UN report"
        if self.head < 0 or (reading.wording.head_last and self.complement < 0):
            self.head, self.kind = self.at, kind
        self.words = 0
        return self._take(last)

    def _named_owner(self) -> bool:
        """Whether a name of several words or an acronym stands right before the head ("Transport Scotland figures")."""
        if not self.reading.wording.head_last or self.head >= 0 or self.name is None or self.name[1] != self.at:
            return False
        return self.name[1] - self.name[0] > 1 or self.reading.acronym(self.at - 1)

    def _opens_compound(self, last: int) -> bool:
        """Whether a hyphen ties the word to a noun that is no head, and that tells what it is ("Bundeswehr-Bus")."""
        reading = self.reading
        if not reading.wording.capital_nouns or reading.form(last) != "-" or not reading.glued(last):
            return False
        return reading.glued(last + 1) and reading.capital(last + 1) and not reading.tag(last + 1, *HEADS)

    def _is_second(self) -> bool:
        """Whether a head without article follows one that has it, which no noun can own: "اتهمت الشبكة قوات …"."""
        article = self.reading.wording.language.text.article
        if not article or self.head < 0 or self.filled != self.at or not self.reading.tag(self.at, *HEADS):
            return False
        folded, tokens = self.reading.document.folded, self.reading.tokens
        before, here = (folded.startswith(fold(article), tokens[at].start) for at in (self.at - 1, self.at))
        return before and not here

    def _noun(self, last: int) -> bool:
        """Whether a word that may be a verb too is a noun here: the head behind an article, or before the verb."""
        if self.head < 0:
            return self.determined
        if not self.determined or not self.reading.wording.head_last or self.reading.capital(self.at):
            return False
        if last >= self.stop or not self.reading.tokens[last].is_word:
            return True  # "according to an Associated Press count."
        return self.reading.tag(last, "says", "counts", "auxiliaries", "passive") > 0

    def _verbal(self, last: int) -> bool:
        return bool(self.reading.tag(last, "complementizers"))

    def _name(self) -> bool:
        reading = self.reading
        if not reading.capital(self.at) and not self._shouted_opening():
            return False
        if reading.tag(self.at, "times") or (reading.tag(self.at, *_NO_NAMES) and not reading.acronym(self.at)):
            return False
        if self._common(self.at):
            self.words += 1
            return self._take(self.at + 1)
        plain_before = self.words and self.head < 0 and self.filled == self.at
        if plain_before and not reading.wording.head_last:
            return False
        last = self.at + 1
        if reading.form(last).isdigit() and reading.glued(last):
            last += 1
        if reading.form(last) == "." and self._abbreviation(last):
            last += 1
        self._extend_name(last)
        self.words = 0
        return self._take(last)

    def _shouted_opening(self) -> bool:
        """Whether a bare word opens a sentence all in capitals, right before its verb ("BERNALES SAID")."""
        reading, at = self.reading, self.at
        if at != self.first or not self._plain(at) or not reading.tag(at + 1, "says"):
            return False
        return reading.shouted[reading.document.sentence_index(reading.tokens[at].start)] and reading.opening(at)

    def _common(self, index: int) -> bool:
        """Whether the word has its capital from its place alone, for all the text tells."""
        reading = self.reading
        if (
            index != self.first
            or not reading.wording.bare_nouns
            or reading.acronym(index)
            or reading.capital(index + 1)
        ):
            return False
        if reading.glued(index + 1) or reading.tag(index, "names"):
            return False
        return reading.form(index) not in reading.proper and reading.opening(index)

    def _extend_name(self, last: int) -> None:
        """The name goes on, or a new one begins: behind a title the later one is the person's."""
        if self.name and self.name[1] >= self.at - 1:
            self.name = (self.name[0], last)
        elif self.name is None or (self.kind in ("persons", "spokesmen") and not self.joined):
            self.name = (self.at, last)

    def _abbreviation(self, dot: int) -> bool:
        """Whether the full stop belongs to the word before it ("U.", "Gen.")."""
        reading = self.reading
        word = reading.form(dot - 1)
        if not reading.glued(dot) or dot + 1 >= self.stop:
            return False
        return (len(word) == 1 and word.isalpha()) or word in reading.wording.abbreviations

    def _bracket(self) -> bool:
        """An acronym in brackets, or the quotation marks around a name."""
        reading = self.reading
        opener = reading.form(self.at)
        closer = _OPENERS.get(opener) or _QUOTES.get(opener)
        if not closer or (self.filled < 0 and not self.determined):
            return False
        limit = min(self.at + _LONGEST_BRACKET, self.stop)
        end = next((i for i in range(self.at + 1, limit) if reading.form(i) == closer), -1)
        inside = reading.text(self.at + 1, end) if end > self.at + 1 else ""
        if not inside or any(character.isdigit() for character in inside.split()[0]):
            return False
        if opener in _OPENERS:
            gloss = opener == "[" and reading.acronym(self.at - 1)
            if not (reading.capital(self.at + 1) or inside.isupper() or gloss) or reading.tag(self.at + 1, "agencies"):
                return False
            if end - self.at > _LONGEST_ACRONYM and opener == "(":
                return False
        elif not (reading.capital(self.at + 1) or self.joined or self.first < self.core == self.at):
            return False  # "a évoqué « entre 400 et 500 disparus »"
        elif self.name is None:
            self.name = (self.at + 1, end)
        return self._take(end + 1)

    def _glue(self) -> bool:
        """What hyphens, apostrophes and full stops of abbreviations hold together."""
        reading = self.reading
        form = reading.form(self.at)
        if self.filled != self.at or not reading.glued(self.at):
            return False
        if form == "." and self._abbreviation(self.at):
            return self._take(self.at + 1)
        if form in "-'/" and reading.glued(self.at + 1) and reading.tokens[self.at + 1].is_word:
            last = self.at + 2
            if self.name and self.name[1] == self.at:
                self.name = (self.name[0], last)
            return self._take(last)
        return False

    def _word(self) -> bool:
        """A plain word: before the head, behind it, or in a complement."""
        reading = self.reading
        if self.name and self.name[1] == self.at and (particles := self._behind_particles()):
            self.name = (self.name[0], particles)
            return self._take(particles)
        if not self._plain(self.at):
            return False
        shouted = reading.shouted[reading.document.sentence_index(reading.tokens[self.at].start)]
        if self.name and self.name[1] == self.filled and not shouted and not self.joined:
            adjectives_first = reading.wording.head_last or reading.wording.bare_complements
            # "губернатор Белгородской области Вячеслав Гладков": the adjective of a region, no name yet
            region = reading.wording.bare_complements and reading.tag(self.at, "regions")
            if not adjectives_first or not (region or self._head_ahead()):
                return False
        if self.head >= 0 and reading.wording.head_last and not self.joined and not shouted and not self._head_ahead():
            return False
        if self.filled < 0 and not self.determined and not self._head_ahead():
            return False
        self.words += 1
        limit = _WORDS_AFTER_HEAD if self.head >= 0 and not shouted else _WORDS_BEFORE_HEAD
        return self.words <= limit and self._take(self.at + 1)

    def _behind_particles(self) -> int:
        """Where a name goes on behind its small words ("Vivian van de Perre", "al-Qudra"); 0 if it does not."""
        reading, last = self.reading, self.at
        for _ in range(_MOST_PARTICLES):
            last = reading.tag(last, "particles")
            if last and reading.form(last) in "-'" and reading.glued(last):
                last += 1  # "Ashraf al-Qudra"
            if not last or reading.capital(last):
                return last
        return 0

    def _head_ahead(self) -> bool:
        """Whether a head follows within the next words, nothing but plain words between."""
        reading = self.reading
        for index in range(self.at, min(self.at + 4, self.stop)):
            if reading.tag(index, *HEADS) and not reading.tag(index, "says", "counts", "tells"):
                return True
            if not (self._plain(index) or reading.capital(index) or reading.form(index) == "-"):
                return False
        return False

    def _plain(self, index: int) -> bool:
        reading = self.reading
        if index >= len(reading.tokens) or not reading.tokens[index].is_word:
            return False
        return not reading.tag(index, *_STOPS, "determiners", "of", "quotes", "pronouns")

    def _coordination(self) -> bool:
        """A second claimant beside the first ("local militants and a medical source")."""
        reading = self.reading
        last = reading.tag(self.at, "conjunctions")
        if not last or self.filled < 0 or reading.tag(self.at, "relatives"):
            return False
        if self.words and self._plain(last) and not self._plain(last + 1) and not reading.tag(last, *HEADS):
            return self._take(last + 1)  # a second adjective
        other = find_mention(reading, last, self.stop)
        if other is None or not other.strong or other.kind == "pronouns":
            return False
        if other.last < self.stop and reading.tag(other.last, "auxiliaries", "passive", "says", "counts"):
            return False
        self.at = self.stop
        self.filled = other.last
        self.joint = True
        if self.head < 0 and self.name is None:
            self.kind = other.kind
        return False

    def _mention(self) -> Mention:
        kind = self.kind or ("name" if self._is_name() else "noun")
        owner = None
        if kind in ("spokesmen", "documents"):
            counted = self.reading.tag(self.head, "amounts") and self.reading.tag_before(self.complement, "of") >= 0
            if 0 < self.complement < self.filled and not counted:
                owner = find_mention(self.reading, self.complement, self._owner_stop())
            elif self.owner_end > 0:
                owner = self._body_before_head() or find_mention(self.reading, self.owner_start, self.owner_end)
        definite = self.determined and not self.reading.tag(self.first, "indefinite")
        return Mention(self.first, self.filled, kind, self.head, self.name, owner, definite, self.joint)

    def _body_before_head(self) -> Mention | None:
        """The body named between a possessor and the head: "Cambodia's defence ministry spokeswoman"."""
        body = find_mention(self.reading, self.owner_start, self.head) if self.head > self.owner_end else None
        return body if body and body.last == self.head and body.kind == "bodies" else None

    def _owner_stop(self) -> int:
        """Where the owner ends: before the spokesman's own name, where no word parts the two."""
        bare = self.reading.wording.bare_complements and self.kind == "spokesmen"
        return self.name[0] if bare and self.name and self.name[0] > self.complement else self.filled

    def _is_name(self) -> bool:
        """Whether capitals name somebody; where every noun has one, two in a row, an acronym or quotation marks do."""
        if self.name is None or not self.reading.wording.capital_nouns:
            return self.name is not None
        reading, (first, last) = self.reading, self.name
        pairs = ((at - 1, at) for at in range(first + 1, last) if not reading.glued(at))
        if any(reading.capital(before) and reading.capital(after) for before, after in pairs):
            return True
        return reading.acronym(first) or reading.form(first - 1) in _QUOTES


def find_mention(reading: Reading, first: int, stop: int, *, announced: bool = False) -> Mention | None:
    """The noun phrase that begins at the token, or None; `announced` if a word before it tells that one follows."""
    if first >= stop:
        return None
    last = reading.tag(first, "pronouns")
    if last and last <= stop and not reading.acronym(first):
        return Mention(first, last, "pronouns")
    phrase = _Phrase(reading, first, stop)
    phrase.determined = announced
    return phrase.read()
