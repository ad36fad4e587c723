// System calls: files by name: opening, links, permissions, directories.
//
// Text is as strace(1) prints it; what the kernel writes is shown where the call returns.

@define out(address, text) %( (@defined($return) ? ($return >= 0 ? @text : _address(@address)) : _address(@address)) %)
@define returned %( if (@defined($return)) { retval = $return; retstr = _sys_number($return) } %)

/* probe syscall.open - open a file */
probe syscall.open = nd_syscall.open = kernel.syscall("open") ?
{
  name = "open"
  filename = _sys_path($arg1)
  filename_unquoted = user_string($arg1, "")
  flags = _sys_uint($arg2)
  flags_str = _sys_open_flags(flags)
  mode = $arg3 & 0177777
  argstr = sprintf("%s, %s", filename, flags_str) . (flags & 020000100 ? sprintf(", %s", _octal(mode)) : "")
  @returned
}

/* probe syscall.openat - open a file relative to a directory */
probe syscall.openat = nd_syscall.openat = kernel.syscall("openat") ?
{
  name = "openat"
  dfd = _sys_int($arg1)
  dfd_str = _sys_dfd(dfd)
  filename = _sys_path($arg2)
  filename_unquoted = user_string($arg2, "")
  flags = _sys_uint($arg3)
  flags_str = _sys_open_flags(flags)
  mode = $arg4 & 0177777
  argstr = sprintf("%s, %s, %s", dfd_str, filename, flags_str) . (flags & 020000100 ? sprintf(", %s", _octal(mode)) : "")
  @returned
}

/* probe syscall.creat - make a file and open it */
probe syscall.creat = nd_syscall.creat = kernel.syscall("creat") ?
{
  name = "creat"
  pathname = _sys_path($arg1)
  pathname_unquoted = user_string($arg1, "")
  mode = $arg2 & 0177777
  argstr = sprintf("%s, %s", pathname, _octal(mode))
  @returned
}

/* probe syscall.access - may a file be accessed */
probe syscall.access = nd_syscall.access = kernel.syscall("access") ?
{
  name = "access"
  pathname = _sys_path($arg1)
  pathname_unquoted = user_string($arg1, "")
  mode = _sys_uint($arg2)
  mode_str = _sys_access_mode(mode)
  argstr = sprintf("%s, %s", pathname, mode_str)
  @returned
}

/* probe syscall.faccessat - may a file be accessed, relative to a directory */
probe syscall.faccessat = nd_syscall.faccessat = kernel.syscall("faccessat") ?
{
  name = "faccessat"
  dirfd = _sys_int($arg1)
  dirfd_str = _sys_dfd(dirfd)
  pathname = _sys_path($arg2)
  pathname_unquoted = user_string($arg2, "")
  mode = _sys_uint($arg3)
  mode_str = _sys_access_mode(mode)
  argstr = sprintf("%s, %s, %s", dirfd_str, pathname, mode_str)
  @returned
}

/* probe syscall.faccessat2 - may a file be accessed, with flags */
probe syscall.faccessat2 = nd_syscall.faccessat2 = kernel.syscall("faccessat2") ?
{
  name = "faccessat2"
  dirfd = _sys_int($arg1)
  dirfd_str = _sys_dfd(dirfd)
  pathname = _sys_path($arg2)
  pathname_unquoted = user_string($arg2, "")
  mode = _sys_uint($arg3)
  mode_str = _sys_access_mode(mode)
  flags = _sys_uint($arg4)
  flags_str = _sys_access_flags(flags)
  argstr = sprintf("%s, %s, %s, %s", dirfd_str, pathname, mode_str, flags_str)
  @returned
}

/* probe syscall.stat - a file's status */
probe syscall.stat = nd_syscall.stat = kernel.syscall("stat") ?
{
  name = "stat"
  filename = _sys_path($arg1)
  filename_unquoted = user_string($arg1, "")
  statbuf_uaddr = $arg2
  argstr = sprintf("%s, %s", filename, @out($arg2, _sys_stat($arg2)))
  @returned
}

