// name: documents_by_year
// about: How many documents of each origin and level were issued in each year.
// about.zh: 各年份、来源、层级的文件数
// param: $origin str "" only corpus, catalogue or cited; empty for all | 仅语料、目录或被引；留空为全部
// column: year int year of issue, empty if unknown | 印发年份；不详为空
// column: level str level | 层级
// column: documents int how many documents | 文件数
MATCH (d:Document)
WHERE $origin = '' OR d.origin = $origin
WITH d.issued_on.year AS year, d.level AS level, count(d) AS documents
RETURN year, level, documents
ORDER BY year, level
