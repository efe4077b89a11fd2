// name: constrain_about
// about: Ids of ABOUT are unique, and found at once.
// about.zh: ABOUT 编号唯一
CREATE CONSTRAINT suyuan_about_id IF NOT EXISTS
FOR ()-[n:ABOUT]-() REQUIRE n.id IS UNIQUE
