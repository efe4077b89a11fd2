// name: remove_cites
// about: CITES edges of ours are gone.
// about.zh: 删除 CITES 关系
// param: $ids list ids | 编号
// column: facts int how many | 数量
UNWIND $ids AS id
MATCH ()-[r:CITES {id: id}]->()
WHERE r.content_hash IS NOT NULL
DELETE r
RETURN count(*) AS facts
