// name: drivers_of_year
// about: Directives that drive goals of local documents of one year.
// about.zh: 驱动某一年份地方文件目标的文件
// param: $year int the year | 年份
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: driver_id str id of the directive | 驱动文件编号
// column: driver str its title | 驱动文件标题
// column: level str its level | 层级
// column: documents int how many local documents | 地方文件数
// column: goals int how many goals | 目标数
// example: year=2021
MATCH (d:Document {origin: 'corpus'})-[:HAS_GOAL]->(g:Goal)-[:DRIVEN_BY]->(n:Document)
WHERE d.issued_on.year = $year
WITH n, count(DISTINCT d) AS documents, count(DISTINCT g) AS goals
RETURN n.id AS driver_id, n.title AS driver, n.level AS level, documents, goals
ORDER BY goals DESC, documents DESC, driver_id
LIMIT $limit
