// name: documents_issued_by
// about: Documents that a body issued, newest first, and how often each is cited.
// about.zh: 某机关印发的文件及其被引次数，新者在前
// param: $body str id of the body or words of its name | 单位编号或名称中的文字
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: body str title of the body | 机关名称
// column: document_id str id of the document | 文件编号
// column: title str its title | 标题
// column: doc_number str its document number | 发文字号
// column: issued_on date day of issue | 印发日期
// column: citations int how many citations it gets | 被引次数
// note: Words that many titles hold, or a large place, take more than 50 ms at 100,000 nodes; an id or a number does not. · 若标题用词匹配很多文件，十万个节点时超过 50 毫秒；用编号或字号则不会。
// example: body=教育
MATCH (b:Body)<-[:ISSUED_BY]-(n:Document)
WHERE b.id = $body OR b.title CONTAINS $body
OPTIONAL MATCH (n)<-[c:CITES]-(h)
WITH b, n, count(c) AS citations
RETURN b.title AS body, n.id AS document_id, n.title AS title, n.doc_number AS doc_number, n.issued_on AS issued_on,
  citations
ORDER BY coalesce(toString(issued_on), '') DESC, document_id, b.id
LIMIT $limit
