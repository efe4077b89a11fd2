// name: unknown_citations
// about: Cited documents that no catalogue entry was found for, by how many citations an entry would settle.
// about.zh: 目录中没有条目的被引文件，按补充条目可解决的引用数排序
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_id str id of the document as cited | 被引文件编号
// column: title str its title as read | 原文标题
// column: doc_number str its number as read | 原文字号
// column: level str its level | 层级
// column: citations int how many citations | 引用次数
// column: quote str one of the quotes | 引用原文之一
// note: Goes through every citation, so it takes more than 50 ms from about 20,000 nodes on. · 需遍历全部引用，约两万个节点以上时超过 50 毫秒。
// example: limit=10
MATCH (h)-[c:CITES]->(n:Document {origin: 'cited'})
WHERE c.verdict = 'unknown'
WITH n, count(c) AS citations, min(c.quote) AS quote
RETURN n.id AS document_id, n.title AS title, n.doc_number AS doc_number, n.level AS level, citations, quote
ORDER BY citations DESC, document_id
LIMIT $limit
