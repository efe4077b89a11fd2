// How cards, lines and lanes look; the same shapes for the canvas and for SVG.
const DASHES = {
  explicit: [], scope: [9, 5], goal: [2, 5], document: [12, 4, 2, 4], cites: [], relation: [5, 3], structure: [], open: [1, 4], other: [],
};
const ARROWS = new Set(["explicit", "scope", "goal", "document", "relation"]);
const FONT = '"Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif';
let colours = {};

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const take = (name) => style.getPropertyValue(`--${name}`).trim();
  colours = {
    card: take("card"), text: take("text"), dim: take("dim"), band: take("band"), edge: take("card-edge"), accent: take("accent"),
    page: take("page"), soft: take("soft"),
    lane: Object.fromEntries(LANES.map((lane) => [lane, take(`lane-${lane}`)])),
    link: Object.fromEntries(LINKS.map((link) => [link, take(`link-${link}`)])),
  };
}

const laneColour = (number) => colours.lane[LANES[nodes[number].lane]];
const lineWidth = (line) => (line.weight ? 1 + 6 * line.weight : line.confidence === null ? 1 : 1 + 1.3 * line.confidence);

// A line as cubic pieces: from the right side of one card through the places kept for it in the lanes
// between to the left side of another; in one lane, or backwards, an arc on the left.
function lineShape(line, picture) {
  const a = picture.placed.get(line.from);
  const b = picture.placed.get(line.to);
  const half = CARD_WIDTH / 2;
  const x2 = b.x - half * b.scale;
  if (a.x + half * a.scale < x2) {
    const pieces = [];
    let [x, y] = [a.x + half * a.scale, a.y];
    const last = picture.columns.get(nodes[line.to].lane);
    for (let index = picture.columns.get(nodes[line.from].lane) + 1; index < last; index += 1) {
      const lane = picture.lanes[index];
      const height = picture.bends.get(bendKey(line.from, lane.lane));
      if (height === undefined) continue;
      const [left, right] = [lane.x - half * lane.scale, lane.x + half * lane.scale];
      pieces.push(curve(x, y, left, height), [left, height, left, height, right, height, right, height]);
      [x, y] = [right, height];
    }
    pieces.push(curve(x, y, x2, b.y));
    return pieces;
  }
  const x1 = a.x - half * a.scale;
  const bend = 40 * a.scale + Math.min(60 * a.scale, Math.abs(b.y - a.y) * 0.2);
  return [[x1, a.y, Math.min(x1, x2) - bend, a.y, Math.min(x1, x2) - bend, b.y, x2, b.y]];
}

function curve(x1, y1, x2, y2) {
  const bend = (x2 - x1) * 0.5;
  return [x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2];
}

function pointOn(shape, t) {
  const [x1, y1, c1, d1, c2, d2, x2, y2] = shape;
  const u = 1 - t;
  const [p, q, r, s] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return [p * x1 + q * c1 + r * c2 + s * x2, p * y1 + q * d1 + r * d2 + s * y2];
}

function paintLines(ctx, picture, lit, zoom) {
  const groups = new Map();
  for (const line of picture.lines) {
    const dim = lit !== null && !(lit.has(line.from) && lit.has(line.to));
    const width = Math.round(lineWidth(line) * 2) / 2;
    const key = `${dim ? 0 : 1}|${line.link}|${width}`;
    if (!groups.has(key)) groups.set(key, { dim, link: line.link, width, lines: [] });
    groups.get(key).lines.push(line);
  }
  const ordered = [...groups.values()].sort((a, b) => Number(b.dim) - Number(a.dim) || LINKS.indexOf(b.link) - LINKS.indexOf(a.link));
  const grown = Math.min(1 / zoom, 6);
  for (const { dim, link, width, lines } of ordered) {
    ctx.globalAlpha = dim ? 0.12 : link === "structure" ? 0.8 : 0.92;
    ctx.strokeStyle = colours.link[link];
    ctx.fillStyle = colours.link[link];
    ctx.lineWidth = width * Math.max(1, grown * 0.7);
    ctx.setLineDash(DASHES[link].map((part) => part * Math.max(1, grown * 0.7)));
    ctx.beginPath();
    for (const line of lines) {
      const pieces = lineShape(line, picture);
      ctx.moveTo(pieces[0][0], pieces[0][1]);
      for (const [, , c1, d1, c2, d2, x2, y2] of pieces) ctx.bezierCurveTo(c1, d1, c2, d2, x2, y2);
    }
    ctx.stroke();
    if (!ARROWS.has(link) || zoom < 0.3) continue;
    ctx.setLineDash([]);
    ctx.beginPath();
    for (const line of lines) {
      const [x, y] = lineShape(line, picture).at(-1).slice(6);
      ctx.moveTo(x, y);
      ctx.lineTo(x - 8, y - 4);
      ctx.lineTo(x - 8, y + 4);
    }
    ctx.fill();
  }
  ctx.globalAlpha = 1;
  ctx.setLineDash([]);
}

