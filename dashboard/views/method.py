"""Method: how figures are found, what the columns mean, how well it works, what to beware of."""

from __future__ import annotations

import streamlit as st

from dashboard import method, state
from dashboard.table_widget import show_table, show_words
from data.accuracy import read_accuracy
from data.schema import CLAIM_COLUMNS, FIGURE_COLUMNS

view = state.view()
wording = view.wording

st.title(wording("method.title"))
st.caption(wording("method.lead"))
st.markdown(method.method_text(wording))

st.header(wording("method.vague"))
st.markdown(wording("method.vague_explain"))
show_table(method.vague_table(wording), wording, alt=wording("method.vague"))

st.header(wording("method.accuracy"))
accuracy = read_accuracy()
if accuracy is None:
    st.info(wording("method.not_measured"))
else:
    st.markdown(wording("method.accuracy_explain", version=accuracy.version))
    show_table(method.scores_table(accuracy, wording), wording, alt=wording("method.accuracy"))
    st.subheader(wording("method.mistakes"))
    st.markdown(wording("method.mistakes_explain"))
    show_words(method.mistakes_table(accuracy, wording), wording)

st.header(wording("method.dictionary"))
for name, columns in (("figures", FIGURE_COLUMNS), ("claims", CLAIM_COLUMNS)):
    st.subheader(wording(f"method.{name}_table"))
    show_words(method.dictionary_table(columns, wording), wording)