/* probe syscall.lstat - a link's status */
probe syscall.lstat = nd_syscall.lstat = kernel.syscall("lstat") ?
{
  name = "lstat"
  filename = _sys_path($arg1)
  filename_unquoted = user_string($arg1, "")
  statbuf_uaddr = $arg2
  argstr = sprintf("%s, %s", filename, @out($arg2, _sys_stat($arg2)))
  @returned
}

/* probe syscall.fstat - an open file's status */
probe syscall.fstat = nd_syscall.fstat = kernel.syscall("fstat") ?
{
  name = "fstat"
  filedes = _sys_int($arg1)
  statbuf_uaddr = $arg2
  argstr = sprintf("%d, %s", filedes, @out($arg2, _sys_stat($arg2)))
  @returned
}

/* probe syscall.newfstatat - a file's status, relative to a directory */
probe syscall.newfstatat = syscall.fstatat = nd_syscall.newfstatat = nd_syscall.fstatat = kernel.syscall("newfstatat") ?
{
  name = "newfstatat"
  dirfd = _sys_int($arg1)
  dirfd_str = _sys_dfd(dirfd)
  path = _sys_path($arg2)
  path_unquoted = user_string($arg2, "")
  buf_uaddr = $arg3
  flags = _sys_uint($arg4)
  flags_str = _sys_at_flags(flags)
  argstr = sprintf("%s, %s, %s, %s", dirfd_str, path, @out($arg3, _sys_stat($arg3)), flags_str)
  @returned
}

/* probe syscall.statx - a file's extended status */
probe syscall.statx = nd_syscall.statx = kernel.syscall("statx") ?
{
  name = "statx"
  dfd = _sys_int($arg1)
  dfd_str = _sys_dfd(dfd)
  filename = _sys_path($arg2)
  filename_unquoted = user_string($arg2, "")
  flags = _sys_uint($arg3)
  flags_str = _sys_statx_flags(flags)
  mask = _sys_uint($arg4)
  mask_str = _sys_statx_mask(mask)
  buf_uaddr = $arg5
  argstr = sprintf("%s, %s, %s, %s, %s", dfd_str, filename, flags_str, mask_str, @out($arg5, _sys_statx($arg5)))
  @returned
}

/* probe syscall.mkdir - make a directory */
probe syscall.mkdir = nd_syscall.mkdir = kernel.syscall("mkdir") ?
{
  name = "mkdir"
  pathname = _sys_path($arg1)
  pathname_unquoted = user_string($arg1, "")
  mode = $arg2 & 0177777
  argstr = sprintf("%s, %s", pathname, _octal(mode))
  @returned
}

/* probe syscall.mkdirat - make a directory, relative to a directory */
probe syscall.mkdirat = nd_syscall.mkdirat = kernel.syscall("mkdirat") ?
{
  name = "mkdirat"
  dirfd = _sys_int($arg1)
  dirfd_str = _sys_dfd(dirfd)
  pathname = _sys_path($arg2)
  pathname_unquoted = user_string($arg2, "")
  mode = $arg3 & 0177777
  argstr = sprintf("%s, %s, %s", dirfd_str, pathname, _octal(mode))
  @returned
}

/* probe syscall.rmdir - remove a directory */
probe syscall.rmdir = nd_syscall.rmdir = kernel.syscall("rmdir") ?
{
  name = "rmdir"
  pathname = _sys_path($arg1)
  pathname_unquoted = user_string($arg1, "")
  argstr = pathname
  @returned
}

/* probe syscall.mknod - make a special file */
probe syscall.mknod = nd_syscall.mknod = kernel.syscall("mknod") ?
{
  name = "mknod"
  pathname = _sys_path($arg1)
  pathname_unquoted = user_string($arg1, "")
  mode = _sys_int($arg2)
  mode_str = _sys_mknod_mode(mode)
  dev = $arg3
  argstr = sprintf("%s, %s", pathname, mode_str) . ((mode & 0170000) == 020000 || (mode & 0170000) == 060000 ? ", " . _sys_device(dev) : "")
  @returned
}

