// Makes the chart of an indicator interactive when the reader asks for it; until then its script isn't loaded.
(() => {
  "use strict";

  const box = document.querySelector("[data-chart]");
  const button = box?.querySelector("[data-chart-button]");
  const drawn = document.querySelector(".line-chart");
  if (!button || !drawn) return;
  const live = box.querySelector("[data-chart-live]");
  const told = box.querySelector("[data-chart-told]");
  const { script, style, data, show, hide, failed } = box.dataset;
  let ready = null;

  const added = (element) =>
    new Promise((resolve, reject) => {
      element.onload = resolve;
      element.onerror = () => reject(new Error(element.href || element.src));
      document.head.append(element);
    });

  // Plotly puts its rules into the element of this id; a link of ours is allowed where its own style element isn't.
  const addStyle = () => added(Object.assign(document.createElement("link"), { rel: "stylesheet", id: "plotly.js-style-global", href: style }));
  const addScript = () => added(Object.assign(document.createElement("script"), { src: script }));

  const fetchFigures = async () => {
    const answer = await fetch(data, { credentials: "same-origin", headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };

  const load = async () => {
    const figures = fetchFigures();
    figures.catch(() => {}); // told below, with what else may fail
    if (!window.Plotly) {
      await addStyle();
      await addScript();
    }
    return figures;
  };

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const look = (kind) =>
    ({
      own: { color: colour("--accent"), width: 3 },
      country: { color: colour("--ink-2"), width: 1.5, dash: "dash" },
    })[kind] || { color: colour("--line-strong"), width: 1.5 };

  const trace = (line, figures) => ({
    name: line.name,
    x: line.x,
    y: line.y,
    mode: "lines+markers",
    line: look(line.kind),
    marker: { size: line.kind === "own" ? 7 : 5 },
    connectgaps: false,
    hovertemplate: `%{y:,.${figures.decimals}f}`,
  });

  // As in the drawn chart: a scale starts elsewhere only where zero would leave the lines no room.
  const startsFromZero = (figures) => {
    const values = figures.lines.flatMap((line) => line.y.filter((value) => value !== null));
    return Math.min(...values) <= Math.max(...values) / 2;
  };

  const layout = (figures) => ({
    font: { family: getComputedStyle(document.body).fontFamily, size: 13, color: colour("--ink") },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    separators: document.documentElement.lang === "en" ? ".," : ",\u00a0",
    hovermode: "x unified",
    hoverlabel: { bgcolor: colour("--paper"), bordercolor: colour("--line-strong"), font: { color: colour("--ink") }, namelength: -1 },
    margin: { t: 56, r: 10, b: 36, l: 60 },
    modebar: { bgcolor: "rgba(0,0,0,0)", color: colour("--ink-2"), activecolor: colour("--accent") },
    height: 460,
    legend: { orientation: "h", y: -0.12 },
    xaxis: { dtick: figures.lines.some((line) => line.x.length > 12) ? undefined : 1, tickformat: "d", gridcolor: colour("--line"), linecolor: colour("--line-strong") },
    yaxis: { gridcolor: colour("--line"), zerolinecolor: colour("--line-strong"), tickformat: ",", rangemode: startsFromZero(figures) ? "tozero" : "normal" },
    shapes: figures.break ? [{ type: "line", x0: figures.break.year, x1: figures.break.year, yref: "paper", y0: 0, y1: 1, line: { color: colour("--ink-2"), width: 1, dash: "dot" } }] : [],
    annotations: figures.break ? [{ x: figures.break.year, yref: "paper", y: 1, yanchor: "bottom", text: figures.break.word, showarrow: false }] : [],
  });

  const options = { responsive: true, displaylogo: false, modeBarButtons: [["zoom2d", "pan2d", "zoomIn2d", "zoomOut2d", "resetScale2d"]] };

  const draw = async () => {
    const figures = await load();
    if (!figures.lines.length) throw new Error("no lines");
    live.hidden = false; // it must have its width before it is drawn
    await window.Plotly.newPlot(live, figures.lines.map((line) => trace(line, figures)), layout(figures), options);
  };

  const turn = (isLive) => {
    live.hidden = !isLive;
    drawn.classList.toggle("line-chart--put-by", isLive);
    button.setAttribute("aria-pressed", String(isLive));
    button.lastElementChild.textContent = isLive ? hide : show;
  };

  button.hidden = false;
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-pressed") === "true") {
      turn(false);
      return;
    }
    button.disabled = true;
    told.textContent = box.dataset.loading;
    try {
      ready ||= draw();
      await ready;
      told.textContent = "";
      turn(true);
    } catch {
      ready = null;
      live.hidden = true;
      told.textContent = failed;
    }
    button.disabled = false;
    button.focus();
  });
})();
