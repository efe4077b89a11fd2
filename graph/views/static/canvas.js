// The canvas: vis-network pans, zooms and finds what is under the pointer; cards and lines are ours.
let network = null;
let picture = { kind: "none", shown: [], lines: [], lanes: [], placed: new Map(), bends: new Map(), columns: new Map(), total: 0 };
let lit = null;
let hovered = null;
let moving = false;
const EDGES_WHILE_MOVING = 1500;
// Room kept above a picture for the names of lanes, and below for the key and buttons.
const [HEAD, FOOT] = [46, 62];
// Lines within a lane bend out to its left.
const ARC_ROOM = 110;

function startCanvas() {
  const options = JSON.parse(document.getElementById("options").textContent);
  options.nodes.ctxRenderer = ({ ctx, id }) => {
    const place = picture.placed.get(id) || { x: 0, y: 0, scale: 1 };
    return {
      drawNode: () => paintCard(ctx, id, place, network.getScale(), lookOf(id)),
      nodeDimensions: { width: CARD_WIDTH * place.scale, height: CARD_HEIGHT * place.scale },
    };
  };
  network = new vis.Network(byId("canvas"), { nodes: [], edges: [] }, options);
  network.on("beforeDrawing", (ctx) => {
    const top = network.DOMtoCanvas({ x: 0, y: 0 }).y;
    const bottom = network.DOMtoCanvas({ x: 0, y: byId("canvas").clientHeight }).y;
    paintBands(ctx, picture, top, bottom);
    if (!(moving && picture.lines.length > EDGES_WHILE_MOVING)) paintLines(ctx, picture, lit, network.getScale());
  });
  network.on("afterDrawing", (ctx) => {
    ctx.save();
    const ratio = ctx.canvas.width / byId("canvas").clientWidth;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintHeads(ctx, picture, (x) => network.canvasToDOM({ x, y: 0 }).x, byId("canvas").clientWidth);
    ctx.restore();
  });
  network.on("click", ({ pointer }) => pick(pointer));
  network.on("doubleClick", ({ pointer }) => {
    const number = network.getNodeAt(pointer.DOM);
    if (number !== undefined) showLineage(number);
  });
  network.on("hoverNode", ({ node, event }) => showTip(node, event));
  network.on("blurNode", hideTip);
  for (const [begin, end] of [["dragStart", "dragEnd"]]) {
    network.on(begin, () => { moving = true; hideTip(); });
    network.on(end, () => { moving = false; network.redraw(); });
  }
}

function lookOf(number) {
  const badge = picture.folded && picture.folded.has(number) ? say("folded", { count: picture.folded.get(number) }) : "";
  return {
    dim: lit !== null && !lit.has(number),
    chosen: number === state.selected,
    hovered: number === hovered,
    badge,
  };
}

function pick(pointer) {
  const number = network.getNodeAt(pointer.DOM);
  if (number !== undefined) {
    select(number);
    return;
  }
  const line = lineAt(pointer.canvas.x, pointer.canvas.y);
  if (line) selectLine(line);
  else select(state.root);
}

function lineAt(x, y) {
  const near = 7 / network.getScale();
  let best = null;
  let least = near;
  for (const line of picture.lines) {
    for (const piece of lineShape(line, picture)) {
      if (y < Math.min(piece[1], piece[7]) - near || y > Math.max(piece[1], piece[7]) + near) continue;
      let [px, py] = pointOn(piece, 0);
      for (let step = 1; step <= 16; step += 1) {
        const [qx, qy] = pointOn(piece, step / 16);
        const distance = toSegment(x, y, px, py, qx, qy);
        if (distance < least) [best, least] = [line, distance];
        [px, py] = [qx, qy];
      }
    }
  }
  return best;
}

function toSegment(x, y, ax, ay, bx, by) {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const t = length ? Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length)) : 0;
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
}

function drawPicture(made) {
  picture = made;
  hideTip();
  network.setData({
    nodes: picture.shown.map((id) => ({ id, x: picture.placed.get(id).x, y: picture.placed.get(id).y })),
    edges: [],
  });
  byId("key").replaceChildren(...kindsOf(picture).map((link) => element("span", {}, swatch(link), shortWord(link))));
  byId("key").hidden = !picture.lines.length;
  takeRoom();
  chooseLit();
  fitPicture();
}

// The panel may have come or gone since: the canvas takes the room that there is now.
let room = "";
function takeRoom() {
  const { clientWidth, clientHeight } = byId("canvas");
  if (room === `${clientWidth} ${clientHeight}`) return;
  room = `${clientWidth} ${clientHeight}`;
  network.setSize("100%", "100%");
}

