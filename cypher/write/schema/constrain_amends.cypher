// name: constrain_amends
// about: Ids of AMENDS are unique, and found at once.
// about.zh: AMENDS 编号唯一
CREATE CONSTRAINT suyuan_amends_id IF NOT EXISTS
FOR ()-[n:AMENDS]-() REQUIRE n.id IS UNIQUE
