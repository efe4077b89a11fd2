// name: themes_of_place
// about: What the goals of a place's documents are about, most frequent first.
// about.zh: 某地区各文件目标的主题，常见者在前
// param: $place str words of the name of the place | 地区名称中的文字
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: theme str the theme | 主题
// column: goals int how many goals are about it | 目标数
// column: documents int in how many documents | 文件数
// note: Goes through every goal, so it takes about 50 ms at 100,000 nodes. · 需遍历全部目标，十万个节点时约 50 毫秒。
// example: place=荻浦
MATCH (d:Document {origin: 'corpus'})-[:HAS_GOAL]->(g:Goal)-[:ABOUT]->(th:Theme)
WHERE d.place CONTAINS $place
WITH th, count(DISTINCT g) AS goals, count(DISTINCT d) AS documents
RETURN th.title AS theme, goals, documents
ORDER BY goals DESC, documents DESC, theme, th.id
LIMIT $limit
