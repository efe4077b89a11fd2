// name: lock_load
// about: Hold the lock; never committed, so that it goes with its connection.
// about.zh: 持锁；从不提交，随连接释放
// column: id str id of the fact | 编号
MERGE (n:SuyuanLoad {id: 'lock'})
RETURN n.id AS id
