// name: constrain_forwards
// about: Ids of FORWARDS are unique, and found at once.
// about.zh: FORWARDS 编号唯一
CREATE CONSTRAINT suyuan_forwards_id IF NOT EXISTS
FOR ()-[n:FORWARDS]-() REQUIRE n.id IS UNIQUE
