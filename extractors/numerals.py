"""Tokens → numerals: what is a number, in digits or words, and how much it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from extractors.digits import Digits, find_digits
from extractors.languages.schema import Language, Words
from extractors.lexicon import Lexicon
from extractors.models import Numeral, Span
from extractors.text import Document, Token, fold, tokenize

_LARGEST = 10**13
_LONGEST_COMPOUND = 60
_SHORTEST_GLUED_WORD = 5


class _Atom(NamedTuple):
    """What a word of the pack adds to a number."""

    kind: str  # word, bound, multiplier, collective, vague, several, fraction, half, article, not
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)


@dataclass(frozen=True)
class _Grammar:
    """The pack's [numbers], made ready for reading."""

    atoms: Lexicon[_Atom]
    attached: Lexicon[_Atom]  # the same, looked up behind an attached link ("و")
    links: frozenset[str]
    of: frozenset[str]
    adjectives: frozenset[str]
    counters: Lexicon[bool]
    suffixes: Mapping[str, int]
    parts: frozenset[str]  # of compounds written as one word
    flags: frozenset[str]
    link_places: frozenset[str]


class _Read(NamedTuple):
    """A number read from tokens `first` to `last`; `low` is None where it can count nothing."""

    last: int
    low: Fraction | None
    high: Fraction = Fraction(0)
    vague: bool = False
    approximate: bool = False
    article: bool = False
    scale: int = 1


@dataclass(frozen=True)
class _Scan:
    """A document's tokens, compounds taken apart, with its digit strings by first token."""

    document: Document
    tokens: list[Token]
    digits: dict[int, tuple[int, Digits]]  # first token → (token after the last, digits)
    inside: frozenset[int]  # tokens that are parts of a compound
    grammar: _Grammar


def find_numerals(document: Document, language: Language) -> tuple[Numeral, ...]:
    """Every number in digits or words in text order; decimals, times, dates and names with digits are none."""
    scan = _scan(document, language)
    numerals: list[Numeral] = []
    index = 0
    while index < len(scan.tokens):
        read = _read(scan, index)
        if read is None:
            index += 1
            continue
        if read.low is not None and _stands_free(scan, index, read, numerals):
            numerals.append(_numeral(scan, index, read))
        index = read.last
    return tuple(numerals)


def _numeral(scan: _Scan, index: int, read: _Read) -> Numeral:
    assert read.low is not None
    return Numeral(
        span=Span(scan.tokens[index].start, scan.tokens[read.last - 1].end),
        low=int(read.low),
        high=int(read.high),
        vague=read.vague,
        approximate=read.approximate,
        in_digits=index in scan.digits,
        article=read.article,
        scale=read.scale,
    )


# --- The pack made ready ---


@cache
def _grammar(language: Language) -> _Grammar:
    numbers = language.numbers
    # Of two meanings of one phrase the first given is tried first: "milliers" alone is vague.
    entries = [
        *_entries("vague", numbers.vague),
        *_entries("word", numbers.words),
        *_entries("bound", numbers.bound),
        *_entries("multiplier", numbers.multipliers),
        *_entries("collective", numbers.collectives),
        *_entries("fraction", numbers.fractions),
        *((word, _Atom("several")) for word in numbers.several),
        *((word, _Atom("half")) for word in numbers.halves),
        *((word, _Atom("article", Fraction(1), Fraction(1))) for word in numbers.articles),
        *((word, _Atom("not")) for word in numbers.not_numbers),
    ]
    parts = [w for table in (numbers.words, numbers.bound, numbers.multipliers) for ws in table.values() for w in ws]
    return _Grammar(
        atoms=Lexicon(entries),
        attached=Lexicon(entries, prefixes=language.text.prefixes),
        links=frozenset(fold(word) for word in numbers.links),
        of=frozenset(token.form for word in numbers.of for token in tokenize(fold(word)) if token.form != "'"),
        adjectives=frozenset(fold(word) for word in numbers.adjectives),
        counters=Lexicon((word, True) for word in numbers.counters),
        suffixes={fold(word): int(key) for key, words in numbers.suffixes.items() for word in words},
        parts=frozenset(fold(word) for word in (*parts, *numbers.links) if " " not in word and "*" not in word),
        flags=frozenset(numbers.grammar),
        link_places=frozenset(numbers.link_places),
    )


