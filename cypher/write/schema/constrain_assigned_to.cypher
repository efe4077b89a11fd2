// name: constrain_assigned_to
// about: Ids of ASSIGNED_TO are unique, and found at once.
// about.zh: ASSIGNED_TO 编号唯一
CREATE CONSTRAINT suyuan_assigned_to_id IF NOT EXISTS
FOR ()-[n:ASSIGNED_TO]-() REQUIRE n.id IS UNIQUE
