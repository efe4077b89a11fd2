// name: constrain_task
// about: Ids of Task are unique, and found at once.
// about.zh: Task 编号唯一
CREATE CONSTRAINT suyuan_task_id IF NOT EXISTS
FOR (n:Task) REQUIRE n.id IS UNIQUE
