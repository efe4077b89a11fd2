// name: tightened_or_loosened
// about: Indicators that a local document sets tighter or looser than the document it carries out, same theme and unit.
// about.zh: 地方文件与其贯彻的上级文件相比，同主题同单位指标的收紧或放宽
// param: $change str "" only tightened, loosened or same; empty for all | 仅收紧、放宽或相同；留空为全部
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: local_title str title of the local document | 地方文件
// column: upper_title str title of the document it carries out | 上级文件
// column: theme str the theme | 主题
// column: unit str the unit | 单位
// column: local_quote str the local indicator, as written | 地方指标原文
// column: upper_quote str the upper indicator, as written | 上级指标原文
// column: change str tightened, loosened or same | 收紧、放宽或相同
// note: Compares pairs under each theme or task, so it takes more than 50 ms at 100,000 nodes. · 需在各主题或任务内两两比较，十万个节点时超过 50 毫秒。
// example: limit=10
MATCH (d:Document {origin: 'corpus'})-[:IMPLEMENTS|BASED_ON|FORWARDS|DRIVEN_BY]->(u:Document {origin: 'corpus'})
WITH DISTINCT d, u
MATCH (d)-[:HAS_GOAL]->(g:Goal)-[:HAS_TASK]->(:Task)-[:HAS_INDICATOR]->(i:Indicator)
MATCH (g)-[:ABOUT]->(th:Theme)<-[:ABOUT]-(h:Goal)<-[:HAS_GOAL]-(u)
MATCH (h)-[:HAS_TASK]->(:Task)-[:HAS_INDICATOR]->(j:Indicator)
WHERE i.unit = j.unit AND i.id <> j.id AND i.low IS NOT NULL AND j.low IS NOT NULL
  AND (i.comparator IN ['ge', 'gt', 'eq'] AND j.comparator IN ['ge', 'gt', 'eq']
    OR i.comparator IN ['le', 'lt'] AND j.comparator IN ['le', 'lt'])
WITH DISTINCT d, u, th, i, j, CASE WHEN i.low = j.low THEN 'same'
  WHEN (i.low > j.low) = (i.comparator IN ['ge', 'gt', 'eq']) THEN 'tightened' ELSE 'loosened' END AS change
WHERE $change = '' OR change = $change
RETURN d.title AS local_title, u.title AS upper_title, th.title AS theme, i.unit AS unit, i.quote AS local_quote,
  j.quote AS upper_quote, change
ORDER BY d.id, u.id, th.id, i.id, j.id
LIMIT $limit
