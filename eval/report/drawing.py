"""Charts as SVG, drawn by vl-convert without a browser."""

import vl_convert

from eval.report.charts import QUIET, Chart

FONT = "system-ui, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
GRID = "#8a94a033"


def svg_of(chart: Chart) -> str:
    """Return a chart as SVG whose colours stand on light and on dark ground."""
    styled = (
        chart.configure(font=FONT, background="transparent")
        .configure_view(stroke=None)
        .configure_axis(labelColor=QUIET, titleColor=QUIET, gridColor=GRID)
        .configure_legend(labelColor=QUIET, titleColor=QUIET)
    )
    drawn: str = vl_convert.vegalite_to_svg(styled.to_dict())
    return drawn
