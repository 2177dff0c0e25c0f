"""The page *Compare sources*: five looks at one question."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import controls, phrases, queries, tables
from dashboard.aggregates import comparison, disagreement
from dashboard.aggregates.comparison import EVERYTHING, STRETCHES, TOTALS
from dashboard.chart_panel import Panel, show_chart
from dashboard.charts import comparison_chart
from dashboard.components import show_key
from dashboard.state import View
from dashboard.wording import Wording, isolated

_COLUMNS = (
    "source",
    "number",
    "said_on",
    "period",
    "victims",
    "quote",
    "relayed_by",
    "publishers",
    "reports",
    "review",
)
_FIRST_COLUMNS = ("lag", "source", "number", "said_on", "quote", "publishers")
_MOST_PAIRS = 30

#: Questions that put several together.
WIDE = (TOTALS, STRETCHES, EVERYTHING)


def warn_of_several_dossiers(dossiers: Sequence[str], view: View) -> None:
    """Say so where conflicts or events stand together that nobody would compare."""
    if len(dossiers) > 1 and not view.filters.dossiers:
        st.info(view.wording("compare.several_dossiers", number=len(dossiers)), icon=":material/info:")


def choose_question(category: str, view: View) -> tuple[str, pd.DataFrame]:
    """The question that is looked at and the claims that answer; what it leaves out, or puts together, is said."""
    wording = view.wording
    questions = {question.key: asked for question, asked in queries.questions(view.filters, category)}
    labels = {key: question_words(asked, key, wording) for key, asked in questions.items()}
    chosen = controls.compared_question(wording, category, labels)
    st.caption(wording(f"compare.{chosen}_explain" if chosen in WIDE else "compare.exact_explain"))
    return chosen, questions[chosen]


def question_words(asked: pd.DataFrame, question: str, wording: Wording) -> str:
    """A question in the reader's words."""
    return wording(f"compare.{question}") if question in WIDE else phrases.question_text(asked, question, wording)


def show_side_by_side(asked: pd.DataFrame, category: str, question: str, view: View) -> None:
    """Every claimant's row: what it says now, and faintly what it had said before."""
    wording = view.wording
    rows = comparison.arrange_rows(asked)
    drawn = comparison.first_rows(rows)
    claimants = comparison.present_sources(asked)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(
            f"{_named(category, wording)} · {wording.count('compare.claimants', len(claimants))}", width="stretch"
        )
        log = controls.log_scale(wording)
    st.caption(wording("compare.explain"))
    if len(claimants) > comparison.MOST_ROWS:
        st.caption(wording("compare.shown_rows", shown=comparison.MOST_ROWS, total=len(claimants)))
    words = question_words(asked, question, wording)
    chart = comparison_chart(
        drawn,
        wording,
        view.style,
        view.style.source_inks(queries.ranked_sources()),
        queries.parties(tuple(claimants)),
        axis_title=wording("compare.axis", category=wording(f"category.{category}")),
        log=log,
    )
    panel = Panel(
        key=f"compare-{category}",
        title=wording("compare.picture_title", category=wording(f"category.{category}")),
        alt=phrases.comparison_text(drawn, f"{_named(category, wording)}, {words}", wording),
        lines=[words, wording("compare.explain")],
    )
    show_chart(chart, panel, rows, _COLUMNS, view)
    show_key(wording)
    _say_unlike(asked, wording)


def show_apart(claims: pd.DataFrame, category: str, view: View) -> None:
    """The pairs of claimants whose bounds exclude each other."""
    wording = view.wording
    st.caption(wording("overview.apart_explain"))
    pairs = disagreement.find_disagreements(comparison.of_category(claims, category), _MOST_PAIRS)
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


def show_first(asked: pd.DataFrame, view: View) -> None:
    """Who spoke first, and how long after it the others did."""
    wording = view.wording
    st.caption(wording("compare.first_explain"))
    first = disagreement.first_sayers(asked)
    controls.choose_row(
        tables.reader_table(first, wording, _FIRST_COLUMNS),
        tables.figure_ids(first),
        wording,
        alt=wording("look.first"),
        of=("first", tables.figure_ids(first)),
    )


def show_weeks(asked: pd.DataFrame, view: View) -> None:
    """What each claimant said last in each week."""
    wording = view.wording
    st.caption(wording("compare.weeks_explain"))
    weeks = disagreement.by_period(asked)
    controls.choose_cell(
        tables.weeks_table(weeks, wording),
        tables.weeks_ids(weeks, wording),
        wording,
        alt=wording("look.weeks"),
        of=("weeks", tables.figure_ids(weeks)),
    )


def show_differing(claims: pd.DataFrame, category: str, view: View) -> None:
    """Where outlets differ on what a claimant said."""
    wording = view.wording
    st.caption(wording("compare.differ_explain"))
    found = comparison.differing(comparison.of_category(claims, category))
    if found.empty:
        st.info(wording("compare.none_differ"))
        return
    controls.choose_row(
        tables.differing_table(found, claims, wording),
        tables.figure_ids(found),
        wording,
        alt=wording("look.outlets"),
        of=("differ", tables.figure_ids(found)),
    )


def _say_unlike(asked: pd.DataFrame, wording: Wording) -> None:
    """The words for places and people that stand side by side: a reader has to see whether they are the same."""
    for column in ("place", "victims"):
        named = comparison.named_most(asked, column)
        if len(named) > 1:
            words = ", ".join(f"{isolated(name)} ({wording.number(count)})" for name, count in named.items())
            st.caption(wording(f"compare.{column}", names=words))


def _named(category: str, wording: Wording) -> str:
    words = wording(f"category.{category}")
    return words[:1].upper() + words[1:]
