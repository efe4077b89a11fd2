// name: goals_with_words
// about: Goals whose title or text holds these words.
// about.zh: 标题或正文含有这些文字的目标
// param: $words str words to look for | 要查找的文字
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_title str title of the document | 文件标题
// column: goal_id str id of the goal | 目标编号
// column: title str its title | 目标标题
// column: kind str what it is for | 目标类别
// column: text str its text | 目标正文
// note: Reads every text, so it takes more than 50 ms at 100,000 nodes; suyuan search is quicker on Neo4j. · 需逐一读取正文，十万个节点时超过 50 毫秒；在 Neo4j 上可用 suyuan search。
// example: words=体育
MATCH (d:Document)-[:HAS_GOAL]->(g:Goal)
WHERE g.title CONTAINS $words OR g.text CONTAINS $words
RETURN d.title AS document_title, g.id AS goal_id, g.title AS title, g.kind AS kind, g.text AS text
ORDER BY d.id, g.order, goal_id
LIMIT $limit
