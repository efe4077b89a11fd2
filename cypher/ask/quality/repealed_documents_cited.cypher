// name: repealed_documents_cited
// about: Cited documents that another one repeals or supersedes, with the documents that still cite them.
// about.zh: 已被废止或取代仍被引用的文件
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: cited_id str id of the cited document | 被引文件编号
// column: cited str its title | 被引文件标题
// column: relation str REPEALS or SUPERSEDES | 关系
// column: by_id str id of the document that does so | 废止或取代它的文件编号
// column: by_title str its title | 废止或取代它的文件标题
// column: since date since when, empty if unknown | 自何时起；不详为空
// column: document_id str id of the citing document | 引用文件编号
// column: issued_on date day of its issue | 引用文件印发日期
// column: late bool whether it cites after that day, empty if a day is unknown | 是否在其后引用；日期不详为空
// column: quote str the words | 引用原文
// note: Goes through every citation of a document that was repealed or superseded, so it takes more than 50 ms at 100,000 nodes. · 需遍历被废止或取代文件的全部引用，十万个节点时超过 50 毫秒。
// example: limit=10
MATCH (o:Document)-[r:REPEALS|SUPERSEDES]->(n:Document)<-[c:CITES]-(h)
WHERE c.role <> 'repeals'
MATCH (d:Document {origin: 'corpus'})-[:HAS_PART|HAS_GOAL*0..6]->(h)
WHERE d.id <> o.id
WITH o, r, n, c, d, coalesce(r.effective_on, o.issued_on) AS since
RETURN n.id AS cited_id, n.title AS cited, type(r) AS relation, o.id AS by_id, o.title AS by_title, since,
  d.id AS document_id, d.issued_on AS issued_on, d.issued_on >= since AS late, c.quote AS quote
ORDER BY cited_id, by_id, document_id, c.first_char, c.id, r.id
LIMIT $limit
