// name: remove_in_part
// about: IN_PART edges of ours are gone.
// about.zh: 删除 IN_PART 关系
// param: $ids list ids | 编号
// column: facts int how many | 数量
UNWIND $ids AS id
MATCH ()-[r:IN_PART {id: id}]->()
WHERE r.content_hash IS NOT NULL
DELETE r
RETURN count(*) AS facts
