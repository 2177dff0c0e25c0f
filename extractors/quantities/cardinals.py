"""The arithmetic of number words: what adds to, multiplies or ends a cardinal."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

LARGEST = 10**13


def granularity(value: Fraction) -> int:
    """The largest power of ten that divides the value: how much room it leaves for smaller numbers."""
    if value.denominator != 1 or not value:
        return 1
    power = 1
    while value % (power * 10) == 0:
        power *= 10
    return power


@dataclass
class Cardinal:
    """A number while it is read: descending terms, and the factor that the last of them ends with."""

    vigesimal: bool = False  # soixante-dix: 60 and 80 take up to nineteen
    units_first: bool = False  # ein-und-zwanzig
    link_places: frozenset[str] = frozenset({"tens", "hundreds"})
    terms: list[Fraction] = field(default_factory=list)
    multiplier: int = 0
    collective: bool = False
    digits_only: bool = False

    @property
    def value(self) -> Fraction:
        """The number as far as it is read."""
        return sum(self.terms, Fraction(0))

    def room(self) -> int:
        """Below which number a further part must be."""
        if not self.terms:
            return LARGEST
        last = self.terms[-1]
        return 20 if self.vigesimal and last % 100 in (60, 80) else granularity(last)

    def add(self, value: Fraction, *, linked: bool = False) -> bool:
        """Takes a further number word in, if the number has room for it."""
        if self.terms and not self._may_add(value, linked=linked):
            return False
        if self.terms and linked and self._turns(value):
            self.terms[-1] += value
        else:
            self.terms.append(value)
        self.multiplier, self.digits_only = 0, False
        return True

    def _may_add(self, value: Fraction, *, linked: bool) -> bool:
        if self.digits_only or self.collective:
            return False
        if linked and self._turns(value):
            return True
        place = "hundreds" if self.multiplier or self.terms[-1] >= 100 else "tens"
        return 0 < value < self.room() and (not linked or place in self.link_places)

    def _turns(self, value: Fraction) -> bool:
        """Whether the unit stands before its ten ("drei-und-zwanzig")."""
        return self.units_first and self.terms[-1] < 10 and not self.multiplier and 20 <= value < 100

    def multiply(self, factor: int) -> bool:
        """Multiplies what stands before the factor, as far as that is smaller than it."""
        terms = list(self.terms)
        below = Fraction(0)
        while terms and terms[-1] < factor:
            below += terms.pop()
        product = (below or 1) * factor
        if product > LARGEST or (terms and product >= granularity(terms[-1])):
            return False
        self.terms = [*terms, Fraction(product)]
        self.multiplier, self.digits_only = factor, False
        return True

    def gather(self, factor: int) -> bool:
        """Multiplies by a collective ("two dozen"): the whole number, once."""
        if self.collective or (self.terms and self.multiplier >= 1000):
            return False
        self.terms = [(self.value or Fraction(1)) * factor]
        self.multiplier, self.collective, self.digits_only = factor, True, False
        return self.value <= LARGEST

    def halve(self) -> None:
        """Adds half of the last multiplier, or one half ("deux millions et demi", "two and a half")."""
        self.terms[-1] += Fraction(self.multiplier or 1, 2)
