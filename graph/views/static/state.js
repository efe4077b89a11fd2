// What the reader has chosen. It is kept in the address as far as it differs from the start.
const startRoot = numberOfKey.get(meta.root) ?? null;
const START = Object.freeze({
  view: meta.start,
  root: startRoot,
  selected: startRoot,
  edge: null,
  bundle: null,
  types: meta.drawn,
  levels: [],
  links: [],
  roles: [],
  least: 0,
  place: "",
  theme: "",
  from: "",
  to: "",
  unit: "tasks",
  table: "directives",
  dark: "",
});
const VIEWS = ["table", "graph", "matrix", "timeline"];
const UNITS = ["tasks", "goals", "documents"];
const state = { ...START };

const keyOrNull = (number) => (number === null ? null : keyOf(number));

function toHash() {
  const parts = new URLSearchParams();
  const put = (name, value, otherwise) => {
    if (value !== null && String(value) !== String(otherwise)) parts.set(name, String(value));
  };
  put("v", state.view, START.view);
  put("n", keyOrNull(state.root) ?? "", keyOrNull(START.root) ?? "");
  if (state.selected !== state.root) put("s", keyOrNull(state.selected), null);
  put("e", state.edge === null ? null : edges[state.edge].kg.id, null);
  put("t", state.types.join("."), START.types.join("."));
  put("l", state.levels.join("."), "");
  put("k", state.links.join("."), "");
  put("r", state.roles.join("."), "");
  put("c", state.least, START.least);
  for (const name of ["place", "theme", "from", "to", "unit", "table", "dark"]) put(name, state[name], START[name]);
  put("lang", language, meta.language);
  return parts.toString();
}

// Returns whether everything that the address names is in this graph; what is not is left out.
function fromHash(hash) {
  Object.assign(state, START);
  let parts;
  try {
    parts = new URLSearchParams(hash.replace(/^#/, ""));
  } catch {
    return false;
  }
  let whole = true;
  const take = (name, accept, set) => {
    if (!parts.has(name)) return;
    const value = accept(parts.get(name));
    if (value === null || value === undefined) whole = false;
    else set(value);
  };
  const oneOf = (allowed) => (text) => (allowed.includes(text) ? text : null);
  const someOf = (allowed) => (text) => {
    const found = text.split(".").filter((item) => item !== "");
    return found.every((item) => allowed.includes(item)) ? found : null;
  };
  const node = (key) => numberOfKey.get(key) ?? null;
  take("v", oneOf(VIEWS), (value) => { state.view = value; });
  take("n", (key) => (key === "" ? "none" : node(key)), (value) => {
    state.root = value === "none" ? null : value;
    state.selected = state.root;
  });
  take("s", node, (value) => { state.selected = value; });
  take("e", (key) => edgeOfKey.get(key) ?? null, (value) => { state.edge = value; });
  take("t", someOf(meta.labels), (value) => { state.types = value; });
  take("l", someOf(meta.levels), (value) => { state.levels = value; });
  take("k", someOf(LINKS), (value) => { state.links = value; });
  take("r", someOf(meta.roles), (value) => { state.roles = value; });
  take("c", (text) => (Number(text) >= 0 && Number(text) <= 1 ? Number(text) : null), (value) => { state.least = value; });
  for (const name of ["place", "theme"]) {
    take(name, (key) => (numberOfKey.has(key) ? key : null), (value) => { state[name] = value; });
  }
  for (const name of ["from", "to"]) {
    take(name, (text) => (/^\d{4}$/.test(text) ? text : null), (value) => { state[name] = value; });
  }
  take("unit", oneOf(UNITS), (value) => { state.unit = value; });
  take("table", oneOf(["directives", "local"]), (value) => { state.table = value; });
  take("dark", oneOf(["0", "1"]), (value) => { state.dark = value; });
  take("lang", oneOf(["zh", "en"]), (value) => { language = value; });
  const known = new Set(["v", "n", "s", "e", "t", "l", "k", "r", "c", "place", "theme", "from", "to", "unit", "table", "dark", "lang"]);
  for (const name of parts.keys()) if (!known.has(name)) whole = false;
  if (state.root !== null && !parts.has("v")) state.view = "graph";
  return whole;
}

// Inside a notebook's frame the address belongs to the notebook and may not be touched.
function keepInAddress() {
  const hash = toHash();
  try {
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  } catch {
    // Nothing to do: the page works, only the address does not follow.
  }
}
