"""Which claimant a mention means, out of those that it names: one beyond doubt, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from data.mentions import Claimant, Mention, Place, Role, Spelling
from data.registry_tables import Tables
from data.schema import SourceKind
from extractors.lexicon import Match

# Bodies that a state has: "the Turkish NIS" is none that we know. A charity or rebels may be anywhere.
_OF_A_STATE = frozenset(
    {SourceKind.INTELLIGENCE, SourceKind.MILITARY, SourceKind.GOVERNMENT, SourceKind.HEALTH, SourceKind.POLICE}
)
_OF_NO_NATION = frozenset({SourceKind.UN, SourceKind.OTHER})
_GOVERNMENT = "government"


def judge(mention: Mention, tables: Tables) -> Claimant | None:
    """The claimant that the mention means, or None where it names none, several, or may mean somebody else."""
    if not mention.words:
        return None
    if mention.is_nation_alone and not mention.names:
        source = tables.office_id(_GOVERNMENT, mention.places[0].value.value.nation)
        return Claimant(0, len(mention.words), source, role=_GOVERNMENT)
    named = [c for c in mention.names if _is_meant(mention, c, tables)]
    chosen = _longest((*named, *_offices(mention, tables)))
    fitting = [c for c in chosen if _fits(mention, c, chosen, tables)]
    if fitting:
        return _the_one(mention, fitting, tables)
    return None if chosen else _people_at_large(mention, tables)


def _is_meant(mention: Mention, claimant: Claimant, tables: Tables) -> bool:
    """Whether the name means its source here: not in "Hamas-run", alone where it has to be, of the right country."""
    size = claimant.last - claimant.first
    if any(p.first <= claimant.first and claimant.last <= p.last and size < p.last - p.first for p in mention.places):
        return False
    return _stands_alone(mention, claimant) if claimant.alone else not _is_of_another_country(mention, claimant, tables)


def _stands_alone(mention: Mention, claimant: Claimant) -> bool:
    """Whether the other words tell nothing more: no nation, no name, nothing unknown."""
    if any(not claimant.holds(place.first) for place in mention.places):
        return False
    others = (i for i in range(len(mention.words)) if not claimant.holds(i))
    return all(mention.says_nothing(i) for i in others)


def _is_of_another_country(mention: Mention, claimant: Claimant, tables: Tables) -> bool:
    source = tables.sources[claimant.source]
    if claimant.person or not source.country or source.kind not in _OF_A_STATE:
        return False
    beside = mention.linked_nations(claimant.first, claimant.last, capitals=False)
    countries = {
        tables.country(p.value.value.nation) for p in beside if p.first >= claimant.last or p.last <= claimant.first
    }
    return bool(countries - {source.country})


def _offices(mention: Mention, tables: Tables) -> list[Claimant]:
    """The offices with a nation beside them, as the sources that hold them."""
    offices = []
    for found in mention.roles:
        role = found.value
        linked = mention.linked_nations(found.first, found.last, capitals=tables.roles[role.key].capital)
        places = [p for p in linked if _gap(p, found) == min(_gap(p, other) for other in mention.roles)]
        nations = {place.value.value.nation for place in places}
        if len(nations) == 1:
            offices.append(
                Claimant(
                    min(found.first, places[0].first),
                    max(found.last, places[-1].last),
                    tables.office_id(role.key, nations.pop()),
                    person=role.person,
                    role=role.key,
                )
            )
    return offices


def _gap(place: Match[Spelling[Place]], office: Match[Role]) -> int:
    """How many words are between the nation and the office: it belongs to the nearest."""
    return max(0, place.first - office.last, office.first - place.last)


def _longest(claimants: Iterable[Claimant]) -> list[Claimant]:
    """The longest of those that overlap, a name before an office, from left to right."""
    chosen: list[Claimant] = []
    for claimant in sorted(claimants, key=lambda c: (c.first - c.last, bool(c.role), c.first)):
        if all(claimant.last <= other.first or other.last <= claimant.first for other in chosen):
            chosen.append(claimant)
    return sorted(chosen)


def _fits(mention: Mention, claimant: Claimant, chosen: Sequence[Claimant], tables: Tables) -> bool:
    """Whether the words about the claimant leave it the claimant."""
    if claimant.role and tables.roles[claimant.role].anonymous and _has_a_name(mention, chosen):
        return False
    return _fits_before(mention, claimant, chosen, tables) and _fits_after(mention, claimant, chosen)


def _has_a_name(mention: Mention, chosen: Sequence[Claimant]) -> bool:
    """Whether somebody is told by a name we do not know; behind a known word it is a place or so ("in Kharkiv")."""
    for i in range(len(mention.words)):
        if any(c.holds(i) for c in chosen) or mention.says_nothing(i) or not mention.is_name(i):
            continue
        behind_known = i > 0 and not mention.is_break(i - 1) and not any(c.holds(i - 1) for c in chosen)
        if not behind_known:
            return True
    return False


def _fits_before(mention: Mention, claimant: Claimant, chosen: Sequence[Claimant], tables: Tables) -> bool:
    """Whether nothing but known words and whole names stands before, back to the last comma."""
    strangers = _strangers(mention, claimant, tables)
    names = 0
    for i in range(claimant.first - 1, -1, -1):
        if mention.is_break(i) or mention.is_joiner(i):
            return names != 1
        known = any(c.holds(i) for c in chosen) or mention.is_known_before(i)
        if i in strangers or (known and names == 1) or not (known or mention.is_name(i)):
            return False
        names = 0 if known else names + 1
    return names != 1


def _strangers(mention: Mention, claimant: Claimant, tables: Tables) -> set[int]:
    """Words before a body that make it another's: its witnesses, a nation's envoys to what belongs to no nation."""
    found = {m.last - 1 for m in mention.roles if tables.roles[m.value.key].kind == SourceKind.WITNESS}
    source = tables.sources.get(claimant.source)
    if source and not source.country and not claimant.person and source.kind in _OF_NO_NATION:
        found |= {place.last - 1 for place in mention.places}
    return found


def _fits_after(mention: Mention, claimant: Claimant, chosen: Sequence[Claimant]) -> bool:
    """Whether the next word is known; a whole name only behind somebody's title or in the genitive."""
    end = len(mention.words)
    i = claimant.last
    while i < end and (mention.is_told(i) or any(c.holds(i) for c in chosen)):
        i += 1
    if i == end or mention.is_break(i) or mention.is_joiner(i):
        return True
    if not mention.is_known_after(i):
        holder = claimant.person and bool(claimant.role)
        return mention.is_name(i) and (holder or (mention.names_somebody(i) and mention.has_title(claimant.first)))
    if not mention.vocabulary.links.has(mention.words[i]) or i + 1 == end:
        return True
    return mention.is_known_after(i + 1) or mention.is_name(i + 1) or mention.is_break(i + 1)


