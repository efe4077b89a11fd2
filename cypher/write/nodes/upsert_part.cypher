// name: upsert_part
// about: Part nodes are as in the rows.
// about.zh: 写入 Part 节点
// param: $rows list one map for each fact | 每条事实一个映射
// column: facts int how many | 数量
UNWIND $rows AS row
MERGE (n:Part {id: row.id})
SET n += row.properties
RETURN count(*) AS facts
