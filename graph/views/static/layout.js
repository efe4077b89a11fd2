// The layout of graph/views/layout.py, step by step, for the subsets that the page draws. An item of a
// column is the number of a node, or a text "node|lane" where the lines of the node pass through.
const { cardWidth: CARD_WIDTH, cardHeight: CARD_HEIGHT, pitch: PITCH, trunk: TRUNK, gap: COMPACT_GAP } = meta.layout;
const { sweeps: SWEEPS, fullSizeHeight: FULL_SIZE_HEIGHT, aspect: ASPECT } = meta.layout;

const isCard = (item) => typeof item === "number";
const bendKey = (number, lane) => `${number}|${lane}`;

function layOut(drawn, links, wide) {
  const laneOf = new Map(drawn.map((number) => [number, nodes[number].lane]));
  const used = [...new Set(laneOf.values())].sort((a, b) => a - b);
  const columns = used.map((lane) => drawn.filter((number) => laneOf.get(number) === lane));
  const { left, right } = threaded(laneOf, used, columns, links);
  orderByBarycentre(columns, left, right);
  const scales = laneScales(columns, wide);
  const heights = coordinates(columns, scales, left, right);
  const middles = laneMiddles(columns, scales, wide);
  const placed = new Map();
  const bends = new Map();
  columns.forEach((column, index) => column.forEach((item) => {
    if (isCard(item)) placed.set(item, { x: middles[index], y: heights.get(item), scale: scales[index] });
    else bends.set(item, heights.get(item));
  }));
  const lanes = used.map((lane, index) => ({ lane, x: middles[index], scale: scales[index], nodes: columns[index].filter(isCard) }));
  return { placed, bends, lanes };
}

function threaded(laneOf, used, columns, links) {
  const left = new Map();
  const right = new Map();
  for (const column of columns) {
    for (const item of column) {
      left.set(item, []);
      right.set(item, []);
    }
  }
  const place = new Map(used.map((lane, index) => [lane, index]));
  const join = (one, another) => {
    right.get(one).push(another);
    left.get(another).push(one);
  };
  for (const [first, second] of links) {
    if (!laneOf.has(first) || !laneOf.has(second) || laneOf.get(first) >= laneOf.get(second)) continue;
    let last = first;
    for (let index = place.get(laneOf.get(first)) + 1; index < place.get(laneOf.get(second)); index += 1) {
      const bend = bendKey(first, used[index]);
      if (!left.has(bend)) {
        columns[index].push(bend);
        left.set(bend, []);
        right.set(bend, []);
        join(last, bend);
      }
      last = bend;
    }
    join(last, second);
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
      const pull = new Map(column.map((item) => [item, mean(side.get(item).map((near) => rank.get(near)), rank.get(item))]));
      column.sort((a, b) => pull.get(a) - pull.get(b));
      putRanks(column, rank);
    }
  }
}

function putRanks(column, rank) {
  column.forEach((item, index) => rank.set(item, (index + 0.5) / column.length));
}

function mean(values, otherwise) {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : otherwise;
}

function naturalHeight(column, scale) {
  const cards = column.filter(isCard).length;
  return cards * PITCH * scale + (column.length - cards) * TRUNK;
}

function laneScales(columns, wide) {
  if (!wide || !columns.length) return columns.map(() => 1);
  const height = Math.max(...columns.map((column) => naturalHeight(column, 1)));
  const largest = Math.max(1, height / FULL_SIZE_HEIGHT);
  return columns.map((column) => {
    const cards = column.filter(isCard).length;
    const room = height - (column.length - cards) * TRUNK;
    return Math.max(1, Math.min(largest, room / (cards * PITCH)));
  });
}

function coordinates(columns, scales, left, right) {
  const heights = new Map();
  if (!columns.length) return heights;
  const extents = columns.map((column, index) => naturalHeight(column, scales[index]));
  const anchor = extents.indexOf(Math.max(...extents));
  const total = extents[anchor];
  const before = Array.from({ length: anchor }, (_, index) => anchor - 1 - index);
  const after = Array.from({ length: columns.length - anchor - 1 }, (_, index) => anchor + 1 + index);
  for (const index of [anchor, ...before, ...after]) {
    const column = columns[index];
    const wanted = column.map((item, place) => {
      const share = ((place + 0.5) / column.length) * total;
      if (index === anchor) return share;
      const near = left.get(item).concat(right.get(item)).filter((one) => heights.has(one));
      return mean(near.map((one) => heights.get(one)), share);
    });
    const settled = apart(wanted, column.map((item) => (isCard(item) ? PITCH * scales[index] : TRUNK)));
    column.forEach((item, place) => heights.set(item, settled[place]));
  }
  return heights;
}

function apart(wanted, sizes) {
  const stacked = [];
  let edge = 0;
  for (const size of sizes) {
    stacked.push(edge + size / 2);
    edge += size;
  }
  const pools = [];
  wanted.forEach((height, index) => {
    let total = height - stacked[index];
    let count = 1;
    while (pools.length && pools[pools.length - 1][0] / pools[pools.length - 1][1] >= total / count) {
      const [sum, members] = pools.pop();
      total += sum;
      count += members;
    }
    pools.push([total, count]);
  });
  const flat = pools.flatMap(([total, count]) => Array(count).fill(total / count));
  return flat.map((height, index) => height + stacked[index]);
}

function laneMiddles(columns, scales, wide) {
  const widths = scales.map((scale) => CARD_WIDTH * scale);
  let gap = COMPACT_GAP;
  if (wide && columns.length > 1) {
    const height = Math.max(...columns.map((column) => naturalHeight(column, 1)));
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