def _entries(kind: str, table: Mapping[str, Words]) -> list[tuple[str, _Atom]]:
    entries = []
    for key, words in table.items():
        low, _, high = key.partition("-")
        entries += [(word, _Atom(kind, Fraction(low), Fraction(high or low))) for word in words]
    return entries


# --- Tokens made ready ---


def _scan(document: Document, language: Language) -> _Scan:
    grammar = _grammar(language)
    tokens: list[Token] = []
    inside: set[int] = set()
    glued, compound = "glued" in grammar.flags, "compound" in grammar.flags
    for token in document.tokens:
        pieces = [token]
        if token.is_word:
            if glued and tokens and tokens[-1].end == token.start and tokens[-1].form[0].isdigit():
                pieces = _peel(token, grammar)
            elif compound and not grammar.atoms.at([token], 0):
                pieces = _take_apart(token, grammar.parts)
        if len(pieces) > 1:
            inside.update(range(len(tokens), len(tokens) + len(pieces)))
        tokens += pieces
    starts = {token.start: index for index, token in enumerate(tokens)}
    digits: dict[int, tuple[int, Digits]] = {}
    for number in find_digits(document, glued=glued):
        first = last = starts[number.start]
        while last < len(tokens) and tokens[last].start < number.end:
            last += 1
        digits[first] = (last, number)
    return _Scan(document, tokens, digits, frozenset(inside), grammar)


def _peel(token: Token, grammar: _Grammar) -> list[Token]:
    """A multiplier cut off the word that is glued on digits ("만명")."""
    for length in range(min(len(token.form) - 1, 4), 0, -1):
        head = Token(token.start, token.start + length, token.form[:length])
        if any(match.value.kind == "multiplier" for match in grammar.atoms.at([head], 0)):
            return [head, Token(head.end, token.end, token.form[length:])]
    return [token]


def _take_apart(token: Token, parts: frozenset[str]) -> list[Token]:
    """The number words that a compound is made of; the whole word where it is not made of them."""
    form = token.form
    if len(form) > _LONGEST_COMPOUND:
        return [token]
    # For each position the longest part that leads to it from a position that is itself reached.
    reached: dict[int, int] = {0: 0}
    for end in range(1, len(form) + 1):
        for start in range(end):
            if start in reached and form[start:end] in parts:
                reached[end] = start
                break
    if len(form) not in reached:
        return [token]
    cuts = [len(form)]
    while cuts[-1]:
        cuts.append(reached[cuts[-1]])
    cuts.reverse()
    return [Token(token.start + a, token.start + b, form[a:b]) for a, b in zip(cuts[:-1], cuts[1:], strict=True)]


# --- Reading ---


def _follows(scan: _Scan, index: int) -> bool:
    """Whether the token follows the one before it with no more than a space between, or a wrapped line's end."""
    gap = scan.document.folded[scan.tokens[index - 1].end : scan.tokens[index].start]
    return gap in ("", " ", "  ") or (
        gap.isspace() and gap.strip(" \r\t") in ("\n", "") and _same_sentence(scan, index)
    )


def _same_sentence(scan: _Scan, index: int) -> bool:
    document = scan.document
    return document.sentence_index(scan.tokens[index - 1].start) == document.sentence_index(scan.tokens[index].start)


def _tight(scan: _Scan, index: int) -> bool:
    """Whether nothing stands between the token and the one before it."""
    return 0 < index < len(scan.tokens) and scan.tokens[index - 1].end == scan.tokens[index].start


def _atoms(scan: _Scan, index: int, *, attached: bool = False) -> list[tuple[int, _Atom]]:
    """What the words at the token may mean, longest first, each with the token after it."""
    lexicon = scan.grammar.attached if attached else scan.grammar.atoms
    if index >= len(scan.tokens) or index in scan.digits or not scan.tokens[index].form[0].isalpha():
        return []
    found = [(match.last, match.value) for match in lexicon.at(scan.tokens, index, min(len(scan.tokens), index + 8))]
    return [(last, atom) for last, atom in found if atom.kind != "bound" or _is_bound(scan, index, last)]


def _is_bound(scan: _Scan, index: int, last: int) -> bool:
    """Whether a word that is a number only in company has it: a compound around it or a counter after it."""
    if index in scan.inside:
        return True
    return (
        last < len(scan.tokens)
        and _follows(scan, last)
        and scan.grammar.counters.longest_at(scan.tokens, last) is not None
    )


