// name: lag_to_first_goal
// about: Days from the issue of a directive to the first local document with a goal that it drives.
// about.zh: 从文件印发到首个受其驱动的地方目标之间的天数
// param: $level str "central" level of the cited or driving document; empty for all | 被引或驱动文件的层级；留空为全部
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: driver_id str id of the directive | 驱动文件编号
// column: driver str its title | 驱动文件标题
// column: issued_on date day of its issue | 印发日期
// column: first_on date day of issue of the first local document | 首份地方文件印发日期
// column: days int days between them | 相隔天数
// column: documents int how many local documents with a date have such goals | 有此类目标的（有日期的）地方文件数
// note: Goes through every goal, so it takes about 50 ms at 100,000 nodes. · 需遍历全部目标，十万个节点时约 50 毫秒。
// example: limit=10
MATCH (n:Document)<-[:DRIVEN_BY]-(:Goal)<-[:HAS_GOAL]-(d:Document {origin: 'corpus'})
WHERE ($level = '' OR n.level = $level) AND n.issued_on IS NOT NULL AND d.issued_on >= n.issued_on
WITH n, min(d.issued_on) AS first_on, count(DISTINCT d) AS documents
RETURN n.id AS driver_id, n.title AS driver, n.issued_on AS issued_on, first_on,
  duration.inDays(n.issued_on, first_on).days AS days, documents
ORDER BY days, driver_id
LIMIT $limit
