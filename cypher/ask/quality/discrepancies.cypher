// name: discrepancies
// about: Citations whose words differ from the catalogue: issuer, number or title.
// about.zh: 与目录不一致的引用：发文机关、字号或标题
// param: $note str "" only with this note, like issuer_differs; empty for all | 仅含此类不一致，如 issuer_differs；留空为全部
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_id str id of the citing document | 引用文件编号
// column: quote str the words | 引用原文
// column: notes str what differs | 不一致之处
// column: cited_id str id of the cited document | 被引文件编号
// column: cited str its title | 被引文件标题
// column: doc_number str its number | 被引文件字号
// note: Goes through every citation, so it takes more than 50 ms from about 20,000 nodes on. · 需遍历全部引用，约两万个节点以上时超过 50 毫秒。
// example: limit=10
MATCH (h)-[c:CITES]->(n:Document)
WHERE c.notes IS NOT NULL AND c.notes <> '' AND c.notes CONTAINS $note
MATCH (d:Document {origin: 'corpus'})-[:HAS_PART|HAS_GOAL*0..6]->(h)
RETURN d.id AS document_id, c.quote AS quote, c.notes AS notes, n.id AS cited_id, n.title AS cited,
  n.doc_number AS doc_number
ORDER BY document_id, c.first_char, c.id
LIMIT $limit
