"""Method: how figures are found, what the columns mean, how well it works, what to beware of."""

from __future__ import annotations

import streamlit as st

from dashboard import controls, method, state
from dashboard.table_widget import show_table, show_words
from dashboard.wording import LANGUAGE
from data.accuracy import read_accuracy
from data.schema import CLAIM_COLUMNS, FIGURE_COLUMNS

view = state.view()
wording = view.wording

st.title(wording("method.title"))
st.caption(wording("method.lead"))
st.markdown(method.method_text(wording))

st.header(wording("method.vague"))
st.markdown(wording("method.vague_explain"))
language = controls.read_language(wording)
show_words(method.vague_table(language, wording), wording)

st.header(wording("method.accuracy"))
accuracy = read_accuracy()
if accuracy is None:
    st.info(wording("method.not_measured"))
else:
    st.markdown(wording("method.accuracy_explain", version=accuracy.version))
    show_table(method.scores_table(accuracy, wording), wording, alt=wording("method.accuracy"))
    if measured := accuracy.languages.get(language):
        st.subheader(wording("method.mistakes", language=wording.named(LANGUAGE, language)))
        st.markdown(wording("method.mistakes_explain"))
        show_words(method.mistakes_table(measured, wording), wording)

st.header(wording("method.dictionary"))
for name, columns in (("figures", FIGURE_COLUMNS), ("claims", CLAIM_COLUMNS)):
    st.subheader(wording(f"method.{name}_table"))
    show_words(method.dictionary_table(columns, wording), wording)
