"""Tokens → numerals: what is a number, in digits or words, and how much it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from extractors.compounds import split_compounds
from extractors.languages.schema import Language
from extractors.models import Numeral, Span
from extractors.quantities.cardinals import LARGEST, Cardinal
from extractors.quantities.digits import Digits, find_digits
from extractors.quantities.number_words import Atom, Grammar, number_words
from extractors.text import Document, Token

_LONGEST_PHRASE = 8
_LONGEST_PART = 12  # tokens of a number after a link
_SHORTEST_GLUED_WORD = 5  # "31morts" is a slip, "3rd" and "5km" are not
_THOUSAND = 1000
_SKIPPED = 3


class _Read(NamedTuple):
    """A number read up to the token `last`; `low` is None where it can count nothing."""

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
    tokens: tuple[Token, ...]
    digits: dict[int, tuple[int, Digits]]  # first token → (token after the last, digits)
    grammar: Grammar
    looked_up: dict[int, list[tuple[int, Atom]]] = field(default_factory=dict)


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
        if read.low is not None and not _continues_word(scan, index, numerals):
            numerals.append(_numeral(scan, index, read, read.low))
        index = read.last
    return tuple(numerals)


def _numeral(scan: _Scan, index: int, read: _Read, low: Fraction) -> Numeral:
    return Numeral(
        span=Span(scan.tokens[index].start, scan.tokens[read.last - 1].end),
        low=int(low),
        high=int(read.high),
        vague=read.vague,
        approximate=read.approximate,
        in_digits=index in scan.digits,
        article=read.article,
        scale=read.scale,
    )


def _continues_word(scan: _Scan, index: int, numerals: list[Numeral]) -> bool:
    """Whether a hyphen ties the number to the word before it ("no-one"), if that is no number, or digits: "6세"."""
    tokens = scan.tokens
    if _tight(scan, index) and tokens[index].is_word and tokens[index - 1].form.isdigit():
        return True
    if index < 2 or tokens[index - 1].form != "-" or not (_tight(scan, index) and _tight(scan, index - 1)):
        return False
    before = tokens[index - 2]
    return before.is_word and not (numerals and numerals[-1].span.end == before.end)


def _scan(document: Document, language: Language) -> _Scan:
    grammar = number_words(language)
    tokens = split_compounds(document, language).tokens
    starts = {token.start: index for index, token in enumerate(tokens)}
    digits: dict[int, tuple[int, Digits]] = {}
    for number in find_digits(document, glued="glued" in grammar.flags):
        first = last = starts[number.start]
        while last < len(tokens) and tokens[last].start < number.end:
            last += 1
        digits[first] = (last, number)
    return _Scan(document, tokens, digits, grammar)


# --- Looking at tokens ---


def _follows(scan: _Scan, index: int) -> bool:
    """Whether the token follows the one before it with no more than spaces between, or the end of a wrapped line."""
    if not 0 < index < len(scan.tokens):
        return False
    before, token = scan.tokens[index - 1], scan.tokens[index]
    gap = scan.document.folded[before.end : token.start]
    if not gap.strip(" "):
        return True
    same = scan.document.sentence_index(before.start) == scan.document.sentence_index(token.start)
    return same and gap.isspace()


def _tight(scan: _Scan, index: int) -> bool:
    """Whether nothing stands between the token and the one before it."""
    return 0 < index < len(scan.tokens) and scan.tokens[index - 1].end == scan.tokens[index].start


def _hyphenated(scan: _Scan, index: int) -> bool:
    """Whether a hyphen at the token ties the tokens around it."""
    return _tight(scan, index) and _tight(scan, index + 1) and scan.tokens[index].form == "-"


def _atoms(scan: _Scan, index: int, *, inside: bool = False) -> list[tuple[int, Atom]]:
    """What the words at the token may mean, longest first, each with the token after it."""
    if index >= len(scan.tokens) or index in scan.digits or not scan.tokens[index].is_word:
        return []
    found = scan.looked_up.get(index)
    if found is None:
        matches = scan.grammar.atoms.at(scan.tokens, index, min(len(scan.tokens), index + _LONGEST_PHRASE))
        found = scan.looked_up[index] = [(match.last, match.value) for match in matches]
    return [(last, a) for last, a in found if a.kind != "bound" or inside or _in_company(scan, index, last)]


def _atom(scan: _Scan, index: int, *kinds: str) -> tuple[int, Atom] | None:
    """The longest phrase at the token that has one of the kinds."""
    return next(((last, atom) for last, atom in _atoms(scan, index) if atom.kind in kinds), None)


def _in_company(scan: _Scan, index: int, last: int) -> bool:
    """Whether a bound number has what makes it one: a compound around it or a counter after it."""
    tokens = scan.tokens
    if (_tight(scan, index) and tokens[index - 1].is_word) or (_tight(scan, last) and tokens[last].is_word):
        return True
    return _follows(scan, last) and scan.grammar.counters.longest_at(tokens, last) is not None


def _base(scan: _Scan, index: int, *kinds: str, of: bool = True) -> tuple[int, Atom] | None:
    """What is multiplied at the token, behind "of" if that is allowed."""
    at = index
    while of and at - index < _SKIPPED and _follows(scan, at) and scan.tokens[at].form in scan.grammar.of:
        at += 1
    return _atom(scan, at, *kinds) if _follows(scan, at) else None


# --- Reading ---


def _read(scan: _Scan, index: int) -> _Read | None:
    """The number that begins at the token, or None."""
    if index in scan.digits:
        return _read_cardinal(scan, index)
    atoms = _atoms(scan, index)
    if not atoms:
        return None
    reads = [_Read(last, None) if a.kind == "not" else _read_atom(scan, index, last, a) for last, a in atoms]
    # The longest, and of two the first: "a quarter" is none, "a quarter of a million" is one.
    return max((read for read in reads if read), key=lambda read: read.last, default=None)


def _read_atom(scan: _Scan, index: int, last: int, atom: Atom) -> _Read | None:
    match atom.kind:
        case "several":
            return _read_several(scan, last)
        case "vague":
            return _scaled(scan, last, atom.low, atom.high)
        case "fraction":
            return _read_fraction(scan, last, atom.low)
        case "article":
            return _read_article(scan, last)
        case "half":
            return None
        case _:
            return _read_cardinal(scan, index)


def _read_several(scan: _Scan, index: int) -> _Read | None:
    """What "several" makes of a number: "several hundred", "plusieurs dizaines"; alone it is none."""
    found = _base(scan, index, "vague", "collective", "multiplier")
    if not found:
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
    while found := _base(scan, last, "multiplier", "collective", "vague"):
        factor = found[1].low / 2 if found[1].kind == "vague" else found[1].low  # "thousands" begin at two thousand
        if factor < _THOUSAND or factor.denominator != 1 or high * factor > LARGEST:
            break
        last, low, high = found[0], low * factor, (high + 1) * factor - 1
    return _Read(last, low, high, vague=True)


def _read_fraction(scan: _Scan, index: int, value: Fraction) -> _Read | None:
    """A fraction of a multiplier ("half a million", "demi-douzaine"); of anything else it is no number."""
    base = index + 1 if _hyphenated(scan, index) else index
    article = _base(scan, base, "article")
    found = _base(scan, article[0] if article else base, "multiplier", "collective", "word")
    if not found or found[1].low < 10:
        return None
    last, atom = found
    approximate, scale = atom.kind == "collective" or value > 1, int(atom.low)  # "a couple of hundred" is about
    value *= atom.low
    while (found := _base(scan, last, "multiplier", of=False)) and value * found[1].low <= LARGEST:
        last, atom = found
        value, scale = value * atom.low, int(atom.low)
    if value.denominator != 1:
        return _Read(last, None)
    return _Read(last, value, value, approximate=approximate, scale=scale)


def _read_article(scan: _Scan, index: int) -> _Read | None:
    """An article with its number ("a hundred", "une bonne centaine"); else the article, which may mean one."""
    if _tight(scan, index) and scan.tokens[index].form == ".":
        return None  # "a.m."
    base = index
    for _ in range(_SKIPPED):
        if not _follows(scan, base):
            break
        if fraction := _atom(scan, base, "fraction"):
            if read := _read_fraction(scan, fraction[0], fraction[1].low):
                return read
        elif _atom(scan, base, "multiplier", "collective"):
            return _read_cardinal(scan, base) or _Read(base, None)
        if scan.tokens[base].form not in scan.grammar.adjectives:
            break
        base += 1
    return _Read(index, Fraction(1), Fraction(1), article=True)


def _read_cardinal(scan: _Scan, index: int) -> _Read | None:
    """A number in digits, words or both: "1 million 213 thousand", "quatre-vingt-dix-sept"."""
    total = _cardinal(scan)
    last = index
    while (step := _next_step(scan, last, total, first=last == index)) is not None:
        last = step
    if not total.terms:
        return _Read(max(last, scan.digits[index][0]), None) if index in scan.digits else None
    value = total.value
    factor = _shared_factor(scan, last) if value.denominator != 1 else 1
    value *= factor
    if value.denominator != 1 or not 0 < value <= LARGEST:
        return _Read(last, None)
    scale = factor if factor > 1 else total.multiplier or _grouping(scan, index, value)
    return _Read(last, value, value, approximate=total.collective, scale=scale)


def _shared_factor(scan: _Scan, last: int) -> int:
    """The multiplier that a decimal shares with the upper number of its range: "1.5 to 2 million", else 1."""
    upper = scan.digits.get(last + 1)
    if upper is None or scan.tokens[last].form not in scan.grammar.middles:
        return 1
    found = _base(scan, upper[0], "multiplier", of=False)
    return int(found[1].low) if found and upper[1].countable else 1


def _cardinal(scan: _Scan) -> Cardinal:
    grammar = scan.grammar
    return Cardinal("vigesimal" in grammar.flags, "units_first" in grammar.flags, grammar.link_places)


def _grouping(scan: _Scan, index: int, value: Fraction) -> int:
    """The thousands that a grouped number ends with: "5 to 6,000" means five thousand."""
    if index not in scan.digits or not scan.digits[index][1].grouped:
        return 1
    return next((scale for scale in (_THOUSAND**2, _THOUSAND) if value % scale == 0), 1)


def _next_step(scan: _Scan, index: int, total: Cardinal, *, first: bool) -> int | None:
    """Takes the next part of a cardinal into the total; the token after it, or None where the number ends."""
    if first:
        return _take_digits(scan, index, total) if index in scan.digits else _take_word(scan, index, total)
    if not total.terms or not _follows(scan, index):
        return None
    if half := _atom(scan, index, "half"):
        total.halve()
        return half[0]
    if index in scan.digits:
        return _take_digits(scan, index, total)
    if _hyphenated(scan, index):
        return _take_word(scan, index + 1, total)
    if scan.tokens[index].form not in scan.grammar.links:
        return _take_word(scan, index, total)
    if index + 1 in scan.digits:
        return _take_digits(scan, index + 1, total)
    return _take_word(scan, index + 1, total, linked=True) if _follows(scan, index + 1) else None


def _take_word(scan: _Scan, index: int, total: Cardinal, *, linked: bool = False) -> int | None:
    """Takes a number word in; behind a link only one that is small enough with all that follows it."""
    inside = bool(total.terms)
    atoms = _atoms(scan, index, inside=inside)
    if linked and not _fits(scan, index, total):
        return None
    for last, atom in atoms:
        if atom.kind in ("word", "bound"):
            if total.add(atom.low, linked=linked):
                return last
        elif atom.kind == "multiplier" or (atom.kind == "collective" and total.collective and atom.low >= _THOUSAND):
            if (not linked or not total.terms or total.room() > atom.low) and total.multiply(int(atom.low)):
                return last
        elif atom.kind == "collective" and not linked and total.gather(int(atom.low)):
            return _behind_of(scan, last)
    return None


def _behind_of(scan: _Scan, last: int) -> int:
    """Behind a collective, the multiplier that "of" leads to ("une dizaine de milliers"), else the collective's end."""
    at = last
    while at - last < _SKIPPED and _follows(scan, at) and scan.tokens[at].form in scan.grammar.of:
        at += 1
    found = _atom(scan, at, "multiplier", "collective") if at > last else None
    return at if found and found[1].low >= _THOUSAND else last


