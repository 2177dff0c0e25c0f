"""A mention of days with what it dates: the harm, the saying, or neither."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from extractors.dates.calendar.mentions import Mention


class Role(Enum):
    """What a mention dates."""

    HARM = auto()
    SAID = auto()
    LOOSE = auto()  # nothing near it tells
    NONE = auto()  # a stamp, an entry's head, a find of bodies


@dataclass(frozen=True, slots=True)
class Dated:
    """A mention with its role and sentence; `cue` is the reporting word that makes its day a saying day."""

    mention: Mention
    sentence: int
    role: Role
    cue: int | None = None
    beside_event: bool = False  # an event's word stands beside it
    names_event: bool = False  # it names the event: "Friday's quake", "the attack on Monday"
    opens: bool = False  # it opens its sentence
    of_figure: bool = False  # the day of the one statement whose number stands beside it
    weak: bool = False  # no word near it tells, only its sentence
    ahead: bool = False  # dates only what stands behind it: "the deadliest since 1997, when 228 people died"


def by_sentence(dated: Iterable[Dated]) -> Mapping[int, list[Dated]]:
    """The mentions of each sentence, in order."""
    found: dict[int, list[Dated]] = {}
    for item in dated:
        found.setdefault(item.sentence, []).append(item)
    return found
