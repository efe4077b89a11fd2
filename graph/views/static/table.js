// Tables of the documents that are cited and of those that were read: sorted by a click, found by words.
const ROWS_AT_ONCE = 100;
const sorting = { directives: ["tasks", -1], local: ["title", 1] };
let tableWords = "";
let rowsShown = ROWS_AT_ONCE;

const COLUMNS = {
  directives: ["title", "number", "level", "year", "documents", "places", "goals", "tasks", "confidence"],
  local: ["title", "place", "level", "year", "goals", "tasks", "cited", "open", "source"],
};
const NUMERIC = new Set(["year", "documents", "places", "goals", "tasks", "confidence", "cited", "open"]);

function directiveRows() {
  return driveCounts().map((row) => ({
    number: row.target, title: titleOf(row.target), cells: {
      title: titleOf(row.target), number: nodes[row.target].kg.doc_number || "", level: levelOf(row.target), year: yearOf(row.target),
      documents: row.documents.size, places: [...row.places.keys()].filter(isPlace).length, goals: row.goals.size, tasks: row.tasks.size,
      confidence: row.known ? Math.round((row.sum / row.known) * 100) / 100 : null,
    },
  }));
}

function localRows() {
  return nodes.filter((node) => node.type === "Document" && isReadHere(node.id) && passNode[node.id]).map(({ id }) => {
    const below = [...descendantsOf(id)];
    const targets = new Set([id, ...below].flatMap((number) => outOf(number).filter((edge) => cites(edge) && passEdge[edge.number]).map((edge) => edge.target)));
    return {
      number: id, title: titleOf(id), cells: {
        title: titleOf(id), place: ownPlace(id), level: levelOf(id), year: yearOf(id),
        goals: below.filter((number) => nodes[number].type === "Goal").length, tasks: below.filter((number) => nodes[number].type === "Task").length,
        cited: targets.size, open: [id, ...below].flatMap((number) => targetsOf(number, "HAS_OPEN")).length, source: nodes[id].kg.page || "",
      },
    };
  });
}

function tableRows() {
  const rows = state.table === "directives" ? directiveRows() : localRows();
  const words = normal(tableWords).split(/\s+/).filter(Boolean);
  const kept = rows.filter((row) => words.every((item) => normal(`${row.cells.title} ${row.cells.number || ""} ${row.cells.place || ""}`).includes(item)));
  const [column, direction] = sorting[state.table];
  const value = (row) => row.cells[column];
  const text = new Intl.Collator("zh-CN");
  return kept.sort((a, b) => {
    const [one, two] = [value(a), value(b)];
    if (one === two) return a.number - b.number;
    if (one === null || one === "") return 1;
    if (two === null || two === "") return -1;
    return direction * (NUMERIC.has(column) ? one - two : text.compare(one, two));
  });
}

function showTable() {
  const rows = tableRows();
  const columns = COLUMNS[state.table];
  const [sorted, direction] = sorting[state.table];
  const most = Object.fromEntries(["goals", "tasks", "documents"].map((name) => [name, Math.max(1, ...rows.map((row) => row.cells[name] || 0))]));
  const head = element("tr", {}, columns.map((column) => element("th", {
    scope: "col", class: NUMERIC.has(column) ? "number" : null, "aria-sort": column === sorted ? (direction > 0 ? "ascending" : "descending") : null,
  }, column === "source" ? say(`column_${column}`) : button(say(`column_${column}`), () => sortBy(column)))));
  const body = rows.slice(0, rowsShown).map((row) => element("tr", { class: row.number === state.selected ? "chosen" : null }, columns.map((column) => cell(row, column, most))));
  byId("table").replaceChildren(
    element("div", { class: "tools" },
      element("div", { class: "switch", role: "group" }, ["directives", "local"].map((name) => button(say(`table_${name}`), () => {
        state.table = name;
        rowsShown = ROWS_AT_ONCE;
        refresh();
      }, { "aria-pressed": String(state.table === name) }))),
      element("input", { type: "search", id: "table-find", value: tableWords, placeholder: say("table_find"), "aria-label": say("table_find"), oninput: findInTable, oncompositionend: findInTable }),
      element("p", { class: "hint" }, say(`table_about_${state.table}`))),
    element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say(`table_${state.table}`) }, element("table", { class: "documents" }, element("thead", {}, head), element("tbody", {}, body))),
  );
  if (!rows.length) byId("table").append(element("p", { class: "hint" }, say("nothing_shown")));
  if (rows.length > rowsShown) {
    byId("table").querySelector(".scroll").append(button(say("table_more", { count: counted(rows.length) }), () => {
      rowsShown = rows.length;
      showTable();
    }, { class: "more" }));
  }
}

function findInTable(event) {
  if (event.isComposing) return;
  tableWords = event.target.value;
  const at = event.target.selectionStart;
  showTable();
  const field = byId("table-find");
  field.focus();
  field.setSelectionRange(at, at);
}

function sortBy(column) {
  const [sorted, direction] = sorting[state.table];
  sorting[state.table] = [column, column === sorted ? -direction : NUMERIC.has(column) ? -1 : 1];
  showTable();
}

function cell(row, column, most) {
  const value = row.cells[column];
  if (column === "title") {
    const kind = `dot lane-${LANES[nodes[row.number].lane]}`;
    return element("th", { scope: "row" }, element("span", { class: "titled" }, element("span", { class: kind, "aria-hidden": "true" }), button(row.title, () => showLineage(row.number), { class: "link", "data-node": row.number })));
  }
  if (column === "level") return element("td", {}, word("level", value));
  if (column === "source") return element("td", {}, sourceLink(row.number) || "");
  if (column === "confidence") return element("td", { class: "number" }, value === null ? "" : value.toFixed(2));
  if (column in most && state.table === "directives") {
    return element("td", { class: "number bar" }, element("span", { class: "bar-fill", style: `width:${Math.round((value / most[column]) * 100)}%` }), element("span", { class: "bar-said" }, counted(value)));
  }
  return element("td", { class: NUMERIC.has(column) ? "number" : null }, value === null ? "" : NUMERIC.has(column) && column !== "year" ? counted(value) : String(value));
}
