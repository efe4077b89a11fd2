// name: nodes_with_words
// about: Nodes of any label whose title or text holds every word.
// about.zh: 标题或正文含有每个词的节点
// param: $words list the words | 词
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: label str its label | 标签
// column: id str its id | 编号
// column: title str its title | 标题
// column: text str its text, empty where it has none | 正文；没有则为空
MATCH (n)
WHERE all(word IN $words WHERE n.title CONTAINS word OR coalesce(n.text, '') CONTAINS word)
RETURN labels(n)[0] AS label, n.id AS id, n.title AS title, n.text AS text
ORDER BY CASE label WHEN 'Document' THEN 1 WHEN 'Goal' THEN 2 WHEN 'Task' THEN 3 ELSE 4 END, label, id
LIMIT $limit