/* probe syscall.mknodat - make a special file, relative to a directory */
probe syscall.mknodat = nd_syscall.mknodat = kernel.syscall("mknodat") ?
{
  name = "mknodat"
  dirfd = _sys_int($arg1)
  dirfd_str = _sys_dfd(dirfd)
  pathname = _sys_path($arg2)
  pathname_unquoted = user_string($arg2, "")
  mode = _sys_int($arg3)
  mode_str = _sys_mknod_mode(mode)
  dev = $arg4
  argstr = sprintf("%s, %s, %s", dirfd_str, pathname, mode_str) . ((mode & 0170000) == 020000 || (mode & 0170000) == 060000 ? ", " . _sys_device(dev) : "")
  @returned
}

/* probe syscall.unlink - remove a name */
probe syscall.unlink = nd_syscall.unlink = kernel.syscall("unlink") ?
{
  name = "unlink"
  pathname = _sys_path($arg1)
  pathname_unquoted = user_string($arg1, "")
  argstr = pathname
  @returned
}

/* probe syscall.unlinkat - remove a name, relative to a directory */
probe syscall.unlinkat = nd_syscall.unlinkat = kernel.syscall("unlinkat") ?
{
  name = "unlinkat"
  dfd = _sys_int($arg1)
  dfd_str = _sys_dfd(dfd)
  pathname = _sys_path($arg2)
  pathname_unquoted = user_string($arg2, "")
  flag = _sys_uint($arg3)
  flag_str = _sys_at_flags(flag)
  argstr = sprintf("%s, %s, %s", dfd_str, pathname, flag_str)
  @returned
}

/* probe syscall.rename - rename a file */
probe syscall.rename = nd_syscall.rename = kernel.syscall("rename") ?
{
  name = "rename"
  oldpath = _sys_path($arg1)
  oldpath_unquoted = user_string($arg1, "")
  newpath = _sys_path($arg2)
  newpath_unquoted = user_string($arg2, "")
  argstr = sprintf("%s, %s", oldpath, newpath)
  @returned
}

/* probe syscall.renameat - rename a file, relative to directories */
probe syscall.renameat = nd_syscall.renameat = kernel.syscall("renameat") ?
{
  name = "renameat"
  olddfd = _sys_int($arg1)
  olddfd_str = _sys_dfd(olddfd)
  oldpath = _sys_path($arg2)
  oldpath_unquoted = user_string($arg2, "")
  newdfd = _sys_int($arg3)
  newdfd_str = _sys_dfd(newdfd)
  newpath = _sys_path($arg4)
  newpath_unquoted = user_string($arg4, "")
  argstr = sprintf("%s, %s, %s, %s", olddfd_str, oldpath, newdfd_str, newpath)
  @returned
}

/* probe syscall.renameat2 - rename a file, with flags */
probe syscall.renameat2 = nd_syscall.renameat2 = kernel.syscall("renameat2") ?
{
  name = "renameat2"
  olddfd = _sys_int($arg1)
  olddfd_str = _sys_dfd(olddfd)
  oldpath = _sys_path($arg2)
  oldpath_unquoted = user_string($arg2, "")
  newdfd = _sys_int($arg3)
  newdfd_str = _sys_dfd(newdfd)
  newpath = _sys_path($arg4)
  newpath_unquoted = user_string($arg4, "")
  flags = _sys_uint($arg5)
  flags_str = _sys_rename_flags(flags)
  argstr = sprintf("%s, %s, %s, %s, %s", olddfd_str, oldpath, newdfd_str, newpath, flags_str)
  @returned
}

/* probe syscall.link - make another name for a file */
probe syscall.link = nd_syscall.link = kernel.syscall("link") ?
{
  name = "link"
  oldpath = _sys_path($arg1)
  oldpath_unquoted = user_string($arg1, "")
  newpath = _sys_path($arg2)
  newpath_unquoted = user_string($arg2, "")
  argstr = sprintf("%s, %s", oldpath, newpath)
  @returned
}

