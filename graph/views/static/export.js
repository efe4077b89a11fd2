// PNG, SVG and CSV of what is shown, made in the page.
const LONGEST_SIDE = 8000;
const LARGEST_AREA = 16e6;
const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
// XML knows no control characters but tab and line ends, and no lone halves of a pair.
const xml = (text) => String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").toWellFormed().replace(/[&<>"]/g, (sign) => escapes[sign]);
const round = (value) => Math.round(value * 10) / 10;

function svgOfView() {
  if (state.view === "graph") return svgOfPicture();
  if (state.view === "matrix") return svgOfMatrix();
  if (state.view === "timeline") {
    const drawing = byId("timeline").querySelector("svg");
    if (!drawing) return null;
    const copy = drawing.cloneNode(true);
    return { text: new XMLSerializer().serializeToString(copy), width: drawing.width.baseVal.value, height: drawing.height.baseVal.value };
  }
  return null;
}

function svgFrame(width, height, parts) {
  return { width, height, text: `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}" font-family="${xml(FONT)}"><rect width="100%" height="100%" fill="${xml(colours.page)}"/>${parts.join("")}</svg>` };
}

function svgOfPicture() {
  const box = bounds(picture);
  if (!box) return null;
  const [left, top] = [box.left - 30, box.top - 50];
  const at = (x, y) => `${round(x - left)} ${round(y - top)}`;
  const parts = picture.lanes.map((lane) => `<text x="${round(lane.x - left)}" y="26" text-anchor="middle" font-size="14" font-weight="600" fill="${xml(colours.text)}">${xml(word("lane", LANES[lane.lane]))} ${lane.nodes.length}</text>`);
  for (const line of picture.lines) {
    const pieces = lineShape(line, picture);
    const path = pieces.map(([, , c1, d1, c2, d2, x2, y2]) => `C${at(c1, d1)} ${at(c2, d2)} ${at(x2, y2)}`).join("");
    parts.push(`<path d="M${at(pieces[0][0], pieces[0][1])}${path}" fill="none" stroke="${xml(colours.link[line.link])}" stroke-width="${round(lineWidth(line))}"${DASHES[line.link].length ? ` stroke-dasharray="${DASHES[line.link].join(" ")}"` : ""}${lit !== null && !(lit.has(line.from) && lit.has(line.to)) ? ' opacity="0.15"' : ""}/>`);
  }
  for (const number of picture.shown) parts.push(svgCard(number, at));
  kindsOf(picture).forEach((link, index) => {
    const [x, y] = [24 + index * 120, box.bottom - top + 42];
    parts.push(`<path d="M${x} ${y}h34" stroke="${xml(colours.link[link])}" stroke-width="2.4"${DASHES[link].length ? ` stroke-dasharray="${DASHES[link].join(" ")}"` : ""}/><text x="${x + 42}" y="${y + 4.5}" font-size="12.5" fill="${xml(colours.text)}">${xml(shortWord(link))}</text>`);
  });
  return svgFrame(Math.max(box.right - left + 30, 900), box.bottom - top + 64, parts);
}

function svgCard(number, at) {
  const { x, y, scale } = picture.placed.get(number);
  const [width, height] = [CARD_WIDTH * scale, CARD_HEIGHT * scale];
  const rows = nodes[number].label.split("\n");
  const lines = rows.map((row, index) => `<text x="${round(13 * scale)}" y="${round(height / 2 + (index - (rows.length - 1) / 2) * 18 * scale + 4.5 * scale)}" font-size="${round(13 * scale)}"${isWeighty(number) ? ' font-weight="600"' : ""} fill="${xml(colours.text)}">${xml(row)}</text>`).join("");
  const dim = lit !== null && !lit.has(number) ? ' opacity="0.25"' : "";
  return `<g class="node" transform="translate(${at(x - width / 2, y - height / 2)})"${dim}><title>${xml(titleOf(number))}</title><rect width="${round(width)}" height="${round(height)}" rx="${round(5 * scale)}" fill="${xml(colours.card)}" stroke="${xml(colours.edge)}"/><rect width="${round(6 * scale)}" height="${round(height)}" fill="${xml(laneColour(number))}"/>${lines}</g>`;
}

