// The lineage of a node: what drives it (up), what it drives (down), and what holds these.
const cites = (edge) => DRIVES.has(edge.kg.type) || edge.kg.type === "CITES";

function lineage(root) {
  const found = new Set([root]);
  if (nodes[root].type === "Document" || LOCAL.has(nodes[root].type)) {
    const own = descendantsOf(root);
    own.add(root);
    own.forEach((number) => found.add(number));
    addUp(own, root, found);
    if (nodes[root].type === "Document") addDown(root, found);
  } else {
    addAround(root, found);
  }
  for (const number of [...found]) holdersOf(number).forEach((holder) => found.add(holder));
  return new Set([...found].filter((number) => passNode[number] || number === root).sort((a, b) => a - b));
}

// What the node and its parts rest on, and its document as a whole, and what those documents rest on.
function addUp(own, root, found) {
  const open = [];
  const document = documentOf(root);
  for (const number of new Set([...own, document])) {
    for (const edge of outOf(number)) {
      if (cites(edge) && passEdge[edge.number] && (own.has(number) || DRIVES.has(edge.kg.type))) open.push(edge.target);
    }
  }
  const reached = new Set();
  while (open.length) {
    const number = open.pop();
    if (reached.has(number)) continue;
    reached.add(number);
    found.add(number);
    for (const edge of outOf(number)) {
      if (DRIVES.has(edge.kg.type) && passEdge[edge.number]) open.push(edge.target);
    }
  }
}

// Documents made under this one, step by step, and every goal and task that one of them drives.
function addDown(root, found) {
  const documents = new Set([root]);
  for (const document of documents) {
    for (const edge of into(document)) {
      if (!passEdge[edge.number] || !cites(edge)) continue;
      found.add(edge.source);
      if (DRIVES.has(edge.kg.type) && nodes[edge.source].type === "Document") documents.add(edge.source);
    }
  }
}

// A theme, body, place, figure or open citation: what it is linked to, and what drives that.
function addAround(root, found) {
  const near = linksOf(root).filter((edge) => passEdge[edge.number] || !passNode[root]).map((edge) => other(edge, root));
  for (const number of near) {
    found.add(number);
    for (const edge of outOf(number)) if (cites(edge) && passEdge[edge.number]) found.add(edge.target);
  }
}
