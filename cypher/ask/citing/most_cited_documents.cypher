// name: most_cited_documents
// about: Documents of a level ranked by how many local documents cite them.
// about.zh: 某一层级的文件，按引用它们的地方文件数排序
// param: $level str "central" level of the cited or driving document; empty for all | 被引或驱动文件的层级；留空为全部
// param: $since date "1900-01-01" only citing documents issued on or after this day, or without a date | 只计此日及以后印发（或日期不详）的引用文件
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_id str id of the cited document | 被引文件编号
// column: title str its title | 标题
// column: doc_number str its document number | 发文字号
// column: cited_by int how many documents cite it | 引用它的文件数
// column: citations int how many citations these make | 引用次数
// note: Goes through every citation, so it takes more than 50 ms from about 20,000 nodes on. · 需遍历全部引用，约两万个节点以上时超过 50 毫秒。
// example: limit=5
MATCH (d:Document {origin: 'corpus'})-[:HAS_PART|HAS_GOAL*0..6]->(h)-[c:CITES]->(n:Document)
WHERE ($level = '' OR n.level = $level) AND (d.issued_on IS NULL OR d.issued_on >= $since)
WITH n, count(DISTINCT d) AS cited_by, count(DISTINCT c) AS citations
RETURN n.id AS document_id, n.title AS title, n.doc_number AS doc_number, cited_by, citations
ORDER BY cited_by DESC, citations DESC, document_id
LIMIT $limit
