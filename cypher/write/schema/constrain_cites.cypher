// name: constrain_cites
// about: Ids of CITES are unique, and found at once.
// about.zh: CITES 编号唯一
CREATE CONSTRAINT suyuan_cites_id IF NOT EXISTS
FOR ()-[n:CITES]-() REQUIRE n.id IS UNIQUE
