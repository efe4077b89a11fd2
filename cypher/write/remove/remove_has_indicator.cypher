// name: remove_has_indicator
// about: HAS_INDICATOR edges of ours are gone.
// about.zh: 删除 HAS_INDICATOR 关系
// param: $ids list ids | 编号
// column: facts int how many | 数量
UNWIND $ids AS id
MATCH ()-[r:HAS_INDICATOR {id: id}]->()
WHERE r.content_hash IS NOT NULL
DELETE r
RETURN count(*) AS facts
