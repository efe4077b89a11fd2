const PLACELESS_ROWS = 20;

// What each document drives in the documents that were read, over the links that pass the filters. A goal or task counts once
// for a document, however many citations stand behind it.
function driveCounts() {
  const found = new Map();
  for (const edge of edges) {
    const document = documentOf(edge.source);
    if (!passEdge[edge.number] || !cites(edge) || !isReadHere(document)) continue;
    if (!found.has(edge.target)) {
      found.set(edge.target, { target: edge.target, goals: new Set(), tasks: new Set(), documents: new Set(), places: new Map(), sum: 0, known: 0 });
    }
    const row = found.get(edge.target);
    const unit = { Goal: "goals", Task: "tasks" }[nodes[edge.source].type];
    row.documents.add(document);
    const place = placeOf(document);
    if (!row.places.has(place)) row.places.set(place, { goals: new Set(), tasks: new Set(), documents: new Set() });
    row.places.get(place).documents.add(document);
    if (unit && edge.kg.type === "DRIVEN_BY") {
      row[unit].add(edge.source);
      row.places.get(place)[unit].add(edge.source);
    }
    if (edge.kg.confidence !== undefined) {
      row.sum += edge.kg.confidence;
      row.known += 1;
    }
  }
  return [...found.values()].sort((a, b) => b.tasks.size - a.tasks.size || b.goals.size - a.goals.size || b.documents.size - a.documents.size || a.target - b.target);
}

const placeCache = new Map();

// The place of a document as a node. A document without one stands for itself where there are few of
// them, else all of them together are -1.
function placeOf(document) {
  if (!placeCache.size) {
    const read = nodes.filter((node) => node.type === "Document" && isReadHere(node.id)).map((node) => node.id);
    const without = read.filter((number) => !targetsOf(number, "IN_PLACE").length);
    for (const number of without) placeCache.set(number, without.length <= PLACELESS_ROWS ? number : -1);
    placeCache.set(-1, -1);
  }
  if (!placeCache.has(document)) placeCache.set(document, targetsOf(document, "IN_PLACE")[0] ?? -1);
  return placeCache.get(document);
}

const isPlace = (row) => row >= 0 && nodes[row].type === "Place";
const placeName = (place) => (place < 0 ? say("place_unknown") : titleOf(place));

const ownPlace = (document) => (isPlace(placeOf(document)) ? titleOf(placeOf(document)) : nodes[document].kg.place || "");
