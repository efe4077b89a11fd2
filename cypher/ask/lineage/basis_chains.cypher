// name: basis_chains
// about: Chains from a document up to what it implements or rests on, at most four steps.
// about.zh: 某文件向上的依据链条，至多四步
// param: $document str its id, its document number, or words of its title | 文件编号、发文字号或标题中的文字
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_id str id of the document | 文件编号
// column: steps int how many steps | 步数
// column: titles list titles along the chain | 链上各文件标题
// column: levels list their levels | 链上各文件层级
// column: top_id str id of the document at its end | 链顶文件编号
// note: Words that many titles hold, or a large place, take more than 50 ms at 100,000 nodes; an id or a number does not. · 若标题用词匹配很多文件，十万个节点时超过 50 毫秒；用编号或字号则不会。
// example: document=要点
MATCH (d:Document)
WHERE d.id = $document OR d.doc_number = $document OR d.title CONTAINS $document
MATCH p = (d)-[:IMPLEMENTS|BASED_ON|FORWARDS|DRIVEN_BY*1..4]->(n:Document)
WITH DISTINCT d.id AS document_id, length(p) AS steps, [x IN nodes(p) | x.title] AS titles,
  [x IN nodes(p) | x.level] AS levels, n.id AS top_id, [x IN nodes(p) | x.id] AS ids
RETURN document_id, steps, titles, levels, top_id
ORDER BY document_id, steps, top_id, ids
LIMIT $limit
