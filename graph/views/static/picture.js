// What is drawn: a lineage, the whole, the whole with folded tasks, or documents and themes.
// Everything is held; a picture is a subset of it with positions and lines.
const LIMITS = meta.limits;

function makePicture() {
  if (state.root !== null) return lineagePicture(state.root);
  const passing = nodes.filter((node) => passNode[node.id]).map((node) => node.id);
  const linked = passing.filter((number) => !isRelatedOnly(number));
  return { ...overviewOf(linked), related: passing.length - linked.length };
}

function overviewOf(passing) {
  if (passing.length <= LIMITS.whole) return settle({ kind: "whole", shown: passing, total: passing.length, wide: true });
  if (passing.length <= LIMITS.folded) return foldedPicture(passing);
  return themesPicture(passing);
}

// A document that is here for relations between documents alone: a neighbour of one that is cited.
const isRelatedOnly = (number) => nodes[number].type === "Document" && !isReadHere(number)
  && !linksOf(number).some((edge) => passEdge[edge.number] && !RELATIONS.has(edge.kg.type) && edge.link !== "other");

function lineagePicture(root) {
  const all = [...lineage(root)];
  const shown = all.length > LIMITS.drawn ? strongest(all, root) : all;
  return settle({ kind: "lineage", root, shown, total: all.length, wide: false });
}

function foldedPicture(passing) {
  const folded = new Map();
  const shown = [];
  for (const number of passing) {
    if (nodes[number].type !== "Task" || nodes[number].holder === null) shown.push(number);
    else folded.set(nodes[number].holder, (folded.get(nodes[number].holder) || 0) + 1);
  }
  return settle({ kind: "folded", shown, total: passing.length, wide: true, folded });
}

// The documents that drive most and the themes that they drive most, joined by counted lines.
function themesPicture(passing) {
  const counts = new Map();
  for (const edge of edges) {
    if (edge.kg.type !== "DRIVEN_BY" || !passEdge[edge.number]) continue;
    for (const theme of themesOf(edge.source)) {
      const key = `${edge.target} ${theme}`;
      if (!counts.has(key)) counts.set(key, { from: edge.target, to: theme, edges: [] });
      counts.get(key).edges.push(edge);
    }
  }
  const all = [...counts.values()];
  const documents = new Set(mostOf(all, "from"));
  const themes = new Set(mostOf(all, "to"));
  const among = all.filter((line) => documents.has(line.from) && themes.has(line.to));
  const heaviest = Math.max(1, ...among.map((line) => line.edges.length));
  const lines = among.map((line) => ({ ...line, ...strengthOf(line.edges), weight: line.edges.length / heaviest }));
  const shown = documents.size ? [...documents, ...themes].sort((a, b) => a - b) : passing.filter((number) => nodes[number].type === "Document").slice(0, LIMITS.drawn);
  return settle({ kind: "themes", shown, total: passing.length, wide: true, lines: documents.size ? lines : null });
}

function mostOf(lines, end) {
  const totals = new Map();
  for (const line of lines) totals.set(line[end], (totals.get(line[end]) || 0) + line.edges.length);
  return [...totals].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, LIMITS.themes).map(([number]) => number);
}

function themesOf(number) {
  const own = targetsOf(number, "ABOUT");
  const { holder } = nodes[number];
  return own.length || holder === null ? own : targetsOf(holder, "ABOUT");
}

// Of a lineage that is too large: the root and what holds it, then by the strongest link of each.
function strongest(all, root) {
  const within = new Set(all);
  const strength = (number) => {
    let best = 0;
    for (const edge of outOf(number)) {
      if (cites(edge) && passEdge[edge.number] && within.has(edge.target)) best = Math.max(best, edge.kg.confidence ?? 0.5);
    }
    return best;
  };
  const ranked = all.filter((number) => number !== root).map((number) => [number, strength(number)]);
  ranked.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const kept = new Set([root, ...holdersOf(root).filter((number) => within.has(number))]);
  for (const [number] of ranked) {
    const needed = [number, ...holdersOf(number)].filter((item) => within.has(item) && !kept.has(item));
    if (kept.size + needed.length <= LIMITS.drawn) needed.forEach((item) => kept.add(item));
    if (kept.size >= LIMITS.drawn) break;
  }
  return [...kept].sort((a, b) => a - b);
}

function settle(picture) {
  const lines = picture.lines || linesAmong(new Set(picture.shown));
  const start = picture.wide && !picture.lines && isStart(picture.shown);
  const layout = start ? startLayout(picture.shown) : layOut(picture.shown, endsOf(lines), picture.wide);
  return { ...picture, ...layout, lines, columns: new Map(layout.lanes.map((lane, index) => [lane.lane, index])) };
}

const endsOf = (lines) => lines.map((line) => [line.from, line.to]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);

// The first picture was laid out when the page was made.
const isStart = (shown) => state.links.length === 0 && state.roles.length === 0 && state.least === 0
  && meta.startLanes.length > 0 && shown.length === meta.startCount && shown.every((number) => nodes[number].x !== undefined);

function startLayout(shown) {
  const scales = new Map(meta.startLanes.map((lane) => [lane.lane, lane.scale]));
  const placed = new Map(shown.map((number) => [number, { x: nodes[number].x, y: nodes[number].y, scale: scales.get(nodes[number].lane) }]));
  const lanes = meta.startLanes.map((lane) => ({ ...lane, nodes: shown.filter((number) => nodes[number].lane === lane.lane) }));
  lanes.forEach((lane) => lane.nodes.sort((a, b) => nodes[a].y - nodes[b].y));
  return { placed, lanes, bends: new Map(meta.startBends.map(([number, lane, height]) => [bendKey(number, lane), height])) };
}

// Links with the same ends share a line. A task's driver goes through its goal where that is driven
// by the same document, so the line from goal to task shows on what basis the task is driven.
function linesAmong(within) {
  const lines = new Map();
  const put = (from, to, edge) => {
    const key = from * nodes.length + to;
    if (!lines.has(key)) lines.set(key, { from, to, edges: [] });
    lines.get(key).edges.push(edge);
  };
  const ofTasks = [];
  for (const number of within) {
    for (const edge of nodes[number].rights) {
      if (!passEdge[edge.number] || !within.has(edge.to)) continue;
      if (edge.kg.type === "DRIVEN_BY" && nodes[edge.source].type === "Task") ofTasks.push(edge);
      else put(edge.from, edge.to, edge);
    }
  }
  for (const edge of ofTasks) {
    const goal = nodes[edge.source].holder;
    const through = goal !== null && within.has(goal) && lines.has(edge.target * nodes.length + goal);
    if (through) put(goal, edge.source, edge);
    else put(edge.from, edge.to, edge);
  }
  return [...lines.values()].map((line) => ({ ...line, ...strengthOf(line.edges) }));
}

function strengthOf(bundle) {
  const link = LINKS[Math.min(...bundle.map((edge) => LINKS.indexOf(edge.link)))];
  const known = bundle.filter((edge) => edge.link === link).map((edge) => edge.kg.confidence).filter((value) => value !== undefined);
  return { link, confidence: known.length ? Math.max(...known) : null };
}
