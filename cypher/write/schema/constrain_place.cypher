// name: constrain_place
// about: Ids of Place are unique, and found at once.
// about.zh: Place 编号唯一
CREATE CONSTRAINT suyuan_place_id IF NOT EXISTS
FOR (n:Place) REQUIRE n.id IS UNIQUE