function svgOfMatrix() {
  const { rows, columns, count, most } = matrixData();
  if (!rows.length) return null;
  const [named, cellSize, top] = [170, 30, 210];
  const parts = columns.map((row, index) => `<text transform="translate(${named + index * cellSize + 20} ${top - 8}) rotate(-60)" font-size="12" fill="${xml(colours.text)}">${xml(Array.from(titleOf(row.target)).slice(0, 18).join(""))}</text>`);
  rows.forEach((place, line) => {
    const y = top + line * cellSize;
    parts.push(`<text x="${named - 8}" y="${y + 20}" text-anchor="end" font-size="12.5" fill="${xml(colours.text)}">${xml(placeName(place))}</text>`);
    columns.forEach((row, index) => {
      const value = count(place, row);
      const x = named + index * cellSize;
      parts.push(`<rect x="${x}" y="${y}" width="${cellSize - 2}" height="${cellSize - 2}" fill="${xml(value ? colours.accent : colours.band)}" opacity="${value ? round(0.15 + 0.7 * (value / most)) : 1}"/>`);
      if (value) parts.push(`<text x="${x + 14}" y="${y + 19}" text-anchor="middle" font-size="12" fill="${xml(colours.text)}">${value}</text>`);
    });
  });
  return svgFrame(named + columns.length * cellSize + 130, top + rows.length * cellSize + 20, parts);
}

async function pngOfView() {
  const drawn = svgOfView();
  if (!drawn) return null;
  const factor = Math.min(2, LONGEST_SIDE / Math.max(drawn.width, drawn.height), Math.sqrt(LARGEST_AREA / (drawn.width * drawn.height)));
  const image = new Image();
  const loaded = new Promise((resolve, reject) => {
    image.onload = resolve;
    image.onerror = () => reject(new Error("the drawing could not be read"));
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawn.text)}`;
  await loaded;
  const surface = element("canvas", { width: Math.max(1, Math.floor(drawn.width * factor)), height: Math.max(1, Math.floor(drawn.height * factor)) });
  surface.getContext("2d").drawImage(image, 0, 0, surface.width, surface.height);
  return new Promise((resolve) => { surface.toBlob(resolve, "image/png"); });
}

// Cells that a spreadsheet would take for a formula are defused.
function csvCell(value) {
  const text = value === null || value === undefined ? "" : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

const csvText = (rows) => `\ufeff${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;

function csvOfView() {
  if (state.view === "table") return csvText([COLUMNS[state.table].map((name) => say(`column_${name}`)), ...tableRows().map((row) => COLUMNS[state.table].map((name) => row.cells[name]))]);
  if (state.view === "matrix") {
    const { rows, columns, count } = matrixData();
    return csvText([[say("place"), ...columns.map((row) => titleOf(row.target))], ...rows.map((place) => [placeName(place), ...columns.map((row) => count(place, row))])]);
  }
  if (state.view === "timeline") {
    return csvText([[say("csv_target"), say("number"), say("issued"), say("timeline_first"), say("issued"), "months"], ...timelineData().rows.map((row) => {
      const first = row.local.find((item) => item.day >= row.issued);
      return [titleOf(row.target), nodes[row.target].kg.doc_number || "", isoOf(row.issued), first ? titleOf(first.document) : "", first ? isoOf(first.day) : "", lagOf(row)];
    })]);
  }
  return csvText(csvOfPicture());
}

function csvOfPicture() {
  const head = ["csv_source_document", "csv_place", "csv_goal", "csv_task", "csv_target", "csv_number", "csv_relation", "csv_basis", "csv_role", "csv_confidence", "csv_quote", "csv_first", "csv_end"].map((key) => say(key));
  const shown = [...new Set(picture.lines.flatMap((line) => line.edges))].filter((edge) => cites(edge) || RELATIONS.has(edge.kg.type)).sort((a, b) => a.number - b.number);
  return [head, ...shown.map((edge) => {
    const { kg, source, target } = edge;
    const document = documentOf(source);
    const goal = nodes[source].type === "Goal" ? source : nodes[source].type === "Task" ? nodes[source].holder : null;
    const task = nodes[source].type === "Task" ? source : kg.task ?? null;
    return [titleOf(document), ownPlace(document), goal === null || goal === document ? "" : titleOf(goal), task === null ? "" : titleOf(task), titleOf(target), nodes[target].kg.doc_number || "", kg.type, kg.basis || "", kg.role || "", kg.confidence ?? "", quoteOf(edge), kg.first_char ?? "", kg.end_char ?? ""];
  })];
}

function save(blob, name) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function startExport() {
  byId("export-svg").addEventListener("click", () => {
    const drawn = svgOfView();
    if (drawn) save(new Blob([drawn.text], { type: "image/svg+xml" }), `suyuan-${state.view}.svg`);
  });
  byId("export-png").addEventListener("click", async () => {
    const blob = await pngOfView();
    if (blob) save(blob, `suyuan-${state.view}.png`);
  });
  byId("export-csv").addEventListener("click", () => save(new Blob([csvOfView()], { type: "text/csv;charset=utf-8" }), `suyuan-${state.view}.csv`));
  byId("export-link").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      announce(say("link_copied"));
    } catch {
      announce(say("link_shown"));
    }
  });
}