def _the_one(mention: Mention, claimants: Sequence[Claimant], tables: Tables) -> Claimant | None:
    """The only source among the claimants, after those that others of them are more exact than."""
    sources = {c.source for c in claimants}
    joint = next(
        (key for key, source in tables.sources.items() if _claim_together(source.joint, sources, tables)), None
    )
    if joint:
        return Claimant(claimants[0].first, claimants[-1].last, joint)
    between = range(claimants[0].last, claimants[-1].first) if len(sources) == 1 else range(0)
    for i in range(len(mention.words)):
        if mention.is_joiner(i) and i not in between and not any(c.holds(i) for c in claimants):
            return None  # another claimant stands beside, known or not
    if len(sources) > 1:
        claimants = _most_exact(claimants, tables)
    return claimants[0] if len({c.source for c in claimants}) == 1 else None


def _claim_together(joint: Sequence[str], sources: Iterable[str], tables: Tables) -> bool:
    """Whether the sources are all those of the joint claim, or parts of them."""
    found = [next((j for j in joint if j in (source, *_above(source, tables))), None) for source in sources]
    return bool(joint) and set(found) == set(joint)


def _most_exact(claimants: Sequence[Claimant], tables: Tables) -> Sequence[Claimant]:
    """Without media that only relay, bodies above others, unnamed people of a body, people in another's name."""
    above = {name for c in claimants for name in _above(c.source, tables)}
    less_exact: tuple[Callable[[Claimant], bool], ...] = (
        lambda c: _kind(c, tables) == SourceKind.MEDIA,
        lambda c: c.source in above,
        lambda c: bool(c.role) and tables.roles[c.role].anonymous,
        lambda c: c.person and not c.role,
        lambda c: bool(c.role),
    )
    for is_less_exact in less_exact:
        claimants = [c for c in claimants if not is_less_exact(c)] or claimants
    return claimants


def _kind(claimant: Claimant, tables: Tables) -> str:
    if claimant.source in tables.sources:
        return tables.sources[claimant.source].kind
    return tables.roles[claimant.role].kind if claimant.role else ""


def _above(source: str, tables: Tables) -> Iterable[str]:
    """The bodies that the source belongs to."""
    while source in tables.sources and tables.sources[source].within:
        source = tables.sources[source].within
        yield source


def _people_at_large(mention: Mention, tables: Tables) -> Claimant | None:
    """People without a nation ("witnesses", "deux sources médicales"), where nothing else is told of them."""
    roles = {match.value.key for match in mention.roles if match.first < mention.end}
    told_more = any(place.first < mention.end for place in mention.places) or not mention.is_bare()
    if len(roles) != 1 or told_more or any(mention.is_joiner(i) for i in range(mention.end)):
        return None
    if any(match.value.person and match.first and mention.is_article(match.first - 1) for match in mention.roles):
        return None  # "the official": somebody told before
    role = roles.pop()
    return Claimant(0, mention.end, role, role=role) if tables.roles[role].alone else None
