// name: nodes_in_index
// about: Nodes that the full-text index of a Neo4j finds, best first.
// about.zh: Neo4j 全文索引找到的节点，最佳者在前
// param: $query str what the index is asked, in its own syntax | 索引查询式
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: label str its label | 标签
// column: id str its id | 编号
// column: title str its title | 标题
// column: text str its text, empty where it has none | 正文；没有则为空
// example: query=体育
CALL db.index.fulltext.queryNodes('suyuan_text', $query) YIELD node AS n, score
RETURN labels(n)[0] AS label, n.id AS id, n.title AS title, n.text AS text
ORDER BY score DESC, id
LIMIT $limit
