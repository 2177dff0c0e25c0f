// Buttons that save the chart beside them as a picture with its title, filters and source line.
// The chart's own camera does the work; for the moment of the click its layout carries the words of the picture.
export default function (component) {
  const { data, parentElement } = component;
  const save = (format) => {
    const chart = document.querySelector(`.st-key-${data.chart} .js-plotly-plot`);
    const camera = chart?.querySelector(".modebar-btn");
    if (!camera) return;
    const before = { ...chart.layout };
    const margin = { ...chart.layout.margin, t: data.layout.top, b: data.layout.bottom, l: 28, r: 36 };
    const height = chart.layout.height - chart.layout.margin.t - chart.layout.margin.b + margin.t + margin.b;
    Object.assign(chart.layout, {
      margin,
      paper_bgcolor: data.layout.background,
      title: data.layout.title,
      annotations: [...(chart.layout.annotations ?? []), ...data.layout.annotations],
      width: data.layout.width,
      height,
    });
    chart._context.toImageButtonOptions = {
      format, filename: data.filename, width: data.layout.width, height, scale: format === "png" ? 2 : 1,
    };
    camera.click(); // copies the layout at once
    for (const key of ["margin", "paper_bgcolor", "title", "annotations", "width", "height"]) {
      if (key in before) chart.layout[key] = before[key];
      else delete chart.layout[key];
    }
  };
  for (const button of parentElement.querySelectorAll("button")) {
    button.textContent = data.labels[button.dataset.format];
    button.onclick = () => save(button.dataset.format);
  }
}