def _atom(scan: _Scan, index: int, *kinds: str) -> tuple[int, _Atom] | None:
    return next(((last, atom) for last, atom in _atoms(scan, index) if atom.kind in kinds), None)


def _read(scan: _Scan, index: int) -> _Read | None:
    """The number that begins at the token, or None."""
    if index in scan.digits:
        return _read_cardinal(scan, index)
    atoms = _atoms(scan, index) or _atoms(scan, index, attached=True)
    if not atoms:
        return None
    last, atom = atoms[0]
    if atom.kind == "not":
        return _Read(last, None)
    for last, atom in atoms:
        if atom.kind == "several":
            read = _read_several(scan, last)
        elif atom.kind == "vague":
            read = _scaled(scan, last, atom.low, atom.high)
        elif atom.kind == "fraction":
            read = _read_fraction(scan, last, atom.low)
        elif atom.kind == "article":
            read = _read_article(scan, last)
        elif atom.kind == "half":
            read = None
        else:
            read = _read_cardinal(scan, index)
        if read:
            return read
    return None


def _skip(scan: _Scan, index: int, words: frozenset[str]) -> int:
    """The first token at or after the index that is none of the words (nor an apostrophe after one)."""
    while index < len(scan.tokens) and scan.tokens[index].form in words and _follows(scan, index):
        index += 1
        if index < len(scan.tokens) and scan.tokens[index].form == "'":
            index += 1
    return index


def _read_several(scan: _Scan, index: int) -> _Read | None:
    """ "several hundred", "plusieurs dizaines de milliers"; "several" alone is no number."""
    base = _skip(scan, index, scan.grammar.of)
    found = _atom(scan, base, "vague", "collective", "multiplier")
    if not found or not _follows(scan, base):
        return None
    last, atom = found
    if atom.kind == "vague":
        return _scaled(scan, last, atom.low, atom.high)
    power = 10
    while power * 10 <= atom.low:
        power *= 10
    return _scaled(scan, last, Fraction(2 * power), Fraction(10 * power - 1))


def _scaled(scan: _Scan, last: int, low: Fraction, high: Fraction) -> _Read:
    """A vague number with the multipliers after it ("tens of thousands", "several hundred thousand")."""
    while True:
        base = _skip(scan, last, scan.grammar.of)
        found = _atom(scan, base, "multiplier", "collective")
        if not found or not _follows(scan, base) or high * found[1].low > _LARGEST:
            return _Read(last, low, high, vague=True)
        last = found[0]
        low, high = low * found[1].low, (high + 1) * found[1].low - 1


def _read_fraction(scan: _Scan, index: int, value: Fraction) -> _Read | None:
    """ "half a million", "demi-douzaine"; a fraction of nothing countable is no number."""
    base = index + 1 if index < len(scan.tokens) and scan.tokens[index].form == "-" else index
    base = _skip(scan, base, scan.grammar.of)
    if article := _atom(scan, base, "article"):
        base = article[0]
    found = _atom(scan, base, "multiplier", "collective", "fraction")
    if not found or not _follows(scan, base):
        return None
    last, atom = found
    if atom.kind == "fraction":
        return _read_fraction(scan, last, value * atom.low) if last > base else None
    return _multiplied(scan, last, value * atom.low, atom)


def _multiplied(scan: _Scan, last: int, value: Fraction, atom: _Atom) -> _Read | None:
    """A value that ends in a multiplier or collective, with further multipliers ("une dizaine de milliers")."""
    approximate = atom.kind == "collective"
    scale = int(atom.low)
    while True:
        base = _skip(scan, last, scan.grammar.of) if approximate else last
        found = _atom(scan, base, "multiplier", "collective")
        if not found or not _follows(scan, base) or value * found[1].low > _LARGEST or found[1].low < 1000:
            break
        last, atom = found
        value, scale = value * atom.low, int(atom.low)
        approximate = approximate or atom.kind == "collective"
    if value.denominator != 1:
        return _Read(last, None)
    return _Read(last, value, value, approximate=approximate, scale=scale)


def _read_article(scan: _Scan, index: int) -> _Read:
    """ "a hundred", "une bonne centaine", "un demi-million"; else the article itself, which may mean one."""
    bare = _Read(index, Fraction(1), Fraction(1), article=True)
    base = index
    for _ in range(2):
        if base < len(scan.tokens) and _follows(scan, base):
            if found := _atom(scan, base, "multiplier", "collective", "fraction"):
                read = (
                    _read_fraction(scan, found[0], found[1].low)
                    if found[1].kind == "fraction"
                    else _read_cardinal(scan, base)
                )
                return read or bare
            if scan.tokens[base].form in scan.grammar.adjectives:
                base += 1
    return bare


