"""The frame around the pages: navigation, and the filters that they share."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard import controls, queries, state
from dashboard.components import add_style, show_empty_store
from dashboard.wording import Wording
from data.filters import Filters
from extractors.errors import BilanError

_HERE = Path(__file__).parent
_VIEWS = _HERE / "views"
_FIRST = "overview"
_PAGES = {
    "overview": "home",
    "timeline": "timeline",
    "compare": "compare_arrows",
    "figures": "table_rows",
    "add": "note_add",
    "sources": "groups",
    "method": "menu_book",
}
_SIDEBAR = 264  # pixels: what is left suits the tables
_WITHOUT_FIGURES = ("add", "sources", "method")


def main() -> None:
    """Draw the frame, then the page that the reader asked for."""
    wording = state.read_interface()
    st.set_page_config(page_title=wording("app.title"), page_icon="📋", layout="wide", initial_sidebar_state=_SIDEBAR)
    st.logo(_HERE / "logo.svg", size="large")
    add_style(wording)
    page = st.navigation(_pages(wording))
    st.set_page_config(page_title=wording("app.page", page=page.title))
    state.translate_address(wording)
    try:
        empty = queries.is_empty()
    except BilanError as error:
        st.error(wording("error.store", message=error))
        return
    with st.sidebar:
        filters = Filters() if empty else _sidebar(wording)
        controls.choose_interface(wording)
    state.keep_view(filters, wording)
    reads_figures = page.url_path not in _WITHOUT_FIGURES
    if empty and reads_figures:
        show_empty_store(wording)
        return
    if reads_figures:
        controls.say_filters(filters, wording)
        if page.url_path != "figures":  # which asks the store for a page of its own
            with st.spinner(wording("app.reading")):
                queries.claims(filters)
    page.run()


def _pages(wording: Wording) -> list[StreamlitPage]:
    # The first is at "/" whatever its name; the others are at theirs.
    return [
        st.Page(
            _VIEWS / f"{name}.py",
            title=wording(f"pages.{name}"),
            icon=f":material/{icon}:",
            url_path=name,
            default=name == _FIRST,
        )
        for name, icon in _PAGES.items()
    ]


def _sidebar(wording: Wording) -> Filters:
    offered = {name: queries.offered(name) for name in ("source", "victims", "place", "language")}
    return controls.choose_filters(wording, offered | {"dossier": queries.dossiers()})


if __name__ == "__main__":  # not in a worker process that imports what its parent runs
    main()
