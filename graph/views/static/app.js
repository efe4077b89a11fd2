// Joins the parts: what a choice changes, keys, languages, and the sign that the page is ready.
function select(number) {
  state.edge = null;
  state.bundle = null;
  state.selected = number;
  if (number !== null && number === state.root) state.selected = state.root;
  light();
  after();
}

function selectLine(line) {
  state.bundle = line.edges.length > 1 ? line : null;
  state.edge = line.edges.length > 1 ? null : line.edges[0].number;
  light();
  after();
}

function showLineage(number) {
  Object.assign(state, { root: number, selected: number, edge: null, bundle: null, view: "graph" });
  if (innerWidth <= 1180) filtersWanted = null;
  refresh();
}

function goBack() {
  Object.assign(state, { root: null, selected: null, edge: null, bundle: null });
  if (state.view === "graph" && START.view === "table") state.view = START.view;
  refresh();
}

// The filters make room for the details unless the reader wants them open.
let filtersWanted = null;

function showFilters() {
  const free = byId("panel").hidden ? 1180 : 1600;
  const open = filtersWanted ?? innerWidth > free;
  document.body.classList.toggle("filters-open", open);
  byId("filters-toggle").setAttribute("aria-expanded", String(open));
}

function after() {
  showPanel();
  showFilters();
  keepInView();
  showStatus();
  keepInAddress();
  if (state.view === "timeline") showTimeline();
}

function refilter() {
  computePassing();
  refresh();
}

function refresh() {
  for (const view of VIEWS) {
    byId(view).hidden = view !== state.view;
    byId(`tab-${view}`).setAttribute("aria-pressed", String(view === state.view));
  }
  byId("back").hidden = state.root === null;
  byId("zoom").hidden = state.view !== "graph";
  for (const name of ["png", "svg"]) byId(`export-${name}`).disabled = state.view === "table";
  showLegend();
  showPanel();
  showFilters();
  if (state.view === "graph") drawPicture(makePicture());
  else ({ table: showTable, matrix: showMatrix, timeline: showTimeline })[state.view]();
  showStatus();
  keepInAddress();
}

function showStatus() {
  const parts = [];
  if (state.view === "graph") {
    const shown = counted(picture.shown.length);
    if (picture.kind === "lineage") parts.push(say("status_lineage", { title: cut(titleOf(picture.root), 30), shown }));
    else parts.push(say("status_shown", { shown, nodes: counted(nodes.length) }));
    if (picture.kind === "lineage" && picture.total > picture.shown.length) parts.push(say("status_cap", { total: counted(picture.total), shown }));
    if (picture.kind === "folded") parts.push(say("status_folded"));
    if (picture.kind === "themes") parts.push(say("status_large"), picture.lines.length ? say("lines_derived") : "");
    if (picture.related) parts.push(say("status_related", { count: counted(picture.related) }));
    if (picture.kind === "whole") parts.push(say("hint_click"));
    if (!picture.shown.length) parts.push(say("nothing_shown"));
  }
  parts.push(say("status_whole", { nodes: counted(nodes.length), edges: counted(edges.length) }));
  byId("status").textContent = parts.filter(Boolean).join(language === "zh" ? "；" : "; ");
}

function cut(text, length) {
  const points = Array.from(text);
  return points.length > length ? `${points.slice(0, length - 1).join("")}…` : text;
}

function announce(text) {
  byId("status").textContent = text;
}

function speak(chosen) {
  language = chosen;
  speakStatic();
  byId("dark").textContent = say(isDark() ? "light" : "dark");
  refresh();
}

const isDark = () => (state.dark === "" ? matchMedia("(prefers-color-scheme: dark)").matches : state.dark === "1");

function paintTheme() {
  document.documentElement.dataset.dark = isDark() ? "1" : "0";
  byId("dark").textContent = say(isDark() ? "light" : "dark");
  readColours();
}

function startKeys() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      byId("search").focus();
    } else if (event.key === "Escape") {
      if (byId("help-box").open) return;
      if (filtersWanted && innerWidth <= 1180) {
        filtersWanted = null;
        showFilters();
      } else if (state.edge !== null || state.bundle) select(state.root);
      else if (state.selected !== state.root) select(state.root);
      else goBack();
    } else if (event.altKey && /^[1-4]$/.test(event.key)) {
      event.preventDefault();
      state.view = VIEWS[Number(event.key) - 1];
      refresh();
    } else if (!typing && state.view === "graph" && (event.altKey || event.target === byId("canvas"))) {
      moveByKey(event);
    }
  });
}

