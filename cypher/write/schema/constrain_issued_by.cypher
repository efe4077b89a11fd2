// name: constrain_issued_by
// about: Ids of ISSUED_BY are unique, and found at once.
// about.zh: ISSUED_BY 编号唯一
CREATE CONSTRAINT suyuan_issued_by_id IF NOT EXISTS
FOR ()-[n:ISSUED_BY]-() REQUIRE n.id IS UNIQUE