function light() {
  chooseLit();
  network.redraw();
}

// A link that was chosen, or the lineage of what was chosen within the picture, stands out.
function chooseLit() {
  lit = null;
  if (state.edge !== null) lit = new Set([edges[state.edge].from, edges[state.edge].to]);
  else if (state.selected !== null && state.selected !== state.root && picture.placed.has(state.selected)) lit = lineage(state.selected);
}

// A lineage is shown at a size that can be read, from its root on; an overview as a whole.
function fitPicture() {
  const box = bounds(picture);
  if (!box) return;
  const [width, height] = [byId("canvas").clientWidth, byId("canvas").clientHeight];
  const [inner, tall] = [Math.max(80, width - 40), Math.max(80, height - HEAD - FOOT)];
  const whole = Math.min(inner / (box.right - box.left), tall / (box.bottom - box.top), 1.1);
  const legible = picture.kind === "lineage" ? Math.min(1, Math.max(whole, Math.min(0.85, inner / (box.right - box.left)), 0.5)) : whole;
  const focus = picture.placed.get(state.selected) || picture.placed.get(state.root);
  const raised = (HEAD - FOOT) / 2 / legible;
  const place = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 - raised };
  const [seenWide, seenTall] = [inner / legible, tall / legible];
  if (focus && box.bottom - box.top > seenTall) {
    place.y = clamp(focus.y, box.top + seenTall / 2, box.bottom - seenTall / 2) - raised;
  }
  if (focus && box.right - box.left > seenWide) {
    place.x = clamp(focus.x, box.left + seenWide / 2, box.right - seenWide / 2);
  }
  network.moveTo({ position: place, scale: legible, animation: false });
}

const clamp = (value, least, most) => Math.max(least, Math.min(most, value));

function bounds(drawn) {
  if (!drawn.placed.size) return null;
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const { x, y, scale } of drawn.placed.values()) {
    box.left = Math.min(box.left, x - (CARD_WIDTH / 2) * scale);
    box.right = Math.max(box.right, x + (CARD_WIDTH / 2) * scale);
    box.top = Math.min(box.top, y - (CARD_HEIGHT / 2) * scale);
    box.bottom = Math.max(box.bottom, y + (CARD_HEIGHT / 2) * scale);
  }
  if (drawn.lines.some((line) => nodes[line.from].lane >= nodes[line.to].lane)) box.left -= ARC_ROOM * Math.min(...drawn.lanes.map((lane) => lane.scale));
  return box;
}

// The panel takes room from the canvas; what was chosen stays in sight.
function keepInView() {
  const place = picture.placed.get(state.selected);
  if (state.view !== "graph" || !place) return;
  takeRoom();
  const seen = network.canvasToDOM(place);
  const [width, height] = [byId("canvas").clientWidth, byId("canvas").clientHeight];
  if (seen.x < 90 || seen.x > width - 90 || seen.y < 60 || seen.y > height - 40) network.moveTo({ position: place, animation: false });
}

function showTip(number, event) {
  hovered = number;
  const tip = byId("tip");
  tip.textContent = titleOf(number);
  const at = event.clientX !== undefined ? event : event.center || { x: 0, y: 0 };
  const [x, y] = [at.clientX ?? at.x, at.clientY ?? at.y];
  tip.hidden = false;
  tip.style.left = `${clamp(x + 14, 4, Math.max(4, innerWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${clamp(y + 16, 4, Math.max(4, innerHeight - tip.offsetHeight - 8))}px`;
}

function hideTip() {
  hovered = null;
  byId("tip").hidden = true;
}

// The nearest card in a direction: along a line to the left or right, up and down in the lane.
function neighbourOf(number, direction) {
  if (!picture.placed.has(number)) return null;
  if (direction === "up" || direction === "down") {
    const lane = picture.lanes.find((item) => item.nodes.includes(number));
    const index = lane.nodes.indexOf(number) + (direction === "up" ? -1 : 1);
    return lane.nodes[index] ?? null;
  }
  const ends = picture.lines.filter((line) => (direction === "left" ? line.to : line.from) === number)
    .map((line) => (direction === "left" ? line.from : line.to));
  const { y } = picture.placed.get(number);
  ends.sort((a, b) => Math.abs(picture.placed.get(a).y - y) - Math.abs(picture.placed.get(b).y - y) || a - b);
  return ends[0] ?? null;
}