function moveByKey(event) {
  const direction = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" }[event.key];
  if (direction) {
    event.preventDefault();
    const from = state.selected ?? picture.shown[0];
    const next = state.selected === null ? from : neighbourOf(from, direction);
    if (next !== null && next !== undefined) select(next);
  } else if (event.key === "Enter" && state.selected !== null) {
    event.preventDefault();
    showLineage(state.selected);
  } else if (event.key === "+" || event.key === "=") zoomBy(1.25);
  else if (event.key === "-") zoomBy(0.8);
  else if (event.key === "0") fitPicture();
}

function zoomBy(factor) {
  network.moveTo({ scale: network.getScale() * factor, animation: false });
}

function start() {
  const whole = fromHash(location.hash);
  paintTheme();
  startCanvas();
  startSearch();
  startLegend();
  startExport();
  startKeys();
  for (const view of VIEWS) {
    byId(`tab-${view}`).addEventListener("click", () => {
      state.view = view;
      refresh();
    });
  }
  byId("language").addEventListener("click", () => speak(language === "zh" ? "en" : "zh"));
  byId("dark").addEventListener("click", () => {
    state.dark = isDark() ? "0" : "1";
    paintTheme();
    refresh();
  });
  byId("back").addEventListener("click", goBack);
  byId("panel-close").addEventListener("click", () => {
    if (state.selected !== state.root) select(state.root);
    else if (state.root === null) select(null);
    byId("panel").hidden = true;
    showFilters();
    takeRoom();
  });
  byId("filters-toggle").addEventListener("click", () => {
    filtersWanted = !document.body.classList.contains("filters-open");
    showFilters();
    if (state.view === "graph") takeRoom();
  });
  byId("help").addEventListener("click", () => byId("help-box").showModal());
  byId("help-close").addEventListener("click", () => byId("help-box").close());
  byId("fit").addEventListener("click", fitPicture);
  byId("zoom-in").addEventListener("click", () => zoomBy(1.25));
  byId("zoom-out").addEventListener("click", () => zoomBy(0.8));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    paintTheme();
    if (state.view !== "table") refresh();
  });
  addEventListener("hashchange", () => {
    fromHash(location.hash);
    paintTheme();
    computePassing();
    speak(language);
  });
  computePassing();
  speak(language);
  if (!whole) announce(say("broken_link"));
  document.documentElement.dataset.ready = "1";
  fillIndexIdly();
}

// What the page can be asked from outside: numbers and ids only, for notebooks and tests.
window.suyuan = Object.freeze({
  counts: () => ({ nodes: nodes.length, edges: edges.length }),
  state: () => ({ ...state, bundle: undefined, root: keyOrNull(state.root), selected: keyOrNull(state.selected), language }),
  shown: () => picture.shown.map(keyOf),
  lines: () => picture.lines.map(({ from, to, link, confidence, edges: bundle }) => ({ from: keyOf(from), to: keyOf(to), link, confidence, ids: bundle.map((edge) => edge.kg.id) })),
  places: () => Object.fromEntries(picture.shown.map((number) => [keyOf(number), { ...picture.placed.get(number), lane: LANES[nodes[number].lane] }])),
  size: () => ({ width: CARD_WIDTH, height: CARD_HEIGHT }),
  onScreen: (key) => network.canvasToDOM(picture.placed.get(numberOfKey.get(key))),
  passing: () => nodes.filter((node) => passNode[node.id]).map((node) => node.key),
  passingEdges: () => edges.filter((edge) => passEdge[edge.number]).map((edge) => edge.kg.id),
  lineage: (key) => [...lineage(numberOfKey.get(key))].map(keyOf),
  choose: (key) => choose(numberOfKey.get(key)),
  select: (key) => select(numberOfKey.get(key)),
  find: (query) => find(query).map(keyOf),
  layOut: (keys, wide) => {
    const drawn = keys.map((key) => numberOfKey.get(key));
    return Object.fromEntries([...layOut(drawn, endsOf(linesAmong(new Set(drawn))), wide).placed].map(([number, place]) => [keyOf(number), place]));
  },
  svg: () => svgOfView()?.text ?? null,
  csv: csvOfView,
});
start();