/* probe syscall.linkat - make another name, relative to directories */
probe syscall.linkat = nd_syscall.linkat = kernel.syscall("linkat") ?
{
  name = "linkat"
  olddirfd = _sys_int($arg1)
  olddirfd_str = _sys_dfd(olddirfd)
  oldpath = _sys_path($arg2)
  oldpath_unquoted = user_string($arg2, "")
  newdirfd = _sys_int($arg3)
  newdirfd_str = _sys_dfd(newdirfd)
  newpath = _sys_path($arg4)
  newpath_unquoted = user_string($arg4, "")
  flags = _sys_uint($arg5)
  flags_str = _sys_at_flags(flags)
  argstr = sprintf("%s, %s, %s, %s, %s", olddirfd_str, oldpath, newdirfd_str, newpath, flags_str)
  @returned
}

/* probe syscall.symlink - make a symbolic link */
probe syscall.symlink = nd_syscall.symlink = kernel.syscall("symlink") ?
{
  name = "symlink"
  oldpath = _sys_path($arg1)
  oldpath_unquoted = user_string($arg1, "")
  newpath = _sys_path($arg2)
  newpath_unquoted = user_string($arg2, "")
  argstr = sprintf("%s, %s", oldpath, newpath)
  @returned
}

/* probe syscall.symlinkat - make a symbolic link, relative to a directory */
probe syscall.symlinkat = nd_syscall.symlinkat = kernel.syscall("symlinkat") ?
{
  name = "symlinkat"
  oldname = _sys_path($arg1)
  oldname_unquoted = user_string($arg1, "")
  newdirfd = _sys_int($arg2)
  newdirfd_str = _sys_dfd(newdirfd)
  newname = _sys_path($arg3)
  newname_unquoted = user_string($arg3, "")
  argstr = sprintf("%s, %s, %s", oldname, newdirfd_str, newname)
  @returned
}

/* probe syscall.readlink - read a symbolic link */
probe syscall.readlink = nd_syscall.readlink = kernel.syscall("readlink") ?
{
  name = "readlink"
  path = _sys_path($arg1)
  path_unquoted = user_string($arg1, "")
  buf_uaddr = $arg2
  bufsiz = $arg3
  argstr = sprintf("%s, %s, %d", path, @out($arg2, _sys_buffer($arg2, $return)), bufsiz)
  @returned
}

/* probe syscall.readlinkat - read a symbolic link, relative to a directory */
probe syscall.readlinkat = nd_syscall.readlinkat = kernel.syscall("readlinkat") ?
{
  name = "readlinkat"
  dfd = _sys_int($arg1)
  dfd_str = _sys_dfd(dfd)
  path = _sys_path($arg2)
  path_unquoted = user_string($arg2, "")
  buf_uaddr = $arg3
  bufsiz = $arg4
  argstr = sprintf("%s, %s, %s, %d", dfd_str, path, @out($arg3, _sys_buffer($arg3, $return)), bufsiz)
  @returned
}

/* probe syscall.chmod - change permissions */
probe syscall.chmod = nd_syscall.chmod = kernel.syscall("chmod") ?
{
  name = "chmod"
  path = _sys_path($arg1)
  path_unquoted = user_string($arg1, "")
  mode = $arg2 & 0177777
  argstr = sprintf("%s, %s", path, _octal(mode))
  @returned
}

/* probe syscall.fchmod - change an open file's permissions */
probe syscall.fchmod = nd_syscall.fchmod = kernel.syscall("fchmod") ?
{
  name = "fchmod"
  fildes = _sys_int($arg1)
  mode = $arg2 & 0177777
  argstr = sprintf("%d, %s", fildes, _octal(mode))
  @returned
}

/* probe syscall.fchmodat - change permissions, relative to a directory */
probe syscall.fchmodat = nd_syscall.fchmodat = kernel.syscall("fchmodat") ?
{
  name = "fchmodat"
  dirfd = _sys_int($arg1)
  dirfd_str = _sys_dfd(dirfd)
  pathname = _sys_path($arg2)
  pathname_unquoted = user_string($arg2, "")
  mode = $arg3 & 0177777
  argstr = sprintf("%s, %s, %s", dirfd_str, pathname, _octal(mode))
  @returned
}

