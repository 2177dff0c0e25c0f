"""A chart with all that belongs to it: words for those who cannot see it, its table, its data and its picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import state, tables
from dashboard.charts import Chart, picture_layout
from dashboard.state import View
from dashboard.table_widget import show_table

_HERE = Path(__file__).parent
_PICTURE = st.components.v2.component(
    "bilan_picture",
    html='<div><button type="button" data-format="png"></button>'
    '<button type="button" data-format="svg"></button></div>',
    css=(_HERE / "picture.css").read_text("utf-8"),
    js=(_HERE / "picture.js").read_text("utf-8"),
)
_MOST_IN_TABLE = 500
_CONFIG = {"displaylogo": False, "modeBarButtons": [["toImage"]], "responsive": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A chart's words: `key` is its name on the page and in file names, `alt` says the chart in a sentence.

    `lines` and `legend` (whose marks have which ink) stand in its picture, which nothing else explains.
    """

    key: str
    title: str
    alt: str
    lines: Sequence[str] = ()
    legend: Sequence[tuple[str, str]] = ()


def show_chart(chart: Chart, panel: Panel, claims: pd.DataFrame, columns: Sequence[str], view: View) -> None:
    """The chart; a mark chosen in it opens its article. Below, its table, its data and its picture."""
    st.plotly_chart(
        chart,
        theme=None,
        key=panel.key,
        alt=panel.alt,
        config=_CONFIG,
        on_select=_opener(panel.key),
        selection_mode="points",
    )
    wording = view.wording
    with st.expander(wording("chart.more"), icon=":material/table_chart:"):
        if len(claims) > _MOST_IN_TABLE:
            st.caption(wording("chart.table_cut", shown=_MOST_IN_TABLE, total=len(claims)))
        show_table(
            tables.reader_table(tables.first_rows(claims, _MOST_IN_TABLE), wording, columns),
            wording,
            alt=wording("chart.table_alt", title=panel.title),
        )
        with st.container(horizontal=True):
            st.download_button(
                wording("chart.csv"),
                data=lambda: tables.to_csv(claims),
                file_name=f"bilan-{panel.key}.csv",
                mime="text/csv",
                icon=":material/download:",
                on_click="ignore",
                key=f"{panel.key}-csv",
            )
            _picture_buttons(panel, view)


def _picture_buttons(panel: Panel, view: View) -> None:
    wording = view.wording
    asked = state.describe_filters(view.filters, wording)
    lines = [*panel.lines, *([wording("filters.active", filters=" · ".join(asked))] if asked else [])]
    source = wording("picture.source", date=wording.date(date.today()))
    _PICTURE(
        key=f"{panel.key}-picture",
        width="content",
        data={
            "chart": panel.key,
            "filename": f"bilan-{panel.key}",
            "labels": {"png": wording("chart.png"), "svg": wording("chart.svg")},
            "layout": picture_layout(panel.title, lines, source, view.style, panel.legend),
        },
    )


def _opener(key: str) -> Callable[[], None]:
    def open_chosen() -> None:
        points: list[dict[str, Any]] = st.session_state[key]["selection"]["points"]
        told = next((point["customdata"] for point in points if point.get("customdata")), None)
        state.open_figure(tuple(told) if told else None)

    return open_chosen
