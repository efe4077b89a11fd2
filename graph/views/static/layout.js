// The layout of graph/views/layout.py, step by step, for the subsets that the page draws.
const { cardWidth: CARD_WIDTH, cardHeight: CARD_HEIGHT, pitch: PITCH, gap: COMPACT_GAP, sweeps: SWEEPS } = meta.layout;
const { fullSizeHeight: FULL_SIZE_HEIGHT, aspect: ASPECT } = meta.layout;

function layOut(drawn, links, wide) {
  const laneOf = new Map(drawn.map((number) => [number, nodes[number].lane]));
  const lanes = new Map();
  for (const [number, lane] of laneOf) {
    if (!lanes.has(lane)) lanes.set(lane, []);
    lanes.get(lane).push(number);
  }
  const used = [...lanes.keys()].sort((a, b) => a - b);
  const columns = used.map((lane) => lanes.get(lane));
  const { left, right } = neighbours(laneOf, links);
  orderByBarycentre(columns, left, right);
  const scales = laneScales(columns, wide);
  const heights = coordinates(columns, scales, left, right);
  const middles = laneMiddles(columns, scales, wide);
  const placed = new Map();
  columns.forEach((column, index) => column.forEach((number) => {
    placed.set(number, { x: middles[index], y: heights.get(number), scale: scales[index] });
  }));
  return { placed, lanes: used.map((lane, index) => ({ lane, x: middles[index], scale: scales[index], nodes: columns[index] })) };
}

function neighbours(laneOf, links) {
  const left = new Map();
  const right = new Map();
  for (const number of laneOf.keys()) {
    left.set(number, []);
    right.set(number, []);
  }
  for (const [one, another] of links) {
    if (!laneOf.has(one) || !laneOf.has(another) || laneOf.get(one) === laneOf.get(another)) continue;
    const [first, second] = laneOf.get(one) < laneOf.get(another) ? [one, another] : [another, one];
    right.get(first).push(second);
    left.get(second).push(first);
  }
  return { left, right };
}

function orderByBarycentre(columns, left, right) {
  const rank = new Map();
  columns.forEach((column) => putRanks(column, rank));
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const forward = sweep % 2 === 0;
    const side = forward ? left : right;
    for (const column of forward ? columns : [...columns].reverse()) {
      const pull = new Map(column.map((number) => [number, mean(side.get(number).map((near) => rank.get(near)), rank.get(number))]));
      column.sort((a, b) => pull.get(a) - pull.get(b));
      putRanks(column, rank);
    }
  }
}

function putRanks(column, rank) {
  column.forEach((number, index) => rank.set(number, (index + 0.5) / column.length));
}

function mean(values, otherwise) {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : otherwise;
}

function laneScales(columns, wide) {
  if (!wide || !columns.length) return columns.map(() => 1);
  const height = Math.max(...columns.map((column) => column.length)) * PITCH;
  const largest = Math.max(1, height / FULL_SIZE_HEIGHT);
  return columns.map((column) => Math.max(1, Math.min(largest, height / (column.length * PITCH))));
}

function coordinates(columns, scales, left, right) {
  const heights = new Map();
  if (!columns.length) return heights;
  const extents = columns.map((column, index) => column.length * scales[index]);
  const anchor = extents.indexOf(Math.max(...extents));
  const total = extents[anchor] * PITCH;
  const before = Array.from({ length: anchor }, (_, index) => anchor - 1 - index);
  const after = Array.from({ length: columns.length - anchor - 1 }, (_, index) => anchor + 1 + index);
  for (const index of [anchor, ...before, ...after]) {
    const column = columns[index];
    const wanted = column.map((number, place) => {
      const share = ((place + 0.5) / column.length) * total;
      if (index === anchor) return share;
      const near = left.get(number).concat(right.get(number)).filter((item) => heights.has(item));
      return mean(near.map((item) => heights.get(item)), share);
    });
    const settled = apart(wanted, PITCH * scales[index]);
    column.forEach((number, place) => heights.set(number, settled[place]));
  }
  return heights;
}

function apart(wanted, pitch) {
  const pools = [];
  wanted.forEach((height, index) => {
    let total = height - index * pitch;
    let count = 1;
    while (pools.length && pools[pools.length - 1][0] / pools[pools.length - 1][1] >= total / count) {
      const [sum, members] = pools.pop();
      total += sum;
      count += members;
    }
    pools.push([total, count]);
  });
  const flat = pools.flatMap(([total, count]) => Array(count).fill(total / count));
  return flat.map((height, index) => height + index * pitch);
}

function laneMiddles(columns, scales, wide) {
  const widths = scales.map((scale) => CARD_WIDTH * scale);
  let gap = COMPACT_GAP;
  if (wide && columns.length > 1) {
    const height = Math.max(...columns.map((column) => column.length)) * PITCH;
    const filled = widths.reduce((sum, width) => sum + width, 0);
    gap = Math.max(gap, (ASPECT * height - filled) / (columns.length - 1));
  }
  let edge = 0;
  return widths.map((width) => {
    const middle = edge + width / 2;
    edge += width + gap;
    return middle;
  });
}
