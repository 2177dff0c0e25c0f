"""The page *Sources*: the registry beside the store, and what one source has claimed over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from dashboard import claimants, controls, queries, tables
from dashboard.aggregates import comparison, disagreement
from dashboard.aggregates.comparison import EVERYTHING
from dashboard.components import show_left_out
from dashboard.review_panel import decided, reviewer, say_problem
from dashboard.state import View
from dashboard.timeline_panel import show_timeline
from dashboard.wording import Wording
from data.own_sources import Unresolved, add_source, resolve, unresolve
from data.registry import Registry
from data.schema import SourceKind

_CLAIMANT, _UNRESOLVED = "claimant", "unresolved"
_MOST_RIVALS = 20
_MOST_UNRESOLVED = 200


def choose_source(wording: Wording, counted: Sequence[str], registry: Registry) -> str | None:
    """The source whose page is shown, if one is chosen: one of the store's, or of the registry's."""
    others = [source.name for source in registry.sources if source.name not in set(counted)]
    return st.selectbox(
        wording("sources.choose"),
        [*counted, *others],
        index=None,
        key=_CLAIMANT,
        bind="query-params",
        placeholder=wording("sources.choose_placeholder"),
    )


def show_known(known: Mapping[str, int], registry: Registry, wording: Wording) -> None:
    """The claimants of the store that the registry knows."""
    st.subheader(wording.count("sources.known", len(known)))
    if not known:
        return
    st.caption(wording("sources.known_explain"))
    controls.choose_name(
        claimants.known_table(known, registry, wording),
        list(known),
        wording,
        alt=wording("sources.known_alt"),
        chooser=_CLAIMANT,
    )


def show_unknown(wording: Wording) -> None:
    """The claimants whom the registry does not know, and the way to say whom their words mean."""
    unresolved = queries.unresolved(_MOST_UNRESOLVED)
    st.subheader(wording.count("sources.unknown", len(unresolved)))
    if not unresolved:
        return
    st.caption(wording("sources.unknown_explain"))
    names = [one.words for one in unresolved]
    controls.choose_name(
        claimants.unknown_table(unresolved, wording),
        names,
        wording,
        alt=wording("sources.unknown_alt"),
        chooser=_UNRESOLVED,
    )
    words = st.selectbox(
        wording("sources.words"),
        names,
        index=None,
        key=_UNRESOLVED,
        placeholder=wording("sources.words_placeholder"),
    )
    if words:
        _resolve_form(next(one for one in unresolved if one.words == words), wording)


def show_resolved(wording: Wording) -> None:
    """Words that readers gave a meaning, each to be taken back."""
    given = queries.own_aliases()
    if not given:
        return
    st.subheader(wording("sources.resolved"))
    for words, name in given:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(wording("sources.means", words=words, name=name), width="stretch")
            st.button(
                wording("review.undo"),
                key=f"unresolve-{words}",
                icon=":material/undo:",
                on_click=decided,
                args=(partial(unresolve, queries.store(), words, by=reviewer()),),
            )


def _resolve_form(one: Unresolved, wording: Wording) -> None:
    """Whom the words mean: the nearest first, then everybody known; or somebody new."""
    registry = queries.registry()
    nearest = [near.source.name for near in one.suggestions]
    names = [*nearest, *(source.name for source in registry.sources if source.name not in set(nearest))]
    chosen = st.selectbox(
        wording("sources.meaning"), names, index=0 if nearest else None, key=f"meaning-{one.words}", placeholder=""
    )
    say_problem()
    st.button(
        wording("sources.resolve", words=one.words),
        type="primary",
        disabled=chosen is None,
        on_click=decided,
        args=(partial(_resolve, one.words, chosen or ""),),
    )
    with st.expander(wording("sources.new"), icon=":material/person_add:"), st.form(f"new-{one.words}", border=False):
        name = st.text_input(wording("sources.new_name"))
        kind = st.selectbox(
            wording("column.source_kind"), list(SourceKind), format_func=lambda kind: wording(f"kind.{kind}")
        )
        country = st.text_input(wording("sources.new_country"), max_chars=2)
        if st.form_submit_button(wording("sources.add")):
            decided(lambda: _add_and_resolve(one.words, name or "", str(kind), country or ""))
            st.rerun()


def _resolve(words: str, name: str) -> None:
    source = queries.registry().by_name(name)
    if source:
        resolve(queries.store(), words, source.id, by=reviewer())


def _add_and_resolve(words: str, name: str, kind: str, country: str) -> None:
    key = add_source(queries.store(), name, kind, country=country, by=reviewer())
    resolve(queries.store(), words, key, by=reviewer())


def show_source(name: str, registry: Registry, view: View) -> None:
    """A source's own page: what is known of it, its claims over time, its revisions, and whom it contradicts."""
    wording = view.wording
    source = registry.by_name(name)
    st.subheader(name)
    facts = claimants.facts_of(source, wording) if source else [(wording("sources.not_known"), name)]
    show_facts(facts)
    if source and (names := claimants.names_of(source, wording)):
        with st.expander(wording("sources.names")):
            show_facts(names)

    filters = replace(view.filters, sources=())
    controls.say_filters(filters, wording)
    claims, everyone = queries.claims(filters), queries.compared(filters)
    own = comparison.of_source(everyone, name)
    if own.empty:
        st.info(wording("sources.silent"))
        return
    category = controls.compared_category(wording, comparison.list_categories(own))
    show_timeline(comparison.of_category(own, category), category, EVERYTHING, view)
    show_left_out(comparison.left_out(comparison.of_source(claims, name)), wording)
    _show_rivals(everyone, name, view)


def show_facts(facts: Sequence[tuple[str, str]]) -> None:
    """Names of facts and the facts, one below the other; empty ones are left out."""
    told = "".join(f"<dt>{escape(label)}</dt><dd>{escape(words)}</dd>" for label, words in facts if words)
    st.html(f'<dl class="bilan-facts">{told}</dl>')


def _show_rivals(claims: pd.DataFrame, name: str, view: View) -> None:
    wording = view.wording
    pairs = disagreement.find_disagreements(claims, _MOST_RIVALS, source=name)
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
