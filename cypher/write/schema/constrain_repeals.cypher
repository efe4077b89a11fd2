// name: constrain_repeals
// about: Ids of REPEALS are unique, and found at once.
// about.zh: REPEALS 编号唯一
CREATE CONSTRAINT suyuan_repeals_id IF NOT EXISTS
FOR ()-[n:REPEALS]-() REQUIRE n.id IS UNIQUE
