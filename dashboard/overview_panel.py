"""Parts of the page *Overview*."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import controls, tables
from dashboard.aggregates.overview import Counts
from dashboard.components import link_to_newest
from dashboard.state import View
from dashboard.wording import Wording

_COLUMNS = ("number", "category", "source", "said_on", "quote", "publisher", "status")
_MOST_NEW = 8


def show_counts(counts: Counts, wording: Wording) -> None:
    """How much there is, in a line of numbers."""
    told = (
        ("articles", counts.articles),
        ("figures", counts.figures),
        ("claims", counts.claims),
        ("claimants", counts.claimants),
        ("unreviewed", counts.unreviewed),
    )
    with st.container(horizontal=True, gap="medium"):
        for name, number in told:
            help_text = wording("overview.claims_help") if name == "claims" else None
            st.metric(wording(f"overview.{name}"), wording.number(number), width="content", help=help_text)


def show_new(new: pd.DataFrame, view: View) -> None:
    """What was recorded since yesterday."""
    wording = view.wording
    st.subheader(wording("overview.new"))
    st.caption(wording.count("overview.new_explain", len(new)))
    if new.empty:
        return
    shown = tables.first_rows(new, _MOST_NEW)
    controls.choose_row(
        tables.reader_table(shown, wording, _COLUMNS),
        tables.figure_ids(shown),
        wording,
        alt=wording("overview.new"),
        of=("new", tables.figure_ids(shown)),
    )
    if len(new) > len(shown):
        link_to_newest(wording("overview.all"), wording)
