// name: citations_by_year
// about: How many citations go to documents of each year of issue.
// about.zh: 按被引文件印发年份统计引用次数
// param: $level str "" only documents of this level; empty for all | 仅此层级的文件；留空为全部
// column: year int year of issue, empty if unknown | 印发年份；不详为空
// column: citations int how many citations | 引用次数
// column: documents int how many documents | 被引文件数
// note: Goes through every citation, so it takes more than 50 ms from about 20,000 nodes on. · 需遍历全部引用，约两万个节点以上时超过 50 毫秒。
MATCH (h)-[c:CITES]->(n:Document)
WHERE $level = '' OR n.level = $level
WITH n.issued_on.year AS year, count(c) AS citations, count(DISTINCT n) AS documents
RETURN year, citations, documents
ORDER BY year
