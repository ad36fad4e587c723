// Control groups and containers.

// Paths by id, of groups that were made while the session runs: some are gone again soon.
global _cgroup_paths%[16384]

probe kernel.trace("cgroup_mkdir")?
{
  if ($cgrp->root->hierarchy_id == 0) _cgroup_paths[$cgrp->kn->id] = kernel_string($path)
}

function _cgroup_name:string(id:long) { return id in _cgroup_paths ? _cgroup_paths[id] : _cgroup_path(id) }

// The control group of the current process: a path in the unified hierarchy.
function cgroup_path:string() { return _cgroup_name(cgroup_id()) }

// The path of a control group of the unified hierarchy, by its id as `cgroup_id()` gives it.
function cgroup_name:string(id:long) { return _cgroup_name(id) }

// The id of the container that the current process runs in, from its control group; empty outside of containers.
function container_id:string() { return _container_of(cgroup_path()) }
