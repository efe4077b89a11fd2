// What each document drives, counted over the links that pass the filters. A goal or task counts once
// for a document, however many citations stand behind it.
function driveCounts() {
  const found = new Map();
  for (const edge of edges) {
    if (!passEdge[edge.number] || !cites(edge)) continue;
    if (!found.has(edge.target)) {
      found.set(edge.target, { target: edge.target, goals: new Set(), tasks: new Set(), documents: new Set(), places: new Map(), sum: 0, known: 0 });
    }
    const row = found.get(edge.target);
    const document = documentOf(edge.source);
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

// The place of a document as a node, -1 where it has none.
function placeOf(document) {
  if (!placeCache.has(document)) placeCache.set(document, targetsOf(document, "IN_PLACE")[0] ?? -1);
  return placeCache.get(document);
}

const placeName = (place) => (place < 0 ? say("place_unknown") : titleOf(place));
