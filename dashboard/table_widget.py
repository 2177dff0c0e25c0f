"""A table on the page: headings in the reader's language, days as days, widths that suit the words."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api.types import is_numeric_dtype

from dashboard import tables
from dashboard.wording import Wording

_HEIGHT = 420
_MOST_WITHOUT_SCROLLING = 10
_CELL = 195
_DAYS = ("said_on", "reported_on", "published_at")
_WIDTHS = {
    "quote": 300,
    "sentence": 460,
    "source": 220,
    "title": 300,
    "outlets": 220,
    "relayed_by": 200,
    "victims": 180,
    "meaning": 520,
    "words": 300,
    "wanted": 220,
    "got": 220,
}


def show_table(
    table: pd.DataFrame,
    wording: Wording,
    *,
    alt: str,
    key: str | None = None,
    chosen: int | None = None,
    on_select: Callable[[], None] | None = None,
    several: bool = False,
) -> None:
    """The table as it is; with `on_select`, a row can be chosen by any of its cells, `chosen` being so at first.

    With `several`, rows can be ticked besides.
    """
    choosing: dict[str, Any] = {}
    if on_select:
        choosing = {
            "on_select": on_select,
            "selection_mode": ["single-cell", "multi-row"] if several else "single-cell",
        }
        if chosen is not None:
            choosing["selection_default"] = {"selection": {"cells": [(chosen, table.columns[0])]}}
    st.dataframe(
        table,
        key=key,
        hide_index=True,
        height=_HEIGHT if len(table) > _MOST_WITHOUT_SCROLLING else "content",
        column_config={column: _configured(table, column, wording) for column in table.columns},
        placeholder="",
        lazy=False,
        alt=alt,
        **choosing,
    )


def show_words(table: pd.DataFrame, wording: Wording) -> None:
    """A short table whose cells hold sentences: all of them to be read, none to be chosen."""
    headings = "".join(
        f"<th scope='col'>{escape(tables.column_label(column, wording))}</th>" for column in table.columns
    )
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>" for row in table.itertuples(index=False)
    )
    st.html(f'<div class="bilan-words"><table><thead><tr>{headings}</tr></thead><tbody>{rows}</tbody></table></div>')


def _configured(table: pd.DataFrame, column: str, wording: Wording) -> Any:
    label = tables.column_label(column, wording)
    if column in _DAYS:
        return st.column_config.DateColumn(label, format="localized")
    if is_numeric_dtype(table[column].dtype):
        return st.column_config.NumberColumn(label, format="localized")
    # A column that the catalogue does not name is a week, a category, …: it holds a number and perhaps a day.
    usual = None if wording.has(f"column.{column}") or wording.has(column) else _CELL
    return st.column_config.Column(label, width=_WIDTHS.get(column, usual))
