"""Claims → sentences and entries that can be quoted: who said it, when, in which words, and where it was printed."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from data.privacy import without_names
from data.records import Row

_BIBTEX_ESCAPES = str.maketrans({"{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$"})


def citation_languages() -> tuple[str, ...]:
    """The languages that claims can be cited in."""
    return tuple(_phrases())


def cite(claim: Row, language: str = "en") -> str:
    """One sentence with its attribution, in the language asked for; an unreviewed claim says that it is one.

    `claim` is a row of the claims table (`data.frames.frame_rows`).
    """
    claim = without_names(claim)
    told = _phrases()[language]
    day = claim["said_on"] if claim["said_on_told"] and claim["source"] else claim["first_published"]
    sentence = told[_form(claim)].format(
        claimant=_claimant(claim, told),
        publisher=_publisher(claim) or told["unknown"],
        day=_day(day, language),
        that=told["that"].get(claim["qualifier"], told["that"]["other"]),
        count=_count(claim, told, language),
        where=told["where"].format(place=claim["place"]) if claim["place"] else "",
        quote=" ".join(claim["quote"].split()),
        outlet=_outlet(claim, told, language),
    )
    sentence = sentence[:1].upper() + sentence[1:]
    return sentence if claim["reviewed"] else f"{sentence} {told['unreviewed']}"


def to_bibtex(claim: Row) -> str:
    """A BibTeX entry for the claim's first report; the claimant is its author."""
    claim = without_names(claim)
    day = _date_of(claim)
    fields = {
        "author": "{" + _escaped(claim["source"] or _publisher(claim) or "") + "}",
        "title": _escaped(_title(claim)),
        "howpublished": _escaped(_publisher(claim) or ""),
        "year": str(day.year) if day else "",
        "month": str(day.month) if day else "",
        "day": str(day.day) if day else "",
        "url": claim["url"] or "",
        "note": _escaped(cite(claim)),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value.strip("{}"))
    return f"@misc{{claim-{claim['claim_id']},\n{lines}\n}}\n"


def to_csl(claim: Row) -> dict[str, Any]:
    """A CSL-JSON item for the claim's first report."""
    claim = without_names(claim)
    day = _date_of(claim)
    item = {
        "id": f"claim-{claim['claim_id']}",
        "type": "article-newspaper",
        "author": [{"literal": claim["source"] or _publisher(claim)}],
        "title": _title(claim),
        "container-title": _publisher(claim),
        "issued": day and {"date-parts": [[day.year, day.month, day.day]]},
        "URL": claim["url"],
        "language": claim["language"],
        "note": cite(claim),
    }
    return {name: value for name, value in item.items() if value and value != [{"literal": None}]}


def csl_json(claims: list[Row]) -> str:
    """Several claims as a CSL-JSON document."""
    return json.dumps([to_csl(claim) for claim in claims], ensure_ascii=False, indent=2)


def _form(claim: Row) -> str:
    if not claim["source"]:
        return "own_voice" if claim["first_published"] else "own_voice_untold"
    if claim["said_on_told"]:
        return "said"
    return "said_undated" if claim["first_published"] else "said_untold"


def _date_of(claim: Row) -> date | None:
    """The claim's date as texts tell it; that on which it was recorded here is none."""
    day: date | None = claim["said_on"] if claim["said_on_told"] else claim["first_published"]
    return day


def _claimant(claim: Row, told: Mapping[str, Any]) -> str:
    if not claim["source"]:
        return ""
    relays = [relay for relay in claim["relayed_by"] if relay != claim["source"]]
    return str(told["relayed"].format(claimant=claim["source"], relay=relays[0]) if relays else claim["source"])


def _count(claim: Row, told: Mapping[str, Any], language: str) -> str:
    low, high = (
        None if claim[name] is None else format_decimal(claim[name], locale=language) for name in ("low", "high")
    )
    one = claim["high"] == 1 and claim["low"] in (1, None)
    singular, plural = told["category"][claim["category"]]
    number = told["qualifier"][claim["qualifier"]].format(low=low, high=high)
    if one and claim["qualifier"] == "exact":
        return f"{told['word']} {singular}"
    return f"{told['words'].format(number=number)} {singular if one else plural}"


def _outlet(claim: Row, told: Mapping[str, Any], language: str) -> str:
    day = _day(claim["first_published"], language)
    first = ", ".join(part for part in (_publisher(claim), day, claim["url"]) if part) or told["unknown"]
    more = claim["reports"] - 1
    if more <= 0:
        return str(first)
    return str(first + (told["others_one"] if more == 1 else told["others"].format(count=more)))


def _publisher(claim: Row) -> str | None:
    return next(iter(claim["publishers"]), None)


def _title(claim: Row) -> str:
    words = _count(claim, _phrases()["en"], "en")
    return words[:1].upper() + words[1:]


def _day(day: date | None, language: str) -> str | None:
    return format_date(day, format="long", locale="en_GB" if language == "en" else language) if day else None


def _escaped(words: str) -> str:
    return words.translate(_BIBTEX_ESCAPES)


@cache
def _phrases() -> dict[str, dict[str, Any]]:
    return tomllib.loads((Path(__file__).with_suffix(".toml")).read_text(encoding="utf-8"))
