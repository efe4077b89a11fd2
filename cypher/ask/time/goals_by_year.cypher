// name: goals_by_year
// about: How many goals local documents of each year set, and how many of them some document drives.
// about.zh: 各年份地方文件的目标数，以及其中有驱动文件的目标数
// column: year int year of issue, empty if unknown | 印发年份；不详为空
// column: documents int how many documents | 文件数
// column: goals int how many goals | 目标数
// column: driven_goals int how many of them some document drives | 有驱动文件的目标数
// note: Goes through every goal, so it takes about 50 ms at 100,000 nodes. · 需遍历全部目标，十万个节点时约 50 毫秒。
MATCH (d:Document {origin: 'corpus'})-[:HAS_GOAL]->(g:Goal)
OPTIONAL MATCH (g)-[:DRIVEN_BY]->(n:Document)
WITH d.issued_on.year AS year, count(DISTINCT d) AS documents, count(DISTINCT g) AS goals,
  count(DISTINCT CASE WHEN n.id IS NOT NULL THEN g.id END) AS driven_goals
RETURN year, documents, goals, driven_goals
ORDER BY year
