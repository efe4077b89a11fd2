// The side panel: what is chosen, with the sentences, and links that move on. Text only.
const SHOWN_AT_ONCE = 12;
const SHOWN_OF_MANY = 4;

function showPanel() {
  const panel = byId("panel-body");
  panel.replaceChildren();
  if (state.edge !== null) panel.append(...edgePanel(edges[state.edge]));
  else if (state.bundle) panel.append(...bundlePanel(state.bundle));
  else if (state.selected !== null) panel.append(...nodePanel(state.selected));
  const open = state.edge !== null || state.selected !== null || Boolean(state.bundle);
  byId("panel").hidden = !open;
  byId("panel").scrollTop = 0;
}

function nodePanel(number) {
  const { type } = nodes[number];
  const parts = [chipOf(number), element("h2", { id: "panel-title", tabindex: "-1" }, titleOf(number)), actionsOf(number), factsOf(number)];
  if (type === "Document" || LOCAL.has(type)) {
    parts.push(driversSection(number), drivenSection(number), contentsSection(number), relatedSection(number), openSection(number));
  }
  parts.push(othersSection(number));
  return parts.filter(Boolean);
}

function chipOf(number) {
  const { type, kg } = nodes[number];
  const name = type === "Document" ? `${word("label", type)} · ${word("level", kg.level || "unknown")}` : word("label", type);
  return element("p", { class: `chip lane-${LANES[nodes[number].lane]}` }, kg.marker ? `${name} ${kg.marker}` : name);
}

function actionsOf(number) {
  const row = element("p", { class: "actions" });
  if (state.root !== number || state.view !== "graph") row.append(button(say("center"), () => showLineage(number), { class: "main" }));
  const link = sourceLink(number, nodes[number].kg.first_char);
  if (link) row.append(link);
  return row;
}

function sourceLink(number, offset) {
  const { page } = nodes[documentOf(number)].kg;
  if (!page) return null;
  const anchor = offset === undefined ? "" : `#t${offset}`;
  const text = offset === undefined ? say("open_document") : say("open_source");
  return element("a", { href: page.split("/").map(encodeURIComponent).join("/") + anchor, target: "_blank", rel: "noopener" }, text);
}

function factsOf(number) {
  const { kg, type } = nodes[number];
  const rows = [];
  const put = (key, value) => {
    if (value !== undefined && value !== null && value !== "") rows.push(element("dt", {}, say(key)), element("dd", {}, String(value)));
  };
  const titles = (targets) => [...new Set(targets.map(titleOf))].join("、");
  if (type === "Document") {
    put("number", kg.doc_number);
    put("issuers", titles(targetsOf(number, "ISSUED_BY")));
    put("issued", kg.issued_on);
    put("place", titles(placesOf(number).slice(0, 3)) || kg.place);
    put("kind", kg.kind && word("kind", kg.kind));
    put("status", kg.status && word("status", kg.status));
    put("period_end", kg.period_end);
    put("origin", word("origin", kg.origin || ""));
  } else if (LOCAL.has(type)) {
    const goal = nodes[number].holder;
    if (goal !== null && goal !== documentOf(number)) rows.push(element("dt", {}, say("goal")), element("dd", {}, nodeButton(goal)));
    rows.push(element("dt", {}, say("document")), element("dd", {}, nodeButton(documentOf(number))));
    put("deadline", kg.deadline);
    put("themes", titles(targetsOf(number, "ABOUT")));
    put("bodies", bodiesOf(number));
    put("indicators", titles(targetsOf(number, "HAS_INDICATOR")));
  } else {
    put("level", kg.level && word("level", kg.level));
    put("candidates", kg.candidates);
    put("why", codes("reason", kg.why));
    put("quote", kg.quote);
    put("deadline", kg.deadline);
  }
  return rows.length ? element("dl", {}, rows) : null;
}

function bodiesOf(number) {
  return outOf(number).filter((edge) => edge.kg.type === "ASSIGNED_TO")
    .map((edge) => `${edge.kg.text || titleOf(edge.target)}${edge.kg.role ? `（${word("body_role", edge.kg.role)}）` : ""}`).join("、");
}

function nodeButton(number) {
  return button(titleOf(number), () => select(number), { class: "link", "data-node": number });
}

// A section of items of which the first are shown; the rest come on demand.
function section(key, items, make) {
  if (!items.length) return null;
  const list = element("ul", { class: "items" });
  const put = (from, to) => items.slice(from, to).forEach((item) => list.append(element("li", {}, make(item))));
  put(0, SHOWN_AT_ONCE);
  const whole = element("section", {}, element("h3", {}, say(key), element("span", { class: "count" }, counted(items.length))), list);
  if (items.length > SHOWN_AT_ONCE) {
    const more = button(say("show_more", { count: counted(items.length - SHOWN_AT_ONCE) }), () => {
      put(SHOWN_AT_ONCE, items.length);
      more.remove();
    }, { class: "more" });
    whole.append(more);
  }
  return whole;
}