def _fits(scan: _Scan, index: int, total: Cardinal) -> bool:
    """Whether the number after a link is a part of this one: not in "between one hundred and two hundred"."""
    part = _cardinal(scan)
    at = index
    while at - index < _LONGEST_PART and (at == index or _follows(scan, at)):
        at += at > index and _hyphenated(scan, at)
        atoms = _atoms(scan, at, inside=True)
        found = next((a for a in atoms if a[1].kind in ("word", "bound", "multiplier")), None)
        if found is None or not _extends(part, found[1], total):
            break
        at = found[0]
    turns = total.units_first and total.terms[-1] < 10
    return bool(part.terms) and (turns or part.value < total.room())


def _extends(part: Cardinal, atom: Atom, total: Cardinal) -> bool:
    """Takes the word into the part, but no multiplier that holds for the whole ("one hundred and fifty thousand")."""
    if atom.kind == "multiplier":
        return atom.low <= total.terms[-1] and part.multiply(int(atom.low))
    return part.add(atom.low)


def _take_digits(scan: _Scan, index: int, total: Cardinal) -> int | None:
    """Takes digits in: at the start, or where they fill what a multiplier leaves ("1 million 213 thousand")."""
    last, number = scan.digits[index]
    if not number.countable:
        return None
    if not total.terms:
        total.terms.append(number.value)
        total.digits_only = True
        if _hyphenated(scan, last) and scan.tokens[last + 1].form in scan.grammar.endings:
            return last + 2
        return _behind_letters(scan, last, total) if _tight(scan, last) and scan.tokens[last].is_word else last
    found = _base(scan, last, "multiplier", of=False)
    full = number.value * found[1].low if found else number.value
    glued = _tight(scan, index) and scan.tokens[index - 1].form not in scan.grammar.links  # "5만357"
    joined = _tight(scan, index) and scan.tokens[index - 1].form in scan.grammar.links  # "50 ألفا و21"
    fills = full * 10 >= total.room() or found is not None or glued or joined
    thousands = total.multiplier >= _THOUSAND or (joined and not total.digits_only and total.terms[-1] >= _THOUSAND)
    if not thousands or full.denominator != 1 or not full < total.room() or not fills:
        return None
    total.terms.append(number.value)
    total.multiplier, total.digits_only = 0, True
    return last


def _behind_letters(scan: _Scan, index: int, total: Cardinal) -> int | None:
    """Letters right after digits: "10k", "2mila", "100명"; None where they make it no number ("3rd", "12h30")."""
    form = scan.tokens[index].form
    factor = scan.grammar.suffixes.get(form)
    if factor and not (_tight(scan, index + 1) and scan.tokens[index + 1].form[0].isalnum()):
        total.multiply(factor)
        return index + 1
    glued = "glued" in scan.grammar.flags and not form.isascii()
    if glued or len(form) >= _SHORTEST_GLUED_WORD or _atom(scan, index, "multiplier"):
        return index
    total.terms.clear()
    return None
