// name: most_cited_documents
// about: Documents of a level ranked by how many documents read here cite them.
// about.zh: 某一层级的文件，按引用它们的语料文件数排序
// param: $level str "central" level of the cited documents; empty for all | 被引文件的层级；留空为全部
// param: $since date "1900-01-01" only citing documents issued on or after this day, or without a date | 只计此日及以后印发（或日期不详）的引用文件
// param: $limit int 20 at most this many rows | 最多返回的行数
// column: document_id str id of the cited document | 被引文件编号
// column: title str its title | 标题
// column: doc_number str its document number | 发文字号
// column: cited_by int how many documents cite it | 引用它的文件数
// column: citations int how many citations these make | 引用次数
// example: limit=5
MATCH (local:Document {origin: 'corpus'})-[:HAS_GOAL|HAS_PART*0..1]->(holder)-[cites:CITES]->(cited:Document)
WHERE ($level = '' OR cited.level = $level) AND (local.issued_on IS NULL OR local.issued_on >= $since)
WITH cited, count(DISTINCT local) AS cited_by, count(DISTINCT cites) AS citations
RETURN cited.id AS document_id, cited.title AS title, cited.doc_number AS doc_number, cited_by, citations
ORDER BY cited_by DESC, citations DESC, document_id
LIMIT $limit
