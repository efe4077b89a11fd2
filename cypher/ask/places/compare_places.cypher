// name: compare_places
// about: Directives that drive goals in two places: how many in each.
// about.zh: 两个地区的驱动文件对比：各驱动多少目标
// param: $place str words of the name of the place | 地区名称中的文字
// param: $other str words of the name of the other place | 另一地区名称中的文字
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: driver_id str id of the directive | 驱动文件编号
// column: driver str its title | 驱动文件标题
// column: level str its level | 层级
// column: goals int how many goals in the first place | 第一个地区的目标数
// column: other_goals int how many goals in the second | 第二个地区的目标数
// column: which str both, first or second | 两地共有或仅一地
// note: Goes through every goal, so it takes about 50 ms at 100,000 nodes. · 需遍历全部目标，十万个节点时约 50 毫秒。
// example: place=鸢湖 other=荻浦
MATCH (n:Document)<-[:DRIVEN_BY]-(g:Goal)<-[:HAS_GOAL]-(d:Document {origin: 'corpus'})
WHERE d.place CONTAINS $place OR d.place CONTAINS $other
WITH n, count(DISTINCT CASE WHEN d.place CONTAINS $place THEN g.id END) AS goals,
  count(DISTINCT CASE WHEN d.place CONTAINS $other THEN g.id END) AS other_goals
RETURN n.id AS driver_id, n.title AS driver, n.level AS level, goals, other_goals,
  CASE WHEN other_goals = 0 THEN 'first' WHEN goals = 0 THEN 'second' ELSE 'both' END AS which
ORDER BY goals + other_goals DESC, driver_id
LIMIT $limit
