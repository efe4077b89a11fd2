// Search over everything in the file, in whatever is typed: no words are cut, letters of full and half
// width are alike. While an input method composes, nothing happens.
const SEARCH_SHOWN = 40;
const SEARCH_ORDER = ["Document", "Goal", "Task", "Mention", "Part", "Theme", "Body", "Place", "Indicator"];
const searchTexts = [];
let hits = [];
let marked = -1;

const normal = (text) => text.normalize("NFKC").toLowerCase();

function searchTextOf({ kg, id, type, rights }) {
  const place = type === "Document" ? placesOf(id).map(titleOf).join(" ") : "";
  const themes = rights.filter((edge) => edge.kg.type === "ABOUT").map((edge) => titleOf(edge.to)).join(" ");
  return normal(`${titleOf(id)} ${kg.doc_number || ""} ${place} ${themes}`);
}

function fillIndex(upTo) {
  while (searchTexts.length < upTo) searchTexts.push(searchTextOf(nodes[searchTexts.length]));
}

// The index is made while nothing else is to be done, a piece at a time; who types sooner waits for it.
function fillIndexIdly() {
  if (searchTexts.length >= nodes.length) return;
  requestIdleCallback((left) => {
    do fillIndex(Math.min(nodes.length, searchTexts.length + 200)); while (left.timeRemaining() > 4 && searchTexts.length < nodes.length);
    fillIndexIdly();
  });
}

// Numbers of the nodes that hold all words: documents first (those that nothing here cites after the
// others), and those that begin with the first word before others; else in the order of the lanes.
function find(query) {
  const words = normal(query).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  fillIndex(nodes.length);
  const ranked = SEARCH_ORDER.flatMap(() => [[], [], []]);
  for (let number = 0; number < searchTexts.length; number += 1) {
    const text = searchTexts[number];
    if (!words.every((item) => text.includes(item))) continue;
    const kind = SEARCH_ORDER.indexOf(nodes[number].type) * 3;
    ranked[kind + (kind === 0 && isOnlyNear(number) ? 2 : text.startsWith(words[0]) ? 0 : 1)].push(number);
  }
  return ranked.flat();
}

// A document that is here for relations between documents alone, whatever is filtered.
function isOnlyNear(number) {
  const node = nodes[number];
  if (node.onlyNear === undefined) node.onlyNear = !isReadHere(number) && !linksOf(number).some((edge) => ["CITES", "DRIVEN_BY", "HAS_GOAL"].includes(edge.kg.type));
  return node.onlyNear;
}

function startSearch() {
  const field = byId("search");
  let composing = false;
  field.addEventListener("compositionstart", () => { composing = true; closeHits(); });
  field.addEventListener("compositionend", () => { composing = false; showHits(); });
  field.addEventListener("input", (event) => {
    if (!composing && !event.isComposing) showHits();
  });
  field.addEventListener("focus", () => {
    if (field.value && !composing) showHits();
  });
  field.addEventListener("keydown", (event) => {
    if (composing || event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      mark(marked + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && hits.length) {
      event.preventDefault();
      choose(hits[Math.max(0, marked)]);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (byId("hits").hidden) field.blur();
      else closeHits();
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (!byId("search-box").contains(event.target)) closeHits();
  });
}

function showHits() {
  const query = byId("search").value.trim();
  const list = byId("hits");
  if (!query) {
    closeHits();
    return;
  }
  const all = find(query);
  hits = all.slice(0, SEARCH_SHOWN);
  marked = -1;
  list.replaceChildren(...hits.map((number, index) => element("li", {
    id: `hit-${index}`, role: "option", "aria-selected": "false", onpointerdown: (event) => event.preventDefault(), onclick: () => choose(number),
  }, element("span", { class: `dot lane-${LANES[nodes[number].lane]}` }), element("span", { class: "hit-title" }, marks(titleOf(number), query)), element("span", { class: "hit-about" }, hitAbout(number)))));
  byId("hits-note").textContent = all.length ? (all.length > hits.length ? say("search_more", { count: counted(all.length), shown: hits.length }) : "") : say("search_none", { query });
  byId("hits").hidden = false;
  byId("search").setAttribute("aria-expanded", "true");
}

function hitAbout(number) {
  const { kg, type } = nodes[number];
  if (type === "Document") return [word("level", kg.level || "unknown"), kg.doc_number].filter(Boolean).join(" · ");
  return LOCAL.has(type) ? `${word("label", type)} · ${titleOf(documentOf(number))}` : word("label", type);
}

// The words found, marked, where the title holds them as typed.
function marks(title, query) {
  const term = query.split(/\s+/)[0];
  const at = term ? title.toLowerCase().indexOf(term.toLowerCase()) : -1;
  return at < 0 ? [title] : [title.slice(0, at), element("mark", {}, title.slice(at, at + term.length)), title.slice(at + term.length)].filter(Boolean);
}

function mark(index) {
  if (!hits.length) return;
  marked = (index + hits.length) % hits.length;
  byId("hits").querySelectorAll("[role=option]").forEach((item, place) => {
    item.setAttribute("aria-selected", String(place === marked));
    if (place === marked) item.scrollIntoView({ block: "nearest" });
  });
  byId("search").setAttribute("aria-activedescendant", `hit-${marked}`);
}

// A hit of a kind or level that is hidden becomes visible.
function choose(number) {
  closeHits();
  byId("search").blur();
  const { type } = nodes[number];
  if (!state.types.includes(type)) state.types = meta.labels.filter((label) => state.types.includes(label) || label === type);
  if (type === "Document") state.levels = state.levels.filter((level) => level !== levelOf(number));
  computePassing();
  if (!passNode[number]) {
    Object.assign(state, { place: "", theme: "", from: "", to: "", least: 0 });
    computePassing();
  }
  showLineage(number);
}

function closeHits() {
  byId("hits").hidden = true;
  byId("hits-note").textContent = "";
  byId("search").setAttribute("aria-expanded", "false");
  byId("search").removeAttribute("aria-activedescendant");
  marked = -1;
}
