// name: upsert_mention
// about: Mention nodes are as in the rows.
// about.zh: 写入 Mention 节点
// param: $rows list one map for each fact | 每条事实一个映射
// column: facts int how many | 数量
UNWIND $rows AS row
MERGE (n:Mention {id: row.id})
SET n += row.properties
RETURN count(*) AS facts
