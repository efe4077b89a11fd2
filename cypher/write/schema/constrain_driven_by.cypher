// name: constrain_driven_by
// about: Ids of DRIVEN_BY are unique, and found at once.
// about.zh: DRIVEN_BY 编号唯一
CREATE CONSTRAINT suyuan_driven_by_id IF NOT EXISTS
FOR ()-[n:DRIVEN_BY]-() REQUIRE n.id IS UNIQUE