function paintCard(ctx, number, place, zoom, look) {
  const { scale } = place;
  const [width, height] = [CARD_WIDTH * scale, CARD_HEIGHT * scale];
  const [x, y] = [place.x - width / 2, place.y - height / 2];
  const colour = laneColour(number);
  ctx.globalAlpha = look.dim ? 0.22 : 1;
  if (zoom * scale < 0.3) {
    ctx.fillStyle = colour;
    ctx.globalAlpha = look.dim ? 0.15 : 0.75;
    ctx.fillRect(x, y + height * 0.12, width, height * 0.76);
    if (look.chosen) outline(ctx, x, y, width, height, 3 / zoom);
    ctx.globalAlpha = 1;
    return;
  }
  ctx.fillStyle = colours.card;
  ctx.strokeStyle = look.chosen || look.hovered ? colours.accent : colours.edge;
  ctx.lineWidth = (look.chosen ? 2.5 : look.hovered ? 1.8 : 1) * scale;
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, 5 * scale);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.roundRect(x, y, 6 * scale, height, [5 * scale, 0, 0, 5 * scale]);
  ctx.fill();
  ctx.fillStyle = colours.text;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.font = `${isWeighty(number) ? 600 : 400} ${13 * scale}px ${FONT}`;
  const rows = nodes[number].label.split("\n");
  rows.forEach((row, index) => ctx.fillText(row, x + 13 * scale, place.y + (index - (rows.length - 1) / 2) * 18 * scale));
  if (look.badge) {
    ctx.textAlign = "right";
    ctx.fillStyle = colours.soft;
    ctx.font = `600 ${11.5 * scale}px ${FONT}`;
    ctx.fillText(look.badge, x + width - 7 * scale, y + height - 10 * scale);
  }
  ctx.globalAlpha = 1;
}

function outline(ctx, x, y, width, height, thickness) {
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colours.accent;
  ctx.lineWidth = thickness;
  ctx.strokeRect(x, y, width, height);
}

const isWeighty = (number) => nodes[number].type === "Document";

// Bands behind the lanes, in the coordinates of the picture.
function paintBands(ctx, picture, top, bottom) {
  ctx.fillStyle = colours.band;
  for (const lane of picture.lanes) {
    const half = (CARD_WIDTH / 2 + 16) * lane.scale;
    ctx.fillRect(lane.x - half, top, half * 2, bottom - top);
  }
}

// Names of the lanes, in the coordinates of the screen, so that they stay in sight.
function paintHeads(ctx, picture, toScreen, width) {
  ctx.font = `600 13px ${FONT}`;
  ctx.textBaseline = "middle";
  ctx.textAlign = "center";
  ctx.fillStyle = colours.page;
  ctx.globalAlpha = 0.88;
  ctx.fillRect(0, 0, width, 34);
  ctx.globalAlpha = 1;
  for (const { lane, text, half, middle } of headPlaces(ctx, picture, toScreen, width)) {
    ctx.fillStyle = colours.lane[LANES[lane]];
    ctx.fillRect(middle - half + 4, 28, half * 2 - 8, 3);
    ctx.fillStyle = colours.text;
    ctx.fillText(text, middle, 16);
  }
}

// Each name stands over the middle of its lane; where that is too narrow, names move aside.
function headPlaces(ctx, picture, toScreen, width) {
  const heads = picture.lanes.map((lane) => {
    const text = `${word("lane", LANES[lane.lane])} ${counted(lane.nodes.length)}`;
    return { lane: lane.lane, text, half: ctx.measureText(text).width / 2 + 8, middle: toScreen(lane.x) };
  }).filter(({ middle, half }) => middle + half > 0 && middle - half < width);
  let edge = 0;
  for (const head of heads) {
    head.middle = Math.max(head.middle, edge + head.half);
    edge = head.middle + head.half;
  }
  edge = width;
  for (const head of [...heads].reverse()) {
    head.middle = Math.min(head.middle, edge - head.half);
    edge = head.middle - head.half;
  }
  return heads;
}

// The kinds of line in a picture, in the order of the legend.
const kindsOf = (picture) => LINKS.filter((link) => link !== "other" && picture.lines.some((line) => line.link === link));
const shortWord = (link) => word("link", link).split(" · ")[0];
