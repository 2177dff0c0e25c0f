"""Review in place: accept, correct, reject, annotate, undo; and the same for several figures at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import queries, tables
from dashboard.phrases import Record, told
from dashboard.state import View
from dashboard.table_widget import show_table
from dashboard.wording import Wording
from data import review
from data.schema import Status
from extractors.errors import BilanError
from extractors.models import Category, Extent, Qualifier

_REVIEWER = "reviewer"
_PROBLEM = "_review_problem"
_DAYS = ("reported_on", "period_start", "period_end")
_NUMBERS = ("low", "high")
_PAIRS = (
    ("category", "qualifier"),
    ("low", "high"),
    ("source", "relayed_by"),
    ("victims", "place"),
    ("reported_on", "extent"),
    ("period_start", "period_end"),
)
_CHOICES: dict[str, type[StrEnum]] = {"category": Category, "qualifier": Qualifier, "extent": Extent}


def show_review(record: Record, view: View) -> None:
    """The decisions that can be made about a figure, and those that were."""
    wording = view.wording
    figure = str(record["figure_id"])
    store, these = queries.store(), [figure]
    say_problem()
    note = st.text_input(
        wording("review.note"),
        value=told(record["note"]),
        key=f"note-{figure}",
        placeholder=wording("review.note_help"),
    )
    with st.container(horizontal=True):
        if record["status"] != Status.ACCEPTED:
            _button("accept", "check", figure, wording, lambda: review.accept(store, these, by=reviewer(), note=note))
        if record["status"] != Status.REJECTED:
            _button("reject", "close", figure, wording, lambda: review.reject(store, these, by=reviewer(), note=note))
        if note != told(record["note"]):
            _button(
                "annotate", "edit_note", figure, wording, lambda: review.annotate(store, these, note, by=reviewer())
            )
        if record["status"] != Status.AUTOMATIC or told(record["note"]):
            _button("undo", "undo", figure, wording, lambda: review.undo(store, these, by=reviewer()))
    with st.expander(wording("review.correct"), icon=":material/edit:"):
        _correction_form(record, wording)
    with st.expander(wording("review.history"), icon=":material/history:"):
        show_table(tables.history_table(queries.history(figure), wording), wording, alt=wording("review.history"))


def show_bulk_review(ids: Sequence[str], wording: Wording) -> None:
    """Decisions about all figures chosen in the table."""
    if not ids:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(wording.count("review.chosen", len(ids)), width="content")
        _button("accept", "check", "bulk", wording, lambda: review.accept(queries.store(), ids, by=reviewer()))
        _button("reject", "close", "bulk", wording, lambda: review.reject(queries.store(), ids, by=reviewer()))
        _button("undo", "undo", "bulk", wording, lambda: review.undo(queries.store(), ids, by=reviewer()))


def choose_reviewer(wording: Wording) -> None:
    """Who reviews: kept beside every decision."""
    st.text_input(wording("review.by"), key=_REVIEWER, persist_state="session", placeholder=wording("review.by_help"))


def reviewer() -> str:
    """The name that decisions are kept under."""
    name = st.session_state.get(_REVIEWER)
    return name if isinstance(name, str) and name.strip() else "dashboard"


def _button(name: str, icon: str, key: str, wording: Wording, decide: Callable[[], object]) -> None:
    st.button(
        wording(f"review.{name}"),
        icon=f":material/{icon}:",
        key=f"{name}-{key}",
        on_click=decided,
        args=(decide,),
    )


def decided(decide: Callable[[], object]) -> None:
    """Make the decision, before the page is drawn anew."""
    try:
        decide()
    except BilanError as error:
        st.session_state[_PROBLEM] = str(error)


def say_problem() -> None:
    """Why the last decision could not be, once."""
    problem = st.session_state.pop(_PROBLEM, None)
    if problem:
        st.error(problem)


def _correction_form(record: Record, wording: Wording) -> None:
    figure = str(record["figure_id"])
    with st.form(f"correct-{figure}", border=False):
        values: dict[str, Any] = {}
        for pair in _PAIRS:
            for column, name in zip(st.columns(len(pair)), pair, strict=True):
                with column:
                    values[name] = _field(name, record, wording)
        values["subset"] = st.checkbox(wording("column.subset"), value=bool(record["subset"]), key=f"subset-{figure}")
        if st.form_submit_button(wording("review.save"), type="primary"):
            decided(lambda: _correct(record, values))
            st.rerun()


def _field(name: str, record: Record, wording: Wording) -> Any:
    """The widget for a column of the figure, with its value at first."""
    label, key = wording(f"column.{name}"), f"{name}-{record['figure_id']}"
    if name in _CHOICES:
        return _choice(name, [str(option) for option in _CHOICES[name]], record, wording)
    if name in _NUMBERS:
        return st.number_input(label, min_value=0, value=_whole(record[name]), key=key)
    if name in _DAYS:
        return st.date_input(label, value=_day(record[name]), key=key, format=wording.day_format)
    return st.text_input(label, value=told(record[name]), key=key)


def _correct(record: Record, values: dict[str, Any]) -> None:
    """Keep what was changed only: a correction says what the reader decided, not what was left alone."""
    changes = {name: value for name, value in values.items() if (value or None) != _stored(record[name])}
    if changes:
        review.correct(queries.store(), str(record["figure_id"]), changes, by=reviewer())


def _stored(value: Any) -> Any:
    """The value of a record as a widget would give it back; None for what is empty or zero."""
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    return value or None


def _choice(name: str, options: Sequence[str], record: Record, wording: Wording) -> str | None:
    current = told(record[name])
    return st.selectbox(
        wording(f"column.{name}"),
        options,
        index=options.index(current) if current in options else None,
        format_func=lambda option: wording(f"{name}.{option}"),
        key=f"{name}-{record['figure_id']}",
        placeholder="",
    )


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else value.date()
