// Which nodes and edges pass the filters. Local facets (place, year, theme) choose among the documents
// that were read and their goals and tasks; documents that these cite follow them.
let passNode = new Uint8Array(nodes.length);
let passEdge = new Uint8Array(edges.length);

const levelOf = (number) => nodes[number].kg.level || "unknown";

function computePassing() {
  const types = new Set(state.types);
  const levels = new Set(state.levels);
  const links = new Set(state.links);
  const roles = new Set(state.roles);
  passNode = new Uint8Array(nodes.length);
  passEdge = new Uint8Array(edges.length);
  const chosen = chosenByFacets();
  for (const node of nodes) {
    const shown = types.has(node.type) && !(node.type === "Document" && levels.has(levelOf(node.id)));
    passNode[node.id] = shown && (chosen === null || chosen[node.id]) ? 1 : 0;
  }
  for (const edge of edges) {
    const { confidence, role, type } = edge.kg;
    const passes = passNode[edge.from] && passNode[edge.to] && !links.has(edge.link)
      && !(type === "CITES" && roles.has(role))
      && (confidence === undefined || confidence >= state.least);
    passEdge[edge.number] = passes ? 1 : 0;
  }
  for (const node of nodes) {
    if (!passNode[node.id] || LOCAL.has(node.type) || isReadHere(node.id)) continue;
    if (!linksOf(node.id).some((edge) => passEdge[edge.number])) passNode[node.id] = 0;
  }
}

// Returns 1 for each node that the place, year and theme chosen leave in, or null where none is chosen.
function chosenByFacets() {
  if (!state.place && !state.theme && !state.from && !state.to) return null;
  const core = new Uint8Array(nodes.length);
  const themed = state.theme ? nodesOfTheme(numberOfKey.get(state.theme)) : null;
  const place = state.place ? numberOfKey.get(state.place) : null;
  const documents = new Map();
  const documentPasses = (document) => {
    if (!documents.has(document)) {
      const year = yearOf(document);
      const inYears = (!state.from || (year !== null && year >= Number(state.from)))
        && (!state.to || (year !== null && year <= Number(state.to)));
      documents.set(document, inYears && (place === null || placesOf(document).includes(place)));
    }
    return documents.get(document);
  };
  for (const node of nodes) {
    if (!LOCAL.has(node.type) && !isReadHere(node.id)) continue;
    core[node.id] = documentPasses(documentOf(node.id)) && (themed === null || themed.has(node.id)) ? 1 : 0;
  }
  const chosen = Uint8Array.from(core);
  for (const edge of edges) {
    const follows = edge.link === "structure" ? null : core[edge.source] ? edge.target : core[edge.target] ? edge.source : null;
    if (follows === null) continue;
    const { type } = nodes[follows];
    if (LOCAL.has(type) || (type === "Document" && follows === edge.source)) continue;
    chosen[follows] = 1;
  }
  return chosen;
}

// Nodes about a theme, with the goals and documents that hold them and the tasks of such goals.
function nodesOfTheme(theme) {
  const found = new Set();
  for (const edge of nodes[theme].lefts) {
    if (edge.kg.type !== "ABOUT") continue;
    found.add(edge.source);
    for (const below of childrenOf(edge.source)) found.add(below);
    for (const above of holdersOf(edge.source)) found.add(above);
  }
  return found;
}

const childrenOf = (number) => nodes[number].rights.filter((edge) => STRUCTURE.has(edge.kg.type)).map((edge) => edge.to);

function descendantsOf(number) {
  const found = new Set();
  const open = [number];
  while (open.length) {
    for (const child of childrenOf(open.pop())) {
      if (!found.has(child)) {
        found.add(child);
        open.push(child);
      }
    }
  }
  return found;
}
