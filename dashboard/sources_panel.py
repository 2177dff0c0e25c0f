"""The page *Sources*: the registry beside the store, and what one source has claimed over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from dashboard import claimants, controls, phrases, queries, tables
from dashboard.aggregates import comparison, disagreement, timeline
from dashboard.chart_panel import Panel, show_chart
from dashboard.charts import timeline_chart
from dashboard.state import View
from dashboard.table_widget import show_table
from dashboard.wording import Wording
from data.registry import Registry

_COLUMNS = ("said_on", "number", "period", "victims", "quote", "relayed_by", "outlets", "reports", "status")
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
    told = "".join(f"<dt>{escape(label)}</dt><dd>{escape(words)}</dd>" for label, words in facts if words)
    st.html(f'<dl class="bilan-facts">{told}</dl>')

    everyone = queries.figures(replace(view.filters, sources=()))
    statements = comparison.compare_sources(everyone)
    own = comparison.of_source(statements, name)
    if own.empty:
        st.info(wording("sources.silent"))
        return
    for category in comparison.list_categories(own):
        _show_category(own, name, category, view)
    _show_revisions(own, view)
    _show_rivals(statements, name, view)


def _show_category(own: pd.DataFrame, name: str, category: str, view: View) -> None:
    """What the source said of one category over time; unlike spans on charts of their own."""
    wording = view.wording
    inks = view.style.source_inks(queries.ranked_sources())
    for span in comparison.list_spans(own, category):
        rows = timeline.in_time(comparison.of_question(own, category, span))
        question = wording("compare.question", category=wording(f"category.{category}"), span=wording(f"span.{span}"))
        st.markdown(f"**{question[:1].upper()}{question[1:]}**")
        chart = timeline_chart(
            rows,
            timeline.revisions(rows),
            wording,
            view.style,
            inks,
            axis_title=wording("compare.axis", category=wording(f"category.{category}")),
        )
        panel = Panel(
            key=f"source-{category}-{span}",
            title=f"{name}: {question}",
            alt=phrases.timeline_text(rows, question, wording),
        )
        show_chart(chart, panel, rows, _COLUMNS, view)


def _show_revisions(own: pd.DataFrame, view: View) -> None:
    wording = view.wording
    revised = timeline.revisions(own)
    if revised.empty:
        return
    st.subheader(wording("overview.revised"))
    controls.choose_row(
        tables.revisions_table(revised, wording),
        tables.figure_ids(revised),
        wording,
        alt=wording("overview.revised"),
        of=("source-revisions", view.filters),
    )


def _show_rivals(statements: pd.DataFrame, name: str, view: View) -> None:
    wording = view.wording
    pairs = disagreement.find_disagreements(statements, _MOST_RIVALS, source=name)
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
