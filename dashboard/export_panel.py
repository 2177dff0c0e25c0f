"""Taking the figures away: a CSV file at once, other tables and kinds of file on asking."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import queries
from dashboard.wording import Wording
from data.conventions import CONVENTIONS
from data.exports import EXPORT_FORMATS, TABLES, Export
from data.filters import Filters

_CSV = ".csv"


def show_downloads(filters: Filters, order: str, wording: Wording) -> None:
    """A button for the CSV file of exactly what is filtered, in the page's order, and a box for everything else."""
    ordered = queries.ORDERS[order]
    # A callable: nothing is made or sent until the click.
    st.download_button(
        wording("figures.download"),
        data=lambda: queries.export_file(filters, Export(order=ordered), _CSV),
        file_name="bilan-figures.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )
    with st.popover(wording("export.more"), icon=":material/more_horiz:"):
        _show_choices(filters, ordered, wording)


def _show_choices(filters: Filters, order: Sequence[str], wording: Wording) -> None:
    table = st.segmented_control(
        wording("export.table"),
        TABLES,
        default=TABLES[0],
        required=True,
        format_func=lambda name: wording(f"export.{name}"),
        key="export-table",
    )
    suffix = st.selectbox(
        wording("export.format"),
        EXPORT_FORMATS,
        format_func=lambda name: wording.named("export_format", name.removeprefix(".")),
        key="export-format",
    )
    hxl = st.toggle(wording("export.hxl"), key="export-hxl", help=wording("export.hxl_help"))
    convention = st.selectbox(
        wording("export.convention"),
        list(CONVENTIONS),
        index=None,
        key="export-convention",
        help=wording("export.convention_help"),
        placeholder=wording("export.no_convention"),
    )
    asked = Export(table=table or TABLES[0], hxl=hxl, convention=convention, order=order)
    st.download_button(
        wording("export.download"),
        data=lambda: queries.export_file(filters, asked, suffix),
        file_name=f"bilan-{asked.table}{suffix}",
        icon=":material/download:",
        on_click="ignore",
        key="export-download",
        type="primary",
    )
