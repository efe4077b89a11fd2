// name: citations_by_level
// about: How many citations go to documents of each level.
// about.zh: 引用各层级文件的次数
// column: level str level of the cited document | 被引文件层级
// column: citations int how many citations | 引用次数
// column: documents int how many documents are cited | 被引文件数
// column: unknown int how many of these citations lead to no known document | 其中未能识别的次数
// note: Goes through every citation, so it takes more than 50 ms from about 20,000 nodes on. · 需遍历全部引用，约两万个节点以上时超过 50 毫秒。
MATCH (h)-[c:CITES]->(n:Document)
WITH n.level AS level, count(c) AS citations, count(DISTINCT n) AS documents,
  sum(CASE WHEN c.verdict = 'unknown' THEN 1 ELSE 0 END) AS unknown
RETURN level, citations, documents, unknown
ORDER BY CASE level WHEN 'central' THEN 1 WHEN 'provincial' THEN 2 WHEN 'municipal' THEN 3 WHEN 'county' THEN 4 ELSE 5 END,
  level
