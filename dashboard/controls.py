"""The widgets of the pages. A key is the widget's name in the address, so that a link reopens the very view."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

import pandas as pd
import streamlit as st

from dashboard.state import (
    DAY_KEYS,
    FILTER_KEYS,
    INTERFACE_KEY,
    browser_language,
    describe_filters,
    open_figure,
    opened_figure,
)
from dashboard.table_widget import show_table
from dashboard.wording import LANGUAGE, LANGUAGES, Wording
from data.filters import Filters
from data.schema import SourceKind, Status
from extractors.languages import available_languages
from extractors.models import Category

#: Looks at a comparison: side by side, how far apart, who spoke first, week by week, outlets that differ.
LOOKS = ("side", "apart", "first", "weeks", "outlets")

_UNSET: dict[str, Any] = {**dict.fromkeys((*DAY_KEYS, "dossier")), "feeds": False}
_QUESTION = "question"
_BOUND: Literal["query-params"] = "query-params"


def choose_interface(wording: Wording) -> None:
    """The switch between the interface's languages."""
    st.selectbox(
        wording("filters.interface"),
        LANGUAGES,
        index=LANGUAGES.index(browser_language()),
        format_func=lambda language: wording.named(LANGUAGE, language),
        key=INTERFACE_KEY,
        bind=_BOUND,
    )


def choose_filters(wording: Wording, offered: Mapping[str, Sequence[str]]) -> Filters:
    """The filters that all pages share; `offered` are the store's values of source, victims and language."""
    dossier = _choose_dossier(offered["dossier"], wording)
    sources = _choose("source", offered["source"], wording)
    categories = _choose("category", list(Category), wording)
    since = _day("from", "since", wording)
    until = _day("until", "until", wording)
    victims = _choose("victims", offered["victims"], wording, accept_new_options=True)
    with st.expander(wording("filters.more")):
        kinds = _choose("kind", list(SourceKind), wording)
        languages = _choose("language", offered["language"], wording)
        statuses = _choose("status", list(Status), wording)
        places = _choose("place", offered["place"], wording, accept_new_options=True)
        from_feeds = st.toggle(wording("filters.feeds"), key="feeds", bind=_BOUND, help=wording("filters.feeds_help"))
        as_known_on = _day("known", "as_known_on", wording)
    return Filters(
        dossiers=dossier,
        sources=sources,
        kinds=kinds,
        categories=categories,
        victims=victims,
        places=places,
        from_feeds=from_feeds,
        languages=languages,
        statuses=statuses,
        since=since,
        until=until,
        as_known_on=as_known_on,
    )


def say_filters(filters: Filters, wording: Wording) -> None:
    """What the page is filtered by, with the way out."""
    asked = describe_filters(filters, wording)
    if not asked:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(wording("filters.active", filters=" · ".join(asked)), width="content")
        st.button(wording("filters.clear"), on_click=clear_filters, type="tertiary")


def clear_filters() -> None:
    """Set every shared filter back; for a button's callback."""
    for key in FILTER_KEYS:
        st.session_state[key] = _UNSET.get(key, [])


def compared_category(wording: Wording, claimants: Mapping[str, int]) -> str:
    """The category that is compared: one of those that somebody counted."""
    options = list(claimants)
    chosen = st.segmented_control(
        wording("compare.category"),
        options,
        default=options[0],
        required=True,
        format_func=lambda category: wording.named("category", category),
        key="counted",
        bind=_BOUND,
    )
    return chosen or options[0]


def compared_question(wording: Wording, category: str, labels: Mapping[str, str]) -> str:
    """The question that is compared: one of the keys of the labels, the first where the address names none of them."""
    options = list(labels)
    asked = st.query_params.get(_QUESTION, "")
    known = asked if asked in labels else options[0]
    key = f"{_QUESTION}-{category}"
    # Another choice of figures may word the questions otherwise, or not have the one that was chosen.
    if st.session_state.get(key) not in labels or asked in labels:
        st.session_state[key] = known

    def remember() -> None:
        if st.session_state[key] in labels:
            st.query_params[_QUESTION] = st.session_state[key]

    chosen = st.selectbox(
        wording("compare.question_label"),
        options,
        format_func=lambda option: labels.get(option, option),
        key=key,
        on_change=remember,
    )
    return chosen if chosen in labels else known


def look_of_comparison(wording: Wording) -> str:
    """How the claimants are compared: one of LOOKS."""
    chosen = st.segmented_control(
        wording("compare.look"),
        LOOKS,
        default=LOOKS[0],
        required=True,
        format_func=lambda look: wording(f"look.{look}"),
        key="look",
        bind=_BOUND,
    )
    return chosen or LOOKS[0]


def log_scale(wording: Wording) -> bool:
    """Whether the axis is logarithmic."""
    return st.toggle(wording("compare.log"), key="log", bind=_BOUND)


def read_language(wording: Wording) -> str:
    """Of which language the vague words and known mistakes are shown: at first the interface's."""
    offered = available_languages()
    return st.selectbox(
        wording("method.language"),
        offered,
        index=offered.index(wording.language),
        format_func=lambda code: wording.named(LANGUAGE, code),
        key="read",
        bind=_BOUND,
    )