/* probe syscall.chown - change the owner */
probe syscall.chown = nd_syscall.chown = kernel.syscall("chown") ?
{
  name = "chown"
  path = _sys_path($arg1)
  path_unquoted = user_string($arg1, "")
  owner = _sys_int($arg2)
  group = _sys_int($arg3)
  argstr = sprintf("%s, %d, %d", path, owner, group)
  @returned
}

/* probe syscall.lchown - change a link's owner */
probe syscall.lchown = nd_syscall.lchown = kernel.syscall("lchown") ?
{
  name = "lchown"
  path = _sys_path($arg1)
  path_unquoted = user_string($arg1, "")
  owner = _sys_int($arg2)
  group = _sys_int($arg3)
  argstr = sprintf("%s, %d, %d", path, owner, group)
  @returned
}

/* probe syscall.fchown - change an open file's owner */
probe syscall.fchown = nd_syscall.fchown = kernel.syscall("fchown") ?
{
  name = "fchown"
  fd = _sys_int($arg1)
  owner = _sys_int($arg2)
  group = _sys_int($arg3)
  argstr = sprintf("%d, %d, %d", fd, owner, group)
  @returned
}

/* probe syscall.fchownat - change the owner, relative to a directory */
probe syscall.fchownat = nd_syscall.fchownat = kernel.syscall("fchownat") ?
{
  name = "fchownat"
  dfd = _sys_int($arg1)
  dfd_str = _sys_dfd(dfd)
  path = _sys_path($arg2)
  path_unquoted = user_string($arg2, "")
  owner = _sys_int($arg3)
  group = _sys_int($arg4)
  flag = _sys_uint($arg5)
  flag_str = _sys_at_flags(flag)
  argstr = sprintf("%s, %s, %d, %d, %s", dfd_str, path, owner, group, flag_str)
  @returned
}

/* probe syscall.umask - set the mask of permissions */
probe syscall.umask = nd_syscall.umask = kernel.syscall("umask") ?
{
  name = "umask"
  mask = $arg1 & 0177777
  argstr = _octal(mask)
  @returned
}

/* probe syscall.chdir - change the working directory */
probe syscall.chdir = nd_syscall.chdir = kernel.syscall("chdir") ?
{
  name = "chdir"
  path = _sys_path($arg1)
  path_unquoted = user_string($arg1, "")
  argstr = path
  @returned
}

/* probe syscall.fchdir - change the working directory to an open one */
probe syscall.fchdir = nd_syscall.fchdir = kernel.syscall("fchdir") ?
{
  name = "fchdir"
  fd = _sys_int($arg1)
  argstr = sprintf("%d", fd)
  @returned
}

/* probe syscall.chroot - change the root directory */
probe syscall.chroot = nd_syscall.chroot = kernel.syscall("chroot") ?
{
  name = "chroot"
  path = _sys_path($arg1)
  path_unquoted = user_string($arg1, "")
  argstr = path
  @returned
}

/* probe syscall.getcwd - the working directory */
probe syscall.getcwd = nd_syscall.getcwd = kernel.syscall("getcwd") ?
{
  name = "getcwd"
  buf_uaddr = $arg1
  size = $arg2
  argstr = sprintf("%s, %d", @out($arg1, _sys_path($arg1)), size)
  @returned
}

/* probe syscall.truncate - set a file's size */
probe syscall.truncate = nd_syscall.truncate = kernel.syscall("truncate") ?
{
  name = "truncate"
  path = _sys_path($arg1)
  path_unquoted = user_string($arg1, "")
  length = $arg2
  argstr = sprintf("%s, %d", path, length)
  @returned
}

/* probe syscall.ftruncate - set an open file's size */
probe syscall.ftruncate = nd_syscall.ftruncate = kernel.syscall("ftruncate") ?
{
  name = "ftruncate"
  fd = _sys_int($arg1)
  length = $arg2
  argstr = sprintf("%d, %d", fd, length)
  @returned
}

