// name: successors_of
// about: What replaced, repealed or amended a document, and what it replaced, repealed or amended itself.
// about.zh: 取代、废止、修改某文件的文件，以及被其取代、废止、修改的文件
// param: $document str its id, its document number, or words of its title | 文件编号、发文字号或标题中的文字
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_id str id of the document | 文件编号
// column: direction str by: done to it; of: done by it | by 表示被处理，of 表示由其处理
// column: relation str SUPERSEDES, REPEALS or AMENDS | 关系
// column: other_id str id of the other document | 另一文件编号
// column: other str its title | 另一文件标题
// column: effective_on date since when | 生效日期
// column: certainty str how certain | 确定程度
// note: Words that many titles hold, or a large place, take more than 50 ms at 100,000 nodes; an id or a number does not. · 若标题用词匹配很多文件，十万个节点时超过 50 毫秒；用编号或字号则不会。
// example: document=办法
MATCH (n:Document)-[r:SUPERSEDES|REPEALS|AMENDS]-(o:Document)
WHERE n.id = $document OR n.doc_number = $document OR n.title CONTAINS $document
RETURN n.id AS document_id, CASE WHEN startNode(r).id = n.id THEN 'of' ELSE 'by' END AS direction, type(r) AS relation,
  o.id AS other_id, o.title AS other, r.effective_on AS effective_on, r.certainty AS certainty
ORDER BY document_id, direction, relation, other_id, r.id
LIMIT $limit
