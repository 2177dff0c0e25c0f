"""What the pages draw: frame → Plotly chart. The only place that imports Plotly."""

from plotly.graph_objects import Figure as Chart

from dashboard.charts.comparison import comparison_chart
from dashboard.charts.picture import picture_layout
from dashboard.charts.ranges import disagreement_chart
from dashboard.charts.style import DARK, LIGHT, Style
from dashboard.charts.timeline import band_chart, timeline_chart

__all__ = [
    "DARK",
    "LIGHT",
    "Chart",
    "Style",
    "band_chart",
    "comparison_chart",
    "disagreement_chart",
    "picture_layout",
    "timeline_chart",
]
