// name: low_confidence_citations
// about: Citations with a confidence below a bound, least sure first.
// about.zh: 置信度低于界限的引用，最低者在前
// param: $below float 0.5 the bound | 界限
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: confidence float how sure, from 0 to 1 | 置信度
// column: document_id str id of the citing document | 引用文件编号
// column: quote str the words | 引用原文
// column: cited_id str id of the cited document | 被引文件编号
// column: cited str its title | 被引文件标题
// column: why str the reasons | 理由
// note: Goes through every citation, so it takes more than 50 ms from about 20,000 nodes on. · 需遍历全部引用，约两万个节点以上时超过 50 毫秒。
// example: below=0.95
MATCH (h)-[c:CITES]->(n:Document)
WHERE c.confidence < $below
MATCH (d:Document {origin: 'corpus'})-[:HAS_PART|HAS_GOAL*0..6]->(h)
RETURN c.confidence AS confidence, d.id AS document_id, c.quote AS quote, n.id AS cited_id, n.title AS cited,
  c.why AS why
ORDER BY confidence, document_id, c.first_char, c.id
LIMIT $limit
