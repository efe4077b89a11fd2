// Issue of each directive, and the local documents that rest on it, on one axis of time.
const TIMELINE_ROWS = 40;
const DAY = 86400000;

function timelineData() {
  const all = driveCounts().map((row) => ({
    target: row.target,
    issued: dayOf(row.target),
    local: [...row.documents].filter((document) => document !== row.target).map((document) => ({ document, day: dayOf(document) })).filter((item) => item.day !== null).sort((a, b) => a.day - b.day || a.document - b.document),
    size: row.documents.size,
    weight: row.tasks.size,
  })).filter((row) => row.size);
  const dated = all.filter((row) => row.issued !== null && row.local.length);
  dated.sort((a, b) => b.size - a.size || b.weight - a.weight || a.target - b.target);
  const rows = dated.slice(0, TIMELINE_ROWS).sort((a, b) => a.issued - b.issued || a.target - b.target);
  const days = rows.flatMap((row) => [row.issued, ...row.local.map((item) => item.day)]);
  return { rows, total: dated.length, undated: all.length - dated.length, first: Math.min(...days), last: Math.max(...days) };
}

function dayOf(document) {
  const text = nodes[document].kg.issued_on;
  return text ? Date.parse(`${text.length === 4 ? `${text}-07-01` : text.length === 7 ? `${text}-15` : text}T00:00:00Z`) / DAY : null;
}

const isoOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);

// Months from issue to the first local document on or after it; null where all are earlier.
function lagOf(row) {
  const first = row.local.find((item) => item.day >= row.issued);
  return first ? Math.round((first.day - row.issued) / 30.44) : null;
}

function drawTimeline(data, width) {
  const [named, lagged, pitch, top] = [Math.min(300, width * 0.38), 76, 30, 34];
  const height = top + data.rows.length * pitch + 14;
  const span = Math.max(1, data.last - data.first);
  const x = (day) => named + 14 + ((day - data.first) / span) * (width - named - lagged - 28);
  const drawing = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": say("view_timeline"), "font-family": FONT });
  drawing.append(svg("rect", { width, height, fill: colours.page }));
  const years = [];
  for (let year = Number(isoOf(data.first).slice(0, 4)); year <= Number(isoOf(data.last).slice(0, 4)); year += 1) years.push(year);
  const every = Math.ceil((years.length * 44) / Math.max(1, width - named - lagged));
  for (const year of years) {
    const at = x(Date.UTC(year, 0, 1) / DAY);
    if (at < named + 8) continue;
    drawing.append(svg("line", { x1: at, x2: at, y1: top - 8, y2: height - 8, stroke: colours.edge, "stroke-width": 1 }));
    if ((year - years[0]) % every === 0) drawing.append(svg("text", { x: at + 3, y: top - 12, "font-size": 11.5, fill: colours.soft }, String(year)));
  }
  data.rows.forEach((row, index) => drawing.append(timelineRow(row, top + index * pitch + pitch / 2, x, { named, width, pitch })));
  return drawing;
}

function timelineRow(row, y, x, { named, width, pitch }) {
  const lag = lagOf(row);
  const chosen = row.target === state.selected;
  const group = svg("g", { class: "timeline-row", "data-node": row.target, tabindex: "0", role: "button", "aria-label": `${titleOf(row.target)} ${isoOf(row.issued)}` });
  group.append(svg("title", {}, `${titleOf(row.target)}\n${isoOf(row.issued)}`));
  group.append(svg("rect", { x: 0, y: y - pitch / 2, width, height: pitch, fill: chosen ? colours.band : "transparent" }));
  const fits = Math.floor((named - 10) / 12.6);
  const title = Array.from(titleOf(row.target));
  group.append(svg("text", { x: named, y: y + 4.5, "text-anchor": "end", "font-size": 12.5, fill: colours.text }, title.length > fits ? `${title.slice(0, fits - 1).join("")}…` : title.join("")));
  const first = row.local.find((item) => item.day >= row.issued);
  if (first) group.append(svg("line", { x1: x(row.issued), x2: x(first.day), y1: y, y2: y, stroke: colours["link"].explicit, "stroke-width": 2 }));
  const at = x(row.issued);
  group.append(svg("path", { d: `M${at} ${y - 6}l6 6l-6 6l-6 -6z`, fill: laneColour(row.target), stroke: colours.page, "stroke-width": 1 }));
  for (const { document, day } of [...row.local].reverse()) {
    const dot = svg("circle", { cx: x(day), cy: y, r: 4.5, fill: laneColour(document), stroke: colours.page, "stroke-width": 1, "data-document": document });
    dot.append(svg("title", {}, `${titleOf(document)}\n${isoOf(day)}`));
    group.append(dot);
  }
  const said = lag === null ? say("timeline_early") : say("timeline_lag", { months: counted(lag) });
  group.append(svg("text", { x: width - 6, y: y + 4, "text-anchor": "end", "font-size": 11.5, fill: lag === null ? colours.lane.county : colours.soft }, said));
  return group;
}

function showTimeline() {
  const data = timelineData();
  const notes = [say("timeline_about")];
  if (data.total > data.rows.length) notes.push(say("timeline_limited", { shown: data.rows.length, total: counted(data.total) }));
  if (data.undated) notes.push(say("timeline_undated", { count: counted(data.undated) }));
  const box = byId("timeline");
  box.replaceChildren(element("div", { class: "tools" }, element("p", { class: "hint" }, notes.join(" "))));
  if (!data.rows.length) {
    box.append(element("p", { class: "hint" }, say("nothing_shown")));
    return;
  }
  const scroll = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("view_timeline") });
  box.append(scroll);
  const drawing = drawTimeline(data, Math.max(560, scroll.clientWidth - 44));
  const act = (event) => {
    const row = event.target.closest("[data-node]");
    if (!row) return;
    const dot = event.target.closest("[data-document]");
    select(Number(dot ? dot.dataset.document : row.dataset.node));
  };
  drawing.addEventListener("click", act);
  drawing.addEventListener("dblclick", (event) => {
    const row = event.target.closest("[data-node]");
    if (row) showLineage(Number(row.dataset.node));
  });
  drawing.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      act(event);
    }
  });
  scroll.append(drawing);
}