const byStrength = (a, b) => LINKS.indexOf(a.link) - LINKS.indexOf(b.link) || (b.kg.confidence ?? 0) - (a.kg.confidence ?? 0) || a.number - b.number;

// What a node rests on, one item a document: its bases first, then each citation with its sentence.
function driversSection(number) {
  const own = groupedByTarget(evidenceOf(number));
  const parts = [section("drivers", own, (group) => targetItem(group))];
  if (LOCAL.has(nodes[number].type)) {
    const whole = groupedByTarget(outOf(documentOf(number)).filter((edge) => DRIVES.has(edge.kg.type)));
    if (!own.length) parts.push(element("p", { class: "hint" }, say("drivers_none")));
    parts.push(section("drivers_document", whole, (group) => targetItem(group)));
  }
  const found = parts.filter(Boolean);
  return found.length ? element("div", {}, found) : null;
}

// A task's drivers rest on citations that its goal holds: those in the task, and those to the same document.
function evidenceOf(number) {
  const own = outOf(number).filter(cites);
  const { holder, type } = nodes[number];
  if (type !== "Task" || holder === null) return own;
  const targets = new Set(own.map((edge) => edge.target));
  const near = outOf(holder).filter((edge) => edge.kg.type === "CITES");
  return own.concat(near.filter((edge) => edge.kg.task === number || targets.has(edge.target)));
}

function groupedByTarget(found) {
  const groups = new Map();
  for (const edge of [...found].sort(byStrength)) {
    if (!groups.has(edge.target)) groups.set(edge.target, { target: edge.target, edges: [] });
    groups.get(edge.target).edges.push(edge);
  }
  return [...groups.values()];
}

function targetItem({ target, edges: found }) {
  const { doc_number: number } = nodes[target].kg;
  const sentences = found.filter((edge) => edge.kg.type === "CITES").map(quoteOf);
  const items = found.map((edge) => evidence(edge, edge.kg.type !== "CITES" && sentences.some((sentence) => sentence.includes(quoteOf(edge)))));
  return [element("p", { class: "target" }, nodeButton(target), number ? element("span", { class: "aside" }, number) : null), items];
}

// One link: how it is drawn, what it is called, how sure, the sentence with the cited words marked.
function evidence(edge, withoutQuote) {
  const { kg } = edge;
  const quote = withoutQuote ? null : quoteBlock(edge);
  const lines = [];
  const put = (key, value) => {
    if (value !== undefined && value !== null && value !== "") lines.push(element("p", { class: "reason" }, `${say(key)}${language === "zh" ? "：" : ": "}${value}`));
  };
  put("why", codes("reason", kg.why));
  put("notes", codes("note", kg.notes));
  put("articles", kg.articles);
  if (kg.type === "CITES") put("rule", kg.rule && word("rule", kg.rule));
  const link = edge.kg.first_char !== undefined ? sourceLink(edge.source, edge.kg.first_char) : null;
  return element("div", { class: "evidence" }, element("p", { class: "badges" }, badges(edge)), quote, lines, link ? element("p", {}, link) : null);
}

const codes = (table, text) => (text || "").split("; ").filter(Boolean).map((code) => word(meta.words[table][code] ? table : "rule", code)).join(language === "zh" ? "；" : "; ");

function badges(edge) {
  const { kg } = edge;
  const parts = [kg.type === "CITES" ? null : swatch(edge.link), element("b", {}, kg.basis ? `${word("type", kg.type)} · ${word("basis", kg.basis)}` : word("type", kg.type))];
  if (kg.role && kg.type === "CITES") parts.push(element("span", {}, word("role", kg.role)));
  if (kg.cue) parts.push(element("span", {}, `“${kg.cue}”`));
  if (kg.verdict && kg.verdict !== "match") parts.push(element("span", { class: "warn" }, word("verdict", kg.verdict)));
  if (kg.certainty) parts.push(element("span", {}, word("certainty", kg.certainty)));
  if (kg.confidence !== undefined) {
    parts.push(element("span", { class: "confidence" }, element("meter", { min: "0", max: "1", value: kg.confidence, "aria-label": say("confidence") }), `${say("confidence")} ${kg.confidence.toFixed(2)}`));
  }
  return parts;
}

function swatch(link) {
  const drawing = svg("svg", { class: "swatch", width: 34, height: 10, viewBox: "0 0 34 10", "aria-hidden": "true" });
  drawing.append(svg("line", { x1: 1, y1: 5, x2: 33, y2: 5, class: `link-${link}`, "stroke-width": 2.4, "stroke-dasharray": DASHES[link].join(" ") || null }));
  return drawing;
}

function svg(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) if (value !== null && value !== undefined) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function quoteBlock(edge) {
  const quote = quoteOf(edge);
  if (!quote) return null;
  const [at, length] = markOf(edge, quote);
  const parts = length ? [quote.slice(0, at), element("mark", {}, quote.slice(at, at + length)), quote.slice(at + length)] : [quote];
  return element("blockquote", { lang: "zh-CN" }, parts.filter(Boolean));
}

