"""The claimants of the store beside the registry: who is known, who is not yet, and what is known of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.wording import LANGUAGE, Wording
from data.own_sources import Unresolved
from data.registry import Registry, Source

_ANY_LANGUAGE = "any"
_SUGGESTIONS = 3


def known_claimants(counted: Mapping[str, int], registry: Registry) -> dict[str, int]:
    """The claimants of the store that the registry knows, most reported first."""
    return {name: number for name, number in counted.items() if registry.by_name(name)}


def known_table(known: Mapping[str, int], registry: Registry, wording: Wording) -> pd.DataFrame:
    """A row for each claimant that the registry knows."""
    sources = {name: registry.by_name(name) for name in known}
    return pd.DataFrame(
        [
            {
                "source": name,
                "figures": number,
                "source_kind": wording(f"kind.{source.kind}"),
                "source_country": country_text(source.country, wording),
                "party": source.party or "",
            }
            for name, number in known.items()
            if (source := sources[name])
        ],
        columns=["source", "figures", "source_kind", "source_country", "party"],
    )


def unknown_table(unresolved: Sequence[Unresolved], wording: Wording) -> pd.DataFrame:
    """A row for each claimant that the registry does not know, with the known names that are nearest."""
    return pd.DataFrame(
        [
            {
                "source_text": one.words,
                "figures": one.figures,
                "articles": one.articles,
                "language": ", ".join(wording.named(LANGUAGE, code) for code in one.languages),
                "nearest": ", ".join(near.source.name for near in one.suggestions[:_SUGGESTIONS]),
            }
            for one in unresolved
        ]
    )


def facts_of(source: Source, wording: Wording) -> list[tuple[str, str]]:
    """What the registry knows of a source; nothing of it says whether its word is right."""
    return [
        (wording("column.source_kind"), wording(f"kind.{source.kind}")),
        (wording("column.source_country"), country_text(source.country, wording)),
        (wording("column.party"), source.party or ""),
        (wording("sources.people"), ", ".join(_plain(person) for person in source.people)),
    ]


def names_of(source: Source, wording: Wording) -> list[tuple[str, str]]:
    """The names by which the source is known, by language."""
    return [
        (_language(language, wording), ", ".join(_plain(alias) for alias in aliases))
        for language, aliases in source.aliases.items()
    ]


def country_text(code: str | None, wording: Wording) -> str:
    """The country in the reader's language."""
    return str(wording.locale.territories.get(code, code)) if code else ""


def _language(code: str, wording: Wording) -> str:
    if code == _ANY_LANGUAGE:
        return wording("sources.any_language")
    return wording("sources.aliases", language=wording.named(LANGUAGE, code))


def _plain(name: str) -> str:
    """The name without the sign that lets it take any ending."""
    return name.replace("*", "…")
