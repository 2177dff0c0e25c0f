"""Why a figure was found: the article's own words that made the rules fire, in a sentence each."""

from __future__ import annotations

from dashboard.wording import Wording
from extractors.models import Figure, Span


def explain_figure(figure: Figure, text: str, wording: Wording) -> list[str]:
    """What makes it a figure, how its bounds were read, who says it by which words, and how it was dated."""
    quantity, attribution = figure.quantity, figure.attribution
    reasons = [wording("explain.harm", harm=_words(figure.harm, text), rule=figure.rule)]
    if quantity.span != quantity.number:
        reasons.append(
            wording(
                "explain.qualifier",
                words=_words(quantity.span, text),
                qualifier=wording(f"qualifier.{quantity.qualifier}"),
            )
        )
    if attribution is None:
        reasons.append(wording("explain.own_voice"))
    elif attribution.cue:
        cue, source = _words(attribution.cue, text), _words(attribution.source, text)
        reasons.append(wording("explain.cue", cue=cue, source=source, rule=attribution.rule))
    else:
        reasons.append(wording("explain.source", source=_words(attribution.source, text), rule=attribution.rule))
    if figure.subset:
        reasons.append(wording("explain.subset"))
    if figure.date_rule:
        reasons.append(wording("explain.date", rule=figure.date_rule))
    return reasons


def _words(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())
