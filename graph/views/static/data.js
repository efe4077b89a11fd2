// The data of the page: three blocks of JSON, read once. Nodes and edges are kept as pyvis gave them,
// with links in both directions beside them. Nothing here is ever markup.
const readBlock = (id) => JSON.parse(document.getElementById(id).textContent);
const meta = readBlock("meta");
const nodes = readBlock("nodes");
const edges = readBlock("edges");

const LANES = meta.lanes;
const DRIVES = new Set(["DRIVEN_BY", "IMPLEMENTS", "BASED_ON", "FORWARDS"]);
const RELATIONS = new Set(["IMPLEMENTS", "BASED_ON", "FORWARDS", "AMENDS", "REPEALS", "SUPERSEDES"]);
const STRUCTURE = new Set(["HAS_GOAL", "HAS_TASK", "HAS_PART", "IN_PART"]);
const LOCAL = new Set(["Part", "Goal", "Task"]);
const LINKS = ["explicit", "scope", "goal", "document", "cites", "relation", "structure", "open", "other"];
const BASES = ["explicit", "scope", "goal", "document"];

function linkClass(edge) {
  const type = edge.kg.type;
  if (type === "DRIVEN_BY") return BASES.includes(edge.kg.basis) ? edge.kg.basis : "document";
  if (type === "CITES") return "cites";
  if (RELATIONS.has(type)) return "relation";
  if (STRUCTURE.has(type)) return "structure";
  return type === "HAS_OPEN" ? "open" : "other";
}

const numberOfKey = new Map();
const edgeOfKey = new Map();
nodes.forEach((node) => {
  node.lefts = [];
  node.rights = [];
  node.type = node.kg.type;
  node.holder = node.kg.holder ?? null;
});

// An id that begins with its holder's is kept as the rest; the holder's own may be such a one too.
function keyOf(number) {
  const node = nodes[number];
  if (node.key === undefined) {
    node.key = node.kg.id !== undefined ? node.kg.id : keyOf(node.holder) + node.kg.tail;
  }
  return node.key;
}

nodes.forEach((node) => numberOfKey.set(keyOf(node.id), node.id));
edges.forEach((edge, number) => {
  edge.number = number;
  edge.source = edge.flipped ? edge.to : edge.from;
  edge.target = edge.flipped ? edge.from : edge.to;
  edge.link = linkClass(edge);
  edgeOfKey.set(edge.kg.id, number);
  nodes[edge.from].rights.push(edge);
  nodes[edge.to].lefts.push(edge);
});

const linksOf = (number) => nodes[number].lefts.concat(nodes[number].rights);
const outOf = (number) => linksOf(number).filter((edge) => edge.source === number);
const into = (number) => linksOf(number).filter((edge) => edge.target === number);
const other = (edge, number) => (edge.from === number ? edge.to : edge.from);

function titleOf(number) {
  const { kg, label } = nodes[number];
  if (kg.words !== undefined) return meta.texts[kg.words];
  return kg.title !== undefined ? kg.title : label;
}

// The document that a node stands in, or the node itself outside any.
function documentOf(number) {
  const node = nodes[number];
  if (node.document === undefined) {
    let at = number;
    for (let steps = 0; nodes[at].holder !== null && steps < 50; steps += 1) at = nodes[at].holder;
    node.document = at;
  }
  return node.document;
}

function holdersOf(number) {
  const found = [];
  for (let at = nodes[number].holder; at !== null && found.length < 50; at = nodes[at].holder) found.push(at);
  return found;
}

const quoteOf = (edge) => (edge.kg.quote === undefined ? "" : meta.texts[edge.kg.quote]);
const isReadHere = (number) => nodes[number].kg.origin === "corpus";
const yearOf = (number) => {
  const day = nodes[documentOf(number)].kg.issued_on;
  return day ? Number(day.slice(0, 4)) : null;
};
const targetsOf = (number, type) => outOf(number).filter((edge) => edge.kg.type === type).map((edge) => edge.target);

// The places of a document: its own and all above it.
function placesOf(document) {
  const found = [];
  let open = targetsOf(document, "IN_PLACE");
  while (open.length && found.length < 20) {
    const next = [];
    for (const place of open) {
      if (found.includes(place)) continue;
      found.push(place);
      next.push(...targetsOf(place, "PART_OF"));
    }
    open = next;
  }
  return found;
}