/* probe syscall.utimensat - set a file's times */
probe syscall.utimensat = nd_syscall.utimensat = kernel.syscall("utimensat") ?
{
  name = "utimensat"
  dfd = _sys_int($arg1)
  dfd_str = _sys_dfd(dfd)
  filename = _sys_path($arg2)
  filename_unquoted = user_string($arg2, "")
  tsp_uaddr = $arg3
  flags = _sys_uint($arg4)
  flags_str = _sys_at_flags(flags)
  argstr = sprintf("%s, %s, %s, %s", dfd_str, filename, _sys_utimes($arg3), flags_str)
  @returned
}

/* probe syscall.statfs - a file system's status */
probe syscall.statfs = nd_syscall.statfs = kernel.syscall("statfs") ?
{
  name = "statfs"
  path = _sys_path($arg1)
  path_unquoted = user_string($arg1, "")
  buf_uaddr = $arg2
  argstr = sprintf("%s, %s", path, _address(buf_uaddr))
  @returned
}

/* probe syscall.fstatfs - a file system's status, by an open file */
probe syscall.fstatfs = nd_syscall.fstatfs = kernel.syscall("fstatfs") ?
{
  name = "fstatfs"
  fd = _sys_int($arg1)
  buf_uaddr = $arg2
  argstr = sprintf("%d, %s", fd, _address(buf_uaddr))
  @returned
}

/* probe syscall.mount - attach a file system */
probe syscall.mount = nd_syscall.mount = kernel.syscall("mount") ?
{
  name = "mount"
  source = _sys_path($arg1)
  source_unquoted = user_string($arg1, "")
  target = _sys_path($arg2)
  target_unquoted = user_string($arg2, "")
  filesystemtype = _sys_path($arg3)
  filesystemtype_unquoted = user_string($arg3, "")
  mountflags = _sys_uint($arg4)
  mountflags_str = _sys_mount_flags(mountflags)
  data = _sys_path($arg5)
  argstr = sprintf("%s, %s, %s, %s, %s", source, target, filesystemtype, mountflags_str, data)
  @returned
}

/* probe syscall.umount2 - detach a file system */
probe syscall.umount2 = syscall.umount = nd_syscall.umount2 = nd_syscall.umount = kernel.syscall("umount2") ?
{
  name = "umount2"
  target = _sys_path($arg1)
  target_unquoted = user_string($arg1, "")
  flags = _sys_uint($arg2)
  flags_str = _sys_umount_flags(flags)
  argstr = sprintf("%s, %s", target, flags_str)
  @returned
}

/* probe syscall.inotify_add_watch - watch a file */
probe syscall.inotify_add_watch = nd_syscall.inotify_add_watch = kernel.syscall("inotify_add_watch") ?
{
  name = "inotify_add_watch"
  fd = _sys_int($arg1)
  path = _sys_path($arg2)
  path_unquoted = user_string($arg2, "")
  mask = _sys_uint($arg3)
  mask_str = _sys_inotify_mask(mask)
  argstr = sprintf("%d, %s, %s", fd, path, mask_str)
  @returned
}

/* probe syscall.getdents - read a directory */
probe syscall.getdents = nd_syscall.getdents = kernel.syscall("getdents") ?
{
  name = "getdents"
  fd = _sys_int($arg1)
  dirp_uaddr = $arg2
  count = _sys_uint($arg3)
  argstr = sprintf("%d, %s, %d", fd, _address(dirp_uaddr), count)
  @returned
}

/* probe syscall.getdents64 - read a directory */
probe syscall.getdents64 = nd_syscall.getdents64 = kernel.syscall("getdents64") ?
{
  name = "getdents64"
  fd = _sys_int($arg1)
  dirp_uaddr = $arg2
  count = _sys_uint($arg3)
  argstr = sprintf("%d, %s, %d", fd, _address(dirp_uaddr), count)
  @returned
}
