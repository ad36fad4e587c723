// Users.

// The user who logged in to start the current process; -1 where nobody did.
function loginuid:long() { return _or_nobody(@cast(task_current(), "task_struct")->loginuid->val) }

// The kernel writes "nobody" as the largest 32-bit number.
function _or_nobody:long(uid:long) { return uid == 0xffffffff ? -1 : uid }
