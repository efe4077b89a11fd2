// name: remove_mention
// about: Mention nodes of ours that have no edge left are gone.
// about.zh: 删除已无任何关系的 Mention 节点
// param: $ids list ids | 编号
// column: facts int how many | 数量
UNWIND $ids AS id
MATCH (n:Mention {id: id})
WHERE n.content_hash IS NOT NULL AND NOT EXISTS { (n)--() }
DELETE n
RETURN count(*) AS facts