def _granularity(value: Fraction) -> int:
    """The largest power of ten that divides the value: how much room it leaves for smaller numbers."""
    if value.denominator != 1 or not value:
        return 1
    power = 1
    while value % (power * 10) == 0:
        power *= 10
    return power


@dataclass
class _Sum:
    """A cardinal while it is read: descending terms, the last multiplier, what kind of words made it."""

    terms: list[Fraction]
    multiplier: int = 0  # what the last term was multiplied with
    approximate: bool = False
    in_words: bool = False

    def add(self, value: Fraction, grammar: _Grammar, *, linked: bool) -> bool:
        """Takes a further number word in, if the number has room for it."""
        if not self.terms:
            self.terms.append(value)
            self.in_words = True
            return True
        last = self.terms[-1]
        if not self.in_words and not self.multiplier:
            return False
        if "units_first" in grammar.flags and linked and last < 10 and 20 <= value < 100:
            self.terms[-1] = last + value
            return True
        place = "hundreds" if self.multiplier or last >= 100 else "tens"
        if linked and place not in grammar.link_places:
            return False
        room = 20 if "vigesimal" in grammar.flags and last % 100 in (60, 80) else _granularity(last)
        if not 0 < value < room:
            return False
        self.terms.append(value)
        self.multiplier = 0
        return True

    def multiply(self, factor: int) -> bool:
        """Multiplies what stands before the factor, if that is smaller than it."""
        terms = list(self.terms)
        below = Fraction(0)
        while terms and terms[-1] < factor:
            below += terms.pop()
        product = (below or 1) * factor
        if (terms and product >= _granularity(terms[-1])) or product > _LARGEST:
            return False
        self.terms = [*terms, product]
        self.multiplier = factor
        return True


def _read_cardinal(scan: _Scan, index: int) -> _Read | None:
    """A number in digits, words or both: "1 million 213 thousand", "quatre-vingt-dix-sept"."""
    total = _Sum([])
    start = last = index
    while step := _next_step(scan, last, total, first=last == start):
        last = step
    if not total.terms:
        return _Read(scan.digits[index][0], None) if index in scan.digits else None
    value = sum(total.terms, Fraction(0))
    if value.denominator != 1 or not value:
        return _Read(last, None)
    return _Read(
        last, value, value, approximate=total.approximate, scale=total.multiplier or _group(scan, index, value)
    )


def _group(scan: _Scan, index: int, value: Fraction) -> int:
    """The thousands that a grouped number ends with: "5 to 6,000" means five thousand."""
    if index in scan.digits and scan.digits[index][1].grouped:
        return 1000000 if value % 1000000 == 0 else 1000 if value % 1000 == 0 else 1
    return 1


def _next_step(scan: _Scan, index: int, total: _Sum, *, first: bool) -> int | None:
    """Takes the next part of a cardinal into the total; the token after it, or None where the number ends."""
    if index >= len(scan.tokens) or not (first or _follows(scan, index)):
        return None
    if index in scan.digits:
        return _take_digits(scan, index, total)
    half = None if first else _atom(scan, index, "half")
    if half and total.terms:
        total.terms[-1] += Fraction(total.multiplier or 1, 2)
        return half[0]
    at, linked = index, False
    if not first and scan.tokens[index].form == "-" and _tight(scan, index) and _tight(scan, index + 1):
        at = index + 1
    elif not first and scan.tokens[index].form in scan.grammar.links and index + 1 < len(scan.tokens):
        at, linked = index + 1, True
    if linked and at in scan.digits:
        return (
            _take_digits(scan, at, total) if _tight(scan, at) or total.multiplier >= 1000 and _tight(scan, at) else None
        )
    atoms = _atoms(scan, at)
    if not atoms and not linked:
        atoms, linked = _atoms(scan, at, attached=True), not first
    for last, atom in atoms:
        if atom.kind in ("word", "bound"):
            if linked and not first and not _sub_fits(scan, at, total):
                return None
            if total.add(atom.low, scan.grammar, linked=linked):
                return last
        elif atom.kind == "multiplier" and (not linked or not total.terms):
            if total.multiply(int(atom.low)):
                total.in_words = total.in_words or first
                return last
        elif atom.kind == "collective" and not linked:
            if total.approximate and atom.low >= 1000 and total.multiply(int(atom.low)):
                return last
            if total.approximate or (total.terms and total.multiplier >= 1000):
                continue
            total.terms = [(sum(total.terms, Fraction(0)) or Fraction(1)) * atom.low]
            total.multiplier, total.approximate = int(atom.low), True
            return _after_of(scan, last)
    return None


