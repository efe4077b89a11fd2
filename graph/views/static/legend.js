// The legend is the filter: each row shows how a thing is drawn, how many there are in all the data,
// and whether it is shown.
function tally(items, keyOfItem) {
  const counts = new Map();
  for (const item of items) {
    const key = keyOfItem(item);
    if (key !== null && key !== undefined) counts.set(key, (counts.get(key) || 0) + 1);
  }
  return counts;
}

function showLegend() {
  const labels = tally(nodes, (node) => node.type);
  const levels = tally(nodes, (node) => (node.type === "Document" ? levelOf(node.id) : null));
  const links = tally(edges, (edge) => edge.link);
  const roles = tally(edges, (edge) => (edge.kg.type === "CITES" ? edge.kg.role : null));
  fillGroup("legend-types", meta.labels, labels, "label", (key) => state.types.includes(key), (key) => {
    state.types = meta.labels.filter((label) => (label === key) !== state.types.includes(label));
  }, (key) => element("span", { class: `dot type-${key}`, "aria-hidden": "true" }));
  fillGroup("legend-levels", meta.levels, levels, "level", (key) => !state.levels.includes(key), (key) => toggle("levels", meta.levels, key), (key) => element("span", { class: `dot level-${key}`, "aria-hidden": "true" }));
  fillGroup("legend-links", LINKS, links, "link", (key) => !state.links.includes(key), (key) => toggle("links", LINKS, key), swatch);
  fillGroup("legend-roles", meta.roles, roles, "role", (key) => !state.roles.includes(key), (key) => toggle("roles", meta.roles, key), () => null);
  fillChoice("place", nodes.filter((node) => node.type === "Place"));
  fillChoice("theme", nodes.filter((node) => node.type === "Theme"));
  const years = [...new Set(nodes.filter((node) => isReadHere(node.id)).map((node) => yearOf(node.id)).filter((year) => year !== null))].sort();
  for (const name of ["from", "to"]) {
    const field = byId(`filter-${name}`);
    field.replaceChildren(element("option", { value: "" }, say("all")), ...years.map((year) => element("option", { value: year }, String(year))));
    field.value = state[name];
  }
  byId("filter-least").value = String(state.least);
  byId("least-said").textContent = say("confidence_least", { value: state.least.toFixed(2) });
}

function toggle(name, all, key) {
  state[name] = all.filter((item) => (item === key) !== state[name].includes(item));
}

function fillGroup(id, keys, counts, table, isOn, flip, picture) {
  const group = byId(id);
  const focused = group.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  group.replaceChildren(...keys.filter((key) => counts.has(key)).map((key) => element("button", {
    type: "button", class: "legend-row", role: "checkbox", "aria-checked": String(isOn(key)), "data-key": key,
    onclick: () => { flip(key); refilter(); },
  }, picture(key), element("span", { class: "legend-name" }, word(table, key)), element("span", { class: "count" }, counted(counts.get(key))))));
  if (focused) group.querySelectorAll("button").forEach((row) => { if (row.dataset.key === focused) row.focus(); });
  group.closest(".group").hidden = !group.childElementCount;
}

const choicesIn = {};

function fillChoice(name, found) {
  const field = byId(`filter-${name}`);
  if (choicesIn[name] !== language) {
    const order = { province: 0, provincial: 0, city: 1, municipal: 1, county: 2 };
    const listed = found.map((node) => [node.id, titleOf(node.id), name === "place" ? order[node.kg.level] ?? 3 : -node.lefts.length]);
    listed.sort((a, b) => a[2] - b[2] || a[0] - b[0]);
    field.replaceChildren(element("option", { value: "" }, say("all")), ...listed.map(([number, title]) => element("option", { value: keyOf(number) }, title)));
    choicesIn[name] = language;
  }
  field.value = state[name];
  field.closest(".group").hidden = !found.length;
}

function startLegend() {
  for (const name of ["place", "theme", "from", "to"]) {
    byId(`filter-${name}`).addEventListener("change", (event) => {
      state[name] = event.target.value;
      refilter();
    });
  }
  byId("filter-least").addEventListener("input", (event) => {
    state.least = Number(event.target.value);
    refilter();
  });
  byId("reset").addEventListener("click", () => {
    for (const name of ["types", "levels", "links", "roles", "least", "place", "theme", "from", "to"]) state[name] = START[name];
    refilter();
  });
}
