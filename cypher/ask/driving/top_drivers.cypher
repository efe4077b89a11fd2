// name: top_drivers
// about: Directives ranked by how many local goals they drive.
// about.zh: 按所驱动的地方目标数排序的文件
// param: $level str "central" level of the cited or driving document; empty for all | 被引或驱动文件的层级；留空为全部
// param: $basis str "" only this basis: explicit, scope or goal; empty for all | 仅此依据类型；留空为全部
// param: $confidence float 0.0 at least this confidence | 最低置信度
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: driver_id str id of the directive | 驱动文件编号
// column: driver str its title | 标题
// column: doc_number str its document number | 发文字号
// column: documents int how many local documents it drives | 所驱动的地方文件数
// column: goals int how many goals it drives | 所驱动的目标数
// column: tasks int how many tasks it drives | 所驱动的任务数
// note: Goes through every goal, so it takes about 50 ms at 100,000 nodes. · 需遍历全部目标，十万个节点时约 50 毫秒。
// example: limit=10
MATCH (n:Document)<-[r:DRIVEN_BY]-(g:Goal)<-[:HAS_GOAL]-(d:Document {origin: 'corpus'})
WHERE ($level = '' OR n.level = $level) AND ($basis = '' OR r.basis = $basis)
  AND coalesce(r.confidence, 0.0) >= $confidence
WITH n, count(DISTINCT d) AS documents, count(DISTINCT g) AS goals, sum(coalesce(r.tasks, 0)) AS tasks
RETURN n.id AS driver_id, n.title AS driver, n.doc_number AS doc_number, documents, goals, tasks
ORDER BY goals DESC, documents DESC, tasks DESC, driver_id
LIMIT $limit
