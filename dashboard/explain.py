"""Why a figure was found: the article's own words that made the rules fire, in a sentence each."""

from __future__ import annotations

from dashboard.wording import Wording, isolated
from extractors.models import Figure, Span


def explain_figure(figure: Figure, text: str, wording: Wording) -> list[str]:
    """What makes it a figure, how its bounds were read, who says it by which words, and how it was dated."""
    quantity, attribution = figure.quantity, figure.attribution
    reasons = [wording("explain.harm", harm=_words(figure.harm, text), rule=wording.named("rule", figure.rule))]
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
        rule = wording.named("attribution_rule", attribution.rule)
        reasons.append(wording("explain.cue", cue=cue, source=source, rule=rule))
    else:
        rule = wording.named("attribution_rule", attribution.rule)
        reasons.append(wording("explain.source", source=_words(attribution.source, text), rule=rule))
    if figure.subset:
        reasons.append(wording("explain.subset"))
    if figure.date_rule:
        reasons.append(wording("explain.date", rule=wording.named("date_rule", figure.date_rule)))
    return reasons


def _words(span: Span, text: str) -> str:
    return isolated(" ".join(span.of(text).split()))
