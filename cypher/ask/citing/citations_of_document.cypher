// name: citations_of_document
// about: Every citation of a document, with the words that make it.
// about.zh: 某文件的全部被引之处及原文
// param: $document str its id, its document number, or words of its title | 文件编号、发文字号或标题中的文字
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: cited_id str id of the cited document | 被引文件编号
// column: document_id str id of the citing document | 引用文件编号
// column: document_title str its title | 引用文件标题
// column: holder_title str title of the goal, part or document that holds the words | 引用所在目标、部分或文件
// column: quote str the words | 引用原文
// column: role str what they do with it | 引用作用
// column: first_char int where they begin | 起始位置
// column: verdict str match, unsure or unknown | 识别结论
// column: confidence float how sure, from 0 to 1 | 置信度
// note: Words that many titles hold, or a large place, take more than 50 ms at 100,000 nodes; an id or a number does not. · 若标题用词匹配很多文件，十万个节点时超过 50 毫秒；用编号或字号则不会。
// example: document=意见
MATCH (n:Document)<-[c:CITES]-(h)
WHERE n.id = $document OR n.doc_number = $document OR n.title CONTAINS $document
MATCH (d:Document {origin: 'corpus'})-[:HAS_PART|HAS_GOAL*0..6]->(h)
RETURN n.id AS cited_id, d.id AS document_id, d.title AS document_title, h.title AS holder_title, c.quote AS quote,
  c.role AS role, c.first_char AS first_char, c.verdict AS verdict, c.confidence AS confidence
ORDER BY cited_id, document_id, first_char, c.id
LIMIT $limit
