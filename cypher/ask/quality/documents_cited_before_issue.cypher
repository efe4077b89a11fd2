// name: documents_cited_before_issue
// about: Citations of documents that were issued only after the citing one.
// about.zh: 引用了尚未印发的文件（被引文件晚于引用文件）
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_id str id of the citing document | 引用文件编号
// column: issued_on date day of its issue | 引用文件印发日期
// column: cited_id str id of the cited document | 被引文件编号
// column: cited str its title | 被引文件标题
// column: cited_on date day of its issue | 被引文件印发日期
// column: quote str the words | 引用原文
// note: Goes through every citation, so it takes more than 50 ms from about 20,000 nodes on. · 需遍历全部引用，约两万个节点以上时超过 50 毫秒。
// example: limit=10
MATCH (h)-[c:CITES]->(n:Document)
WHERE n.issued_on IS NOT NULL
MATCH (d:Document {origin: 'corpus'})-[:HAS_PART|HAS_GOAL*0..6]->(h)
WHERE d.issued_on < n.issued_on
RETURN d.id AS document_id, d.issued_on AS issued_on, n.id AS cited_id, n.title AS cited, n.issued_on AS cited_on,
  c.quote AS quote
ORDER BY document_id, c.first_char, cited_id, c.id
LIMIT $limit
