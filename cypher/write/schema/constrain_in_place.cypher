// name: constrain_in_place
// about: Ids of IN_PLACE are unique, and found at once.
// about.zh: IN_PLACE 编号唯一
CREATE CONSTRAINT suyuan_in_place_id IF NOT EXISTS
FOR ()-[n:IN_PLACE]-() REQUIRE n.id IS UNIQUE
