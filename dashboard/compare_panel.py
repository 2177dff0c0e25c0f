"""The page *Compare sources*: four looks at one question."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import controls, phrases, queries, tables
from dashboard.aggregates import comparison, disagreement
from dashboard.chart_panel import Panel, show_chart
from dashboard.charts import comparison_chart
from dashboard.components import show_key
from dashboard.state import View
from dashboard.wording import Wording

_COLUMNS = ("source", "number", "said_on", "period", "quote", "relayed_by", "outlets", "reports", "status")
_FIRST_COLUMNS = ("lag", "source", "number", "said_on", "quote", "outlets")
_MOST_PAIRS = 30


def warn_of_several_dossiers(dossiers: Sequence[str], view: View) -> None:
    """Say so where conflicts or events stand together that nobody would compare."""
    if len(dossiers) > 1 and not view.filters.dossiers:
        st.info(view.wording("compare.several_dossiers", number=len(dossiers)), icon=":material/info:")


def show_side_by_side(statements: pd.DataFrame, category: str, view: View) -> None:
    """Every claimant's row, unlike spans of time on charts of their own."""
    wording = view.wording
    log = controls.log_scale(wording)
    show_key(wording)
    inks = view.style.source_inks(queries.ranked_sources())
    parties = queries.parties(tuple(comparison.present_sources(statements)))
    axis_title = wording("compare.axis", category=wording(f"category.{category}"))
    for span, claimants in comparison.list_spans(statements, category).items():
        rows = comparison.arrange_rows(comparison.of_question(statements, category, span))
        drawn = comparison.first_rows(rows)
        question = _question(category, span, wording)
        st.subheader(f"{question} · {wording.count('compare.claimants', claimants)}")
        st.caption(wording(f"compare.explain_{span}"))
        if claimants > comparison.MOST_ROWS:
            st.caption(wording("compare.shown_rows", shown=comparison.MOST_ROWS, total=claimants))
        chart = comparison_chart(drawn, wording, view.style, inks, parties, axis_title=axis_title, log=log)
        panel = Panel(
            key=f"compare-{category}-{span}",
            title=wording("compare.picture_title", category=wording(f"category.{category}")),
            alt=phrases.comparison_text(drawn, question, wording),
            lines=[question, wording(f"compare.explain_{span}")],
        )
        show_chart(chart, panel, rows, _COLUMNS, view)
        _say_unlike(rows, wording)


def show_apart(statements: pd.DataFrame, category: str, view: View) -> None:
    """The pairs of claimants whose bounds exclude each other."""
    wording = view.wording
    st.caption(wording("overview.apart_explain"))
    pairs = disagreement.find_disagreements(comparison.of_category(statements, category), _MOST_PAIRS)
    if not pairs:
        st.info(wording("compare.none_apart"))
        return
    controls.choose_cell(
        tables.apart_table(pairs, wording),
        tables.apart_ids(pairs),
        wording,
        alt=wording("look.apart"),
        of=("apart", category, view.filters),
    )


def show_first(statements: pd.DataFrame, category: str, view: View) -> None:
    """Who spoke first, and how long after it the others did."""
    wording = view.wording
    st.caption(wording("compare.first_explain"))
    for span in comparison.list_spans(statements, category):
        first = disagreement.first_sayers(comparison.of_question(statements, category, span))
        st.subheader(_question(category, span, wording))
        controls.choose_row(
            tables.figures_table(first, wording, _FIRST_COLUMNS),
            tables.figure_ids(first),
            wording,
            alt=wording("look.first"),
            of=("first", category, span, view.filters),
        )


def show_weeks(statements: pd.DataFrame, category: str, view: View) -> None:
    """What each claimant said last in each week."""
    wording = view.wording
    st.caption(wording("compare.weeks_explain"))
    for span in comparison.list_spans(statements, category):
        weeks = disagreement.by_period(comparison.of_question(statements, category, span))
        st.subheader(_question(category, span, wording))
        controls.choose_cell(
            tables.weeks_table(weeks, wording),
            tables.weeks_ids(weeks, wording),
            wording,
            alt=wording("look.weeks"),
            of=("weeks", category, span, view.filters),
        )


def _say_unlike(rows: pd.DataFrame, wording: Wording) -> None:
    """Places and groups of victims that stand side by side: a reader has to know that they are not the same."""
    for column in ("place", "victims"):
        named = comparison.named_most(rows, column)
        if len(named) > 1:
            words = ", ".join(f"{name} ({wording.number(count)})" for name, count in named.items())
            st.caption(wording(f"compare.{column}", names=words))


def _question(category: str, span: str, wording: Wording) -> str:
    question = wording("compare.question", category=wording(f"category.{category}"), span=wording(f"span.{span}"))
    return question[:1].upper() + question[1:]
