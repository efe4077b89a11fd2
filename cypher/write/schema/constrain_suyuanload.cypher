// name: constrain_suyuanload
// about: Ids of SuyuanLoad are unique, and found at once.
// about.zh: SuyuanLoad 编号唯一
CREATE CONSTRAINT suyuan_suyuanload_id IF NOT EXISTS
FOR (n:SuyuanLoad) REQUIRE n.id IS UNIQUE
