// name: remove_goal
// about: Goal nodes of ours that have no edge left are gone.
// about.zh: 删除已无任何关系的 Goal 节点
// param: $ids list ids | 编号
// column: facts int how many | 数量
UNWIND $ids AS id
MATCH (n:Goal {id: id})
WHERE n.content_hash IS NOT NULL AND NOT EXISTS { (n)--() }
DELETE n
RETURN count(*) AS facts