// Offsets count code points; script strings count otherwise beyond the basic plane.
function markOf(edge, quote) {
  if (edge.kg.mark) {
    const points = Array.from(quote);
    const [first, length] = edge.kg.mark;
    return [points.slice(0, first).join("").length, points.slice(first, first + length).join("").length];
  }
  for (const name of [nodes[edge.target].kg.doc_number, titleOf(edge.target)]) {
    if (name && quote.includes(name)) return [quote.indexOf(name), name.length];
  }
  return [0, 0];
}

const readFirst = (a, b) => Number(isReadHere(documentOf(b.source))) - Number(isReadHere(documentOf(a.source)));

function drivenSection(number) {
  if (nodes[number].type !== "Document") return null;
  const groups = new Map();
  const found = into(number).filter(cites).sort((a, b) => readFirst(a, b) || documentOf(a.source) - documentOf(b.source) || byStrength(a, b));
  const seen = new Set();
  for (const edge of found) {
    if (seen.has(edge.source)) continue;
    seen.add(edge.source);
    const document = documentOf(edge.source);
    if (!groups.has(document)) groups.set(document, { document, edges: [] });
    groups.get(document).edges.push(edge);
  }
  const atOnce = groups.size > 4 ? SHOWN_OF_MANY : SHOWN_AT_ONCE;
  return section("driven", [...groups.values()], (group) => drivenItem(group, atOnce));
}

function drivenItem({ document, edges: found }, atOnce) {
  const inner = found.filter((edge) => edge.source !== document);
  const whole = found.find((edge) => edge.source === document);
  const place = targetsOf(document, "IN_PLACE").map(titleOf).join("、");
  const list = element("ul", {});
  const put = (from, to) => inner.slice(from, to).forEach((edge) => list.append(element("li", {}, swatch(edge.link), nodeButton(edge.source), element("span", { class: "score" }, edge.kg.confidence === undefined ? "" : edge.kg.confidence.toFixed(2)))));
  put(0, atOnce);
  const parts = [element("p", { class: "target" }, nodeButton(document), place ? element("span", { class: "aside" }, place) : null)];
  if (whole) parts.push(evidence(whole, false));
  if (inner.length) parts.push(list);
  if (inner.length > atOnce) {
    const more = button(say("show_more", { count: counted(inner.length - atOnce) }), () => {
      put(atOnce, inner.length);
      more.remove();
    }, { class: "more" });
    parts.push(more);
  }
  return parts;
}

function contentsSection(number) {
  const wanted = nodes[number].type === "Goal" ? "HAS_TASK" : nodes[number].type === "Document" ? "HAS_GOAL" : null;
  const found = targetsOf(number, wanted).concat(nodes[number].type === "Part" ? childrenOf(number) : []);
  return section("contents", [...new Set(found)], (child) => nodeButton(child));
}

function relatedSection(number) {
  const found = linksOf(number).filter((edge) => RELATIONS.has(edge.kg.type));
  return section("related", found, (edge) => [
    element("p", { class: "target" }, edge.source === number ? `${word("type", edge.kg.type)} → ` : `← ${word("type", edge.kg.type)} `, nodeButton(other(edge, number))),
    edge.kg.quote !== undefined || edge.kg.confidence !== undefined ? evidence(edge, false) : null,
  ].filter(Boolean));
}

function openSection(number) {
  return section("open_citations", targetsOf(number, "HAS_OPEN"), (mention) => [
    nodeButton(mention),
    nodes[mention].kg.candidates ? element("p", { class: "reason" }, `${say("candidates")} ${nodes[mention].kg.candidates}`) : null,
  ].filter(Boolean));
}

function othersSection(number) {
  const known = new Set(["ISSUED_BY", "IN_PLACE", "ABOUT", "ASSIGNED_TO", "HAS_INDICATOR"]);
  const local = nodes[number].type === "Document" || LOCAL.has(nodes[number].type);
  const found = local ? [] : linksOf(number).filter((edge) => known.has(edge.kg.type) || edge.kg.type === "PART_OF" || edge.kg.type === "HAS_OPEN");
  return section("others", found, (edge) => [element("span", { class: "aside" }, word("type", edge.kg.type)), nodeButton(other(edge, number))]);
}

function edgePanel(edge) {
  return [
    element("p", { class: "chip" }, word("type", edge.kg.type)),
    element("h2", { id: "panel-title", tabindex: "-1" }, titleOf(edge.target)),
    element("p", { class: "target" }, nodeButton(edge.source), " → ", nodeButton(edge.target)),
    factsOf(edge.target),
    evidence(edge, false),
  ].filter(Boolean);
}

function bundlePanel(line) {
  const found = [...line.edges].sort(byStrength);
  return [
    element("p", { class: "chip" }, say("line_bundle", { count: found.length })),
    element("h2", { id: "panel-title", tabindex: "-1" }, titleOf(line.from)),
    element("ul", { class: "items" }, found.slice(0, 60).map((edge) => element("li", {}, element("p", { class: "target" }, nodeButton(edge.source), " → ", nodeButton(edge.target)), evidence(edge, false)))),
  ];
}