def search_words(wording: Wording) -> str:
    """Words to search for."""
    words = st.text_input(
        wording("figures.search"),
        key="q",
        bind=_BOUND,
        type="search",
        placeholder=wording("figures.search_help"),
        icon=":material/search:",
    )
    return words or ""


def table_order(wording: Wording, orders: Sequence[str]) -> str:
    """The order of the figures table."""
    return st.selectbox(
        wording("figures.sort"), orders, format_func=lambda order: wording(f"sort.{order}"), key="sort", bind=_BOUND
    )


def table_columns(wording: Wording, columns: Sequence[str], first: Sequence[str]) -> list[str]:
    """The columns of the figures table, in the table's own order whatever the order of choosing."""
    chosen = st.multiselect(
        wording("figures.columns"),
        columns,
        default=list(first),
        format_func=lambda column: wording(f"column.{column}"),
        key="columns",
        bind=_BOUND,
    )
    return [column for column in columns if column in chosen] or list(first)


def table_page(wording: Wording, total: int, size: int) -> int:
    """Which page of the figures table, from 0; nothing is drawn where there is one only."""
    pages = -(-total // size)
    if pages < 2:
        return 0
    number = st.number_input(wording("figures.page"), min_value=1, max_value=pages, key="page", bind=_BOUND)
    first = (int(number) - 1) * size
    st.caption(wording("figures.shown", first=first + 1, last=min(first + size, total), total=total))
    return int(number) - 1


def choose_name(table: pd.DataFrame, names: Sequence[str], wording: Wording, *, alt: str, chooser: str) -> None:
    """The table; the name of a row chosen in it becomes the choice of another widget, whose key `chooser` is."""
    key = f"table-{chooser}"

    def remember() -> None:
        if cells := st.session_state[key]["selection"]["cells"]:
            st.session_state[chooser] = names[cells[0][0]]

    show_table(table, wording, alt=alt, key=key, on_select=remember)


def choose_row(
    table: pd.DataFrame,
    ids: Sequence[tuple[str, str]],
    wording: Wording,
    *,
    alt: str,
    of: object,
    several: bool = False,
) -> list[str]:
    """The table; the figure of a row chosen in it is asked for in the address.

    `ids` are the article and figure of each row, `of` is what the rows are of: another choice starts without a row.
    With `several`, rows can be ticked besides; their figures are returned.
    """
    opened = opened_figure()
    row = ids.index(opened) if opened in ids else None
    cells = {(row, column): id_ for row, id_ in enumerate(ids) for column in table.columns}
    ticked = choose_cell(table, cells, wording, alt=alt, of=of, chosen=row, several=several)
    return [ids[row][1] for row in ticked if row < len(ids)]


def choose_cell(
    table: pd.DataFrame,
    ids: Mapping[tuple[int, str], tuple[str, str]],
    wording: Wording,
    *,
    alt: str,
    of: object,
    chosen: int | None = None,
    several: bool = False,
) -> list[int]:
    """The table; the figure of a cell chosen in it is asked for in the address. `ids` are by row and column.

    With `several`, rows can be ticked besides; their numbers are returned.
    """
    key = f"table-{hashlib.sha256(repr(of).encode()).hexdigest()[:12]}"

    def remember() -> None:
        cells = st.session_state[key]["selection"]["cells"]
        if cells or not several:
            open_figure(ids.get((cells[0][0], cells[0][1])) if cells else None)

    show_table(table, wording, alt=alt, key=key, chosen=chosen, on_select=remember, several=several)
    return list(st.session_state[key]["selection"]["rows"]) if several else []


def _choose(
    name: str, options: Sequence[str], wording: Wording, *, accept_new_options: bool = False
) -> tuple[str, ...]:
    plain = [str(option) for option in options]
    return tuple(
        st.multiselect(
            wording(f"filters.{name}"),
            plain,
            format_func=lambda option: wording.named(name, option),
            key=name,
            bind=_BOUND,
            help=_help(name, wording),
            placeholder=wording("filters.any"),
            accept_new_options=accept_new_options,
        )
    )


def _choose_dossier(dossiers: Sequence[str], wording: Wording) -> tuple[str, ...]:
    if not dossiers:
        return ()
    chosen = st.selectbox(
        wording("filters.dossier"),
        dossiers,
        index=None,
        key="dossier",
        bind=_BOUND,
        help=wording("filters.dossier_help"),
        placeholder=wording("filters.any"),
    )
    return (chosen,) if chosen else ()


def _day(key: str, name: str, wording: Wording) -> date | None:
    day = st.date_input(
        wording(f"filters.{name}"),
        value=None,
        key=key,
        bind=_BOUND,
        help=_help(name, wording),
        format=wording.day_format,
    )
    return day if isinstance(day, date) else None


def _help(name: str, wording: Wording) -> str | None:
    key = f"filters.{name}_help"
    return wording(key) if wording.has(key) else None
