// name: low_confidence_drivers
// about: Drivers of tasks with a confidence below a bound, least sure first.
// about.zh: 置信度低于界限的任务驱动，最低者在前
// param: $below float 0.5 the bound | 界限
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: confidence float how sure, from 0 to 1 | 置信度
// column: basis str explicit, scope or goal | 依据类型
// column: task_id str id of the task | 任务编号
// column: task str its words | 任务原文
// column: driver_id str id of the driving document | 驱动文件编号
// column: driver str its title | 驱动文件标题
// column: why str the reasons | 理由
// note: Goes through every task, so it takes more than 50 ms at 100,000 nodes. · 需遍历全部任务，十万个节点时超过 50 毫秒。
// example: below=0.9
MATCH (t:Task)-[r:DRIVEN_BY]->(n:Document)
WHERE r.confidence < $below
RETURN r.confidence AS confidence, r.basis AS basis, t.id AS task_id, t.text AS task, n.id AS driver_id,
  n.title AS driver, r.why AS why
ORDER BY confidence, task_id, driver_id, r.id
LIMIT $limit