def _after_of(scan: _Scan, last: int) -> int:
    """Behind a collective, the multiplier that "of" leads to ("une dizaine de milliers"), else the collective's end."""
    base = _skip(scan, last, scan.grammar.of)
    if base > last and base < len(scan.tokens) and _follows(scan, base):
        found = _atom(scan, base, "multiplier", "collective")
        if found and found[1].low >= 1000:
            return base
    return last


def _sub_fits(scan: _Scan, at: int, total: _Sum) -> bool:
    """Whether the number after a link is small enough to be a part: not "between one hundred and two hundred"."""
    following = _read_plain(scan, at)
    last = total.terms[-1] if total.terms else Fraction(0)
    if "units_first" in scan.grammar.flags and last < 10:
        return True
    return following is not None and following < _granularity(last)


def _read_plain(scan: _Scan, index: int) -> Fraction | None:
    """The value of the words at the token up to the next link."""
    total = _Sum([])
    at = index
    while at < len(scan.tokens) and at - index < 12:
        if at > index and scan.tokens[at].form == "-" and _tight(scan, at) and _tight(scan, at + 1):
            at += 1
        found = _atom(scan, at, "word", "bound", "multiplier")
        if found is None or (at > index and not _follows(scan, at)):
            break
        last, atom = found
        taken = (
            total.multiply(int(atom.low))
            if atom.kind == "multiplier"
            else total.add(atom.low, scan.grammar, linked=False)
        )
        if not taken:
            break
        at = last
    return sum(total.terms, Fraction(0)) if total.terms else None


def _take_digits(scan: _Scan, index: int, total: _Sum) -> int | None:
    last, number = scan.digits[index]
    if not number.countable:
        return None
    if total.terms:
        # "1 million 213 thousand", "2mila 300": the digits must fill the room that the multiplier leaves.
        room = _granularity(total.terms[-1])
        found = _atom(scan, last, "multiplier")
        factor = found[1].low if found and _follows(scan, last) else Fraction(1)
        full = number.value * factor
        if total.multiplier < 1000 or not full < room or (factor == 1 and full * 10 < room) or full.denominator != 1:
            return None
        total.terms.append(number.value)
        total.multiplier = 0
        return last
    total.terms.append(number.value)
    if _tight(scan, last) and scan.tokens[last].is_word:
        return _take_suffix(scan, last, total)
    return last


def _take_suffix(scan: _Scan, index: int, total: _Sum) -> int | None:
    """Letters right after digits: "10k", "2mila", "100명"; None where they make it no number ("3rd", "12h30")."""
    form = scan.tokens[index].form
    if form in scan.grammar.suffixes and not (_tight(scan, index + 1) and scan.tokens[index + 1].form.isalnum()):
        total.terms[-1] *= scan.grammar.suffixes[form]
        total.multiplier = scan.grammar.suffixes[form]
        return index + 1
    if _atom(scan, index, "multiplier") or "glued" in scan.grammar.flags or len(form) >= _SHORTEST_GLUED_WORD:
        return index
    total.terms.clear()
    return None


def _stands_free(scan: _Scan, index: int, read: _Read, numerals: list[Numeral]) -> bool:
    """Whether the number is a word of its own: not "14-year-old", "twenty-third", "Trois-Rivières", "no-one"."""
    last = read.last
    if last + 1 < len(scan.tokens) and scan.tokens[last].form == "-" and _tight(scan, last) and _tight(scan, last + 1):
        after = scan.tokens[last + 1]
        if after.is_word and not _atoms(scan, last + 1) and after.form not in ("plus", "odd", "strong"):
            return False
    if index > 1 and scan.tokens[index - 1].form == "-" and _tight(scan, index) and _tight(scan, index - 1):
        before = scan.tokens[index - 2]
        if before.is_word and not (numerals and numerals[-1].span.end == before.end):
            return False
    return True
