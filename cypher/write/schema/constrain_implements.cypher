// name: constrain_implements
// about: Ids of IMPLEMENTS are unique, and found at once.
// about.zh: IMPLEMENTS 编号唯一
CREATE CONSTRAINT suyuan_implements_id IF NOT EXISTS
FOR ()-[n:IMPLEMENTS]-() REQUIRE n.id IS UNIQUE
