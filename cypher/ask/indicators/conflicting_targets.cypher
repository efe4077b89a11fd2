// name: conflicting_targets
// about: Indicators of one place with the same theme, unit and deadline but another value.
// about.zh: 同一地区、同一主题、同一单位与时限而数值不同的指标
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: place str the place | 地区
// column: theme str the theme | 主题
// column: unit str the unit | 单位
// column: deadline str by when | 时限
// column: first str the one, as written | 指标甲原文
// column: first_document str title of its document | 指标甲所在文件
// column: second str the other, as written | 指标乙原文
// column: second_document str title of its document | 指标乙所在文件
// note: Compares pairs under each theme or task, so it takes more than 50 ms at 100,000 nodes. · 需在各主题或任务内两两比较，十万个节点时超过 50 毫秒。
// example: limit=10
MATCH (d:Document)-[:HAS_GOAL]->(g:Goal)-[:HAS_TASK]->(:Task)-[:HAS_INDICATOR]->(i:Indicator)
MATCH (g)-[:ABOUT]->(th:Theme)
WHERE d.place IS NOT NULL AND i.unit IS NOT NULL
WITH DISTINCT d, th, i
MATCH (th)<-[:ABOUT]-(h:Goal)-[:HAS_TASK]->(:Task)-[:HAS_INDICATOR]->(j:Indicator)
WHERE i.id < j.id AND i.unit = j.unit AND i.value <> j.value AND i.comparator = j.comparator
  AND coalesce(i.deadline, '') = coalesce(j.deadline, '')
MATCH (e:Document)-[:HAS_GOAL]->(h)
WHERE e.place = d.place
WITH DISTINCT d, e, th, i, j
RETURN d.place AS place, th.title AS theme, i.unit AS unit, i.deadline AS deadline, i.quote AS first,
  d.title AS first_document, j.quote AS second, e.title AS second_document
ORDER BY place, theme, i.id, j.id, d.id, e.id, th.id
LIMIT $limit
