"""The page *Sources*: the registry beside the store, and what one source has claimed over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from dashboard import claimants, controls, queries, tables
from dashboard.aggregates import comparison, disagreement
from dashboard.aggregates.comparison import EVERYTHING
from dashboard.state import View
from dashboard.table_widget import show_table
from dashboard.timeline_panel import show_timeline
from dashboard.wording import Wording
from data.registry import Registry

_MOST_RIVALS = 20


def choose_source(wording: Wording, counted: Sequence[str], registry: Registry) -> str | None:
    """The source whose page is shown, if one is chosen: one of the store's, or of the registry's."""
    others = [source.name for source in registry.sources if source.name not in set(counted)]
    return st.selectbox(
        wording("sources.choose"),
        [*counted, *others],
        index=None,
        key="claimant",
        bind="query-params",
        placeholder=wording("sources.choose_placeholder"),
    )


def show_known(known: Mapping[str, int], registry: Registry, wording: Wording) -> None:
    """The claimants of the store that the registry knows."""
    st.subheader(wording.count("sources.known", len(known)))
    st.caption(wording("sources.known_explain"))
    show_table(claimants.known_table(known, registry, wording), wording, alt=wording("sources.known_alt"))


def show_unknown(unknown: Mapping[str, int], registry: Registry, wording: Wording) -> None:
    """The claimants of the store that nobody has resolved."""
    st.subheader(wording.count("sources.unknown", len(unknown)))
    st.caption(wording("sources.unknown_explain"))
    if unknown:
        show_table(claimants.unknown_table(unknown, registry), wording, alt=wording("sources.unknown_alt"))


def show_source(name: str, registry: Registry, view: View) -> None:
    """A source's own page: what is known of it, its claims over time, its revisions, and whom it contradicts."""
    wording = view.wording
    source = registry.by_name(name)
    st.subheader(name)
    facts = claimants.facts_of(source, wording) if source else [(wording("sources.not_known"), name)]
    show_facts(facts)
    if source and (names := claimants.names_of(source, wording)):
        with st.expander(wording("sources.names")):
            show_facts(names)

    everyone = queries.claims(replace(view.filters, sources=()))
    own = comparison.of_source(everyone, name)
    if own.empty:
        st.info(wording("sources.silent"))
        return
    category = controls.compared_category(wording, comparison.list_categories(own))
    show_timeline(comparison.of_category(own, category), category, EVERYTHING, view)
    _show_rivals(everyone, name, view)


def show_facts(facts: Sequence[tuple[str, str]]) -> None:
    """Names of facts and the facts, one below the other; empty ones are left out."""
    told = "".join(f"<dt>{escape(label)}</dt><dd>{escape(words)}</dd>" for label, words in facts if words)
    st.html(f'<dl class="bilan-facts">{told}</dl>')


def _show_rivals(claims: pd.DataFrame, name: str, view: View) -> None:
    wording = view.wording
    pairs = disagreement.find_disagreements(claims, _MOST_RIVALS, source=name)
    if not pairs:
        return
    st.subheader(wording("sources.rivals"))
    st.caption(wording("overview.apart_explain"))
    controls.choose_cell(
        tables.apart_table(pairs, wording),
        tables.apart_ids(pairs),
        wording,
        alt=wording("sources.rivals"),
        of=("source-rivals", name, view.filters),
    )
