// name: drivers_by_basis
// about: How many tasks are driven, by basis and by the level of the driving document.
// about.zh: 各依据类型、各层级文件驱动的任务数
// column: basis str explicit, scope or goal | 依据类型
// column: level str level of the driving document | 驱动文件层级
// column: drivers int how many pairs of task and document | 任务与文件对数
// column: tasks int how many tasks | 任务数
// column: documents int how many driving documents | 驱动文件数
// note: Goes through every task, so it takes more than 50 ms at 100,000 nodes. · 需遍历全部任务，十万个节点时超过 50 毫秒。
MATCH (t:Task)-[r:DRIVEN_BY]->(n:Document)
WITH r.basis AS basis, n.level AS level, count(r) AS drivers, count(DISTINCT t) AS tasks, count(DISTINCT n) AS documents
RETURN basis, level, drivers, tasks, documents
ORDER BY basis, level
