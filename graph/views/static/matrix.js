// Places by directives: how many tasks, goals or documents of a place each directive drives.
const MATRIX_COLUMNS = 40;

function matrixData() {
  const all = driveCounts().map((row) => ({ ...row, total: row[state.unit].size })).filter((row) => row.total > 0);
  all.sort((a, b) => b.total - a.total || a.target - b.target);
  const columns = all.slice(0, MATRIX_COLUMNS);
  const places = new Map();
  for (const row of columns) {
    for (const [place, sets] of row.places) {
      const count = sets[state.unit].size;
      if (count) places.set(place, (places.get(place) || 0) + count);
    }
  }
  const order = (place) => (place < 0 ? 99 : isPlace(place) ? { province: 0, provincial: 0, city: 1, municipal: 1, county: 2 }[nodes[place].kg.level] ?? 3 : 10 + nodes[place].lane);
  const rows = [...places.keys()].sort((a, b) => order(a) - order(b) || a - b);
  const count = (place, row) => (row.places.has(place) ? row.places.get(place)[state.unit].size : 0);
  const most = Math.max(1, ...rows.flatMap((place) => columns.map((row) => count(place, row))));
  return { rows, columns, count, most, total: all.length, sums: places };
}

function showMatrix() {
  const data = matrixData();
  const { rows, columns, count, most } = data;
  const choice = element("div", { class: "switch", role: "group", "aria-label": say("matrix_unit") }, UNITS.map((unit) => button(say(`unit_${unit}`), () => {
    state.unit = unit;
    refresh();
  }, { "aria-pressed": String(state.unit === unit) })));
  const about = say("matrix_about", { unit: say(`unit_${state.unit}`) });
  const limited = data.total > columns.length ? say("matrix_limited", { shown: columns.length, total: counted(data.total) }) : "";
  const head = element("tr", {}, element("td", { class: "corner" }), columns.map((row) => element("th", { scope: "col" }, button(element("span", { class: "column" }, titleOf(row.target)), () => showLineage(row.target), { class: "link", title: titleOf(row.target) }))), element("th", { scope: "col", class: "sum" }, element("span", { class: "column" }, say("matrix_total"))));
  const body = rows.map((place) => element("tr", {}, element("th", { scope: "row" }, place < 0 ? placeName(place) : button(placeName(place), () => select(place), { class: "link", "data-node": place, title: placeName(place) })), columns.map((row) => matrixCell(place, row, count(place, row), most)), element("td", { class: "sum" }, counted(data.sums.get(place)))));
  const foot = element("tr", {}, element("th", { scope: "row" }, say("matrix_total")), columns.map((row) => element("td", { class: "sum" }, counted(row.total))), element("td", { class: "sum" }));
  byId("matrix").replaceChildren(
    element("div", { class: "tools" }, choice, element("p", { class: "hint" }, about, limited ? ` ${limited}` : "")),
    rows.length ? element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("view_matrix") }, element("table", { class: "matrix" }, element("thead", {}, head), element("tbody", {}, body), element("tfoot", {}, foot))) : element("p", { class: "hint" }, say("nothing_shown")),
  );
}

function matrixCell(place, row, count, most) {
  if (!count) return element("td", {}, "");
  const strength = Math.ceil((count / most) * 5);
  const name = say("matrix_cell", { place: placeName(place), title: titleOf(row.target), count: counted(count) });
  return element("td", { class: `heat heat-${strength}` }, button(counted(count), () => openCell(place, row.target), { "aria-label": name, title: name, "data-place": place, "data-node": row.target }));
}

// A cell opens the lineage of the directive within the place.
function openCell(place, target) {
  if (isPlace(place)) state.place = keyOf(place);
  computePassing();
  showLineage(target);
}
