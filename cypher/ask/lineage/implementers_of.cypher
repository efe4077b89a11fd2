// name: implementers_of
// about: Which documents implement, forward, rest on or are driven by a document, with the words.
// about.zh: 贯彻、转发、依据某文件或受其驱动的文件
// param: $document str its id, its document number, or words of its title | 文件编号、发文字号或标题中的文字
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_id str id of the document | 文件编号
// column: relation str how they are related | 关系
// column: implementer_id str id of the document that does so | 贯彻文件编号
// column: implementer str its title | 贯彻文件标题
// column: level str its level | 层级
// column: issued_on date day of issue | 印发日期
// column: quote str the words, empty where a table says so | 原文；来自关系表时为空
// note: Words that many titles hold, or a large place, take more than 50 ms at 100,000 nodes; an id or a number does not. · 若标题用词匹配很多文件，十万个节点时超过 50 毫秒；用编号或字号则不会。
// example: document=意见
MATCH (d:Document)-[r:IMPLEMENTS|BASED_ON|FORWARDS|DRIVEN_BY]->(n:Document)
WHERE n.id = $document OR n.doc_number = $document OR n.title CONTAINS $document
RETURN n.id AS document_id, type(r) AS relation, d.id AS implementer_id, d.title AS implementer, d.level AS level,
  d.issued_on AS issued_on, r.quote AS quote
ORDER BY document_id, relation, issued_on, implementer_id, r.id
LIMIT $limit
