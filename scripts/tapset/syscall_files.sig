// System calls: files by name: opening, links, permissions, directories.
//
// Text is as strace(1) prints it; what the kernel writes is shown where the call returns.

@define out(address, text) %( (@defined($return) ? ($return >= 0 ? @text : _address(@address)) : _address(@address)) %)
@define returned %( if (@defined($return)) { retval = $return; retstr = _sys_number($return) } %)

/* probe syscall.open, nd_syscall.open - open a file
 *
 * filename, filename_unquoted  a string in quotes, and as it is
 * flags, flags_str             flags, and their names
 * mode                         permissions
 * name                         "open"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.openat, nd_syscall.openat - open a file relative to a directory
 *
 * dfd, dfd_str                 a directory, and as text
 * filename, filename_unquoted  a string in quotes, and as it is
 * flags, flags_str             flags, and their names
 * mode                         permissions
 * name                         "openat"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.creat, nd_syscall.creat - make a file and open it
 *
 * pathname, pathname_unquoted  a string in quotes, and as it is
 * mode                         permissions
 * name                         "creat"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
probe syscall.creat = nd_syscall.creat = kernel.syscall("creat") ?
{
  name = "creat"
  pathname = _sys_path($arg1)
  pathname_unquoted = user_string($arg1, "")
  mode = $arg2 & 0177777
  argstr = sprintf("%s, %s", pathname, _octal(mode))
  @returned
}

/* probe syscall.access, nd_syscall.access - may a file be accessed
 *
 * pathname, pathname_unquoted  a string in quotes, and as it is
 * mode, mode_str               flags, and their names
 * name                         "access"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.faccessat, nd_syscall.faccessat - may a file be accessed, relative to a directory
 *
 * dirfd, dirfd_str             a directory, and as text
 * pathname, pathname_unquoted  a string in quotes, and as it is
 * mode, mode_str               flags, and their names
 * name                         "faccessat"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.faccessat2, nd_syscall.faccessat2 - may a file be accessed, with flags
 *
 * dirfd, dirfd_str             a directory, and as text
 * pathname, pathname_unquoted  a string in quotes, and as it is
 * mode, mode_str               flags, and their names
 * flags, flags_str             flags, and their names
 * name                         "faccessat2"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.stat, nd_syscall.stat - a file's status
 *
 * filename, filename_unquoted  a string in quotes, and as it is
 * statbuf_uaddr                an address to write to
 * name                         "stat"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
probe syscall.stat = nd_syscall.stat = kernel.syscall("stat") ?
{
  name = "stat"
  filename = _sys_path($arg1)
  filename_unquoted = user_string($arg1, "")
  statbuf_uaddr = $arg2
  argstr = sprintf("%s, %s", filename, @out($arg2, _sys_stat($arg2)))
  @returned
}

/* probe syscall.lstat, nd_syscall.lstat - a link's status
 *
 * filename, filename_unquoted  a string in quotes, and as it is
 * statbuf_uaddr                an address to write to
 * name                         "lstat"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
probe syscall.lstat = nd_syscall.lstat = kernel.syscall("lstat") ?
{
  name = "lstat"
  filename = _sys_path($arg1)
  filename_unquoted = user_string($arg1, "")
  statbuf_uaddr = $arg2
  argstr = sprintf("%s, %s", filename, @out($arg2, _sys_stat($arg2)))
  @returned
}

/* probe syscall.fstat, nd_syscall.fstat - an open file's status
 *
 * filedes         a descriptor
 * statbuf_uaddr   an address to write to
 * name            "fstat"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.fstat = nd_syscall.fstat = kernel.syscall("fstat") ?
{
  name = "fstat"
  filedes = _sys_int($arg1)
  statbuf_uaddr = $arg2
  argstr = sprintf("%d, %s", filedes, @out($arg2, _sys_stat($arg2)))
  @returned
}

/* probe syscall.newfstatat, syscall.fstatat, nd_syscall.newfstatat, nd_syscall.fstatat - a file's status, relative to a directory
 *
 * dirfd, dirfd_str     a directory, and as text
 * path, path_unquoted  a string in quotes, and as it is
 * buf_uaddr            an address to write to
 * flags, flags_str     flags, and their names
 * name                 "newfstatat"
 * argstr               the arguments as text
 * retval, retstr       behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.statx, nd_syscall.statx - a file's extended status
 *
 * dfd, dfd_str                 a directory, and as text
 * filename, filename_unquoted  a string in quotes, and as it is
 * flags, flags_str             flags, and their names
 * mask, mask_str               flags, and their names
 * buf_uaddr                    an address to write to
 * name                         "statx"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.mkdir, nd_syscall.mkdir - make a directory
 *
 * pathname, pathname_unquoted  a string in quotes, and as it is
 * mode                         permissions
 * name                         "mkdir"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
probe syscall.mkdir = nd_syscall.mkdir = kernel.syscall("mkdir") ?
{
  name = "mkdir"
  pathname = _sys_path($arg1)
  pathname_unquoted = user_string($arg1, "")
  mode = $arg2 & 0177777
  argstr = sprintf("%s, %s", pathname, _octal(mode))
  @returned
}

/* probe syscall.mkdirat, nd_syscall.mkdirat - make a directory, relative to a directory
 *
 * dirfd, dirfd_str             a directory, and as text
 * pathname, pathname_unquoted  a string in quotes, and as it is
 * mode                         permissions
 * name                         "mkdirat"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.rmdir, nd_syscall.rmdir - remove a directory
 *
 * pathname, pathname_unquoted  a string in quotes, and as it is
 * name                         "rmdir"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
probe syscall.rmdir = nd_syscall.rmdir = kernel.syscall("rmdir") ?
{
  name = "rmdir"
  pathname = _sys_path($arg1)
  pathname_unquoted = user_string($arg1, "")
  argstr = pathname
  @returned
}

/* probe syscall.mknod, nd_syscall.mknod - make a special file
 *
 * pathname, pathname_unquoted  a string in quotes, and as it is
 * mode, mode_str               a number, and its name
 * dev                          a device
 * name                         "mknod"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.mknodat, nd_syscall.mknodat - make a special file, relative to a directory
 *
 * dirfd, dirfd_str             a directory, and as text
 * pathname, pathname_unquoted  a string in quotes, and as it is
 * mode, mode_str               a number, and its name
 * dev                          a device
 * name                         "mknodat"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.unlink, nd_syscall.unlink - remove a name
 *
 * pathname, pathname_unquoted  a string in quotes, and as it is
 * name                         "unlink"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
probe syscall.unlink = nd_syscall.unlink = kernel.syscall("unlink") ?
{
  name = "unlink"
  pathname = _sys_path($arg1)
  pathname_unquoted = user_string($arg1, "")
  argstr = pathname
  @returned
}

/* probe syscall.unlinkat, nd_syscall.unlinkat - remove a name, relative to a directory
 *
 * dfd, dfd_str                 a directory, and as text
 * pathname, pathname_unquoted  a string in quotes, and as it is
 * flag, flag_str               flags, and their names
 * name                         "unlinkat"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.rename, nd_syscall.rename - rename a file
 *
 * oldpath, oldpath_unquoted  a string in quotes, and as it is
 * newpath, newpath_unquoted  a string in quotes, and as it is
 * name                       "rename"
 * argstr                     the arguments as text
 * retval, retstr             behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.renameat, nd_syscall.renameat - rename a file, relative to directories
 *
 * olddfd, olddfd_str         a directory, and as text
 * oldpath, oldpath_unquoted  a string in quotes, and as it is
 * newdfd, newdfd_str         a directory, and as text
 * newpath, newpath_unquoted  a string in quotes, and as it is
 * name                       "renameat"
 * argstr                     the arguments as text
 * retval, retstr             behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.renameat2, nd_syscall.renameat2 - rename a file, with flags
 *
 * olddfd, olddfd_str         a directory, and as text
 * oldpath, oldpath_unquoted  a string in quotes, and as it is
 * newdfd, newdfd_str         a directory, and as text
 * newpath, newpath_unquoted  a string in quotes, and as it is
 * flags, flags_str           flags, and their names
 * name                       "renameat2"
 * argstr                     the arguments as text
 * retval, retstr             behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.link, nd_syscall.link - make another name for a file
 *
 * oldpath, oldpath_unquoted  a string in quotes, and as it is
 * newpath, newpath_unquoted  a string in quotes, and as it is
 * name                       "link"
 * argstr                     the arguments as text
 * retval, retstr             behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.linkat, nd_syscall.linkat - make another name, relative to directories
 *
 * olddirfd, olddirfd_str     a directory, and as text
 * oldpath, oldpath_unquoted  a string in quotes, and as it is
 * newdirfd, newdirfd_str     a directory, and as text
 * newpath, newpath_unquoted  a string in quotes, and as it is
 * flags, flags_str           flags, and their names
 * name                       "linkat"
 * argstr                     the arguments as text
 * retval, retstr             behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.symlink, nd_syscall.symlink - make a symbolic link
 *
 * oldpath, oldpath_unquoted  a string in quotes, and as it is
 * newpath, newpath_unquoted  a string in quotes, and as it is
 * name                       "symlink"
 * argstr                     the arguments as text
 * retval, retstr             behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.symlinkat, nd_syscall.symlinkat - make a symbolic link, relative to a directory
 *
 * oldname, oldname_unquoted  a string in quotes, and as it is
 * newdirfd, newdirfd_str     a directory, and as text
 * newname, newname_unquoted  a string in quotes, and as it is
 * name                       "symlinkat"
 * argstr                     the arguments as text
 * retval, retstr             behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.readlink, nd_syscall.readlink - read a symbolic link
 *
 * path, path_unquoted  a string in quotes, and as it is
 * buf_uaddr            address of a buffer to fill
 * bufsiz               a number
 * name                 "readlink"
 * argstr               the arguments as text
 * retval, retstr       behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.readlinkat, nd_syscall.readlinkat - read a symbolic link, relative to a directory
 *
 * dfd, dfd_str         a directory, and as text
 * path, path_unquoted  a string in quotes, and as it is
 * buf_uaddr            address of a buffer to fill
 * bufsiz               a number
 * name                 "readlinkat"
 * argstr               the arguments as text
 * retval, retstr       behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.chmod, nd_syscall.chmod - change permissions
 *
 * path, path_unquoted  a string in quotes, and as it is
 * mode                 permissions
 * name                 "chmod"
 * argstr               the arguments as text
 * retval, retstr       behind `.return`: what it returned, as a number and as text
 */
probe syscall.chmod = nd_syscall.chmod = kernel.syscall("chmod") ?
{
  name = "chmod"
  path = _sys_path($arg1)
  path_unquoted = user_string($arg1, "")
  mode = $arg2 & 0177777
  argstr = sprintf("%s, %s", path, _octal(mode))
  @returned
}

/* probe syscall.fchmod, nd_syscall.fchmod - change an open file's permissions
 *
 * fildes          a descriptor
 * mode            permissions
 * name            "fchmod"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.fchmod = nd_syscall.fchmod = kernel.syscall("fchmod") ?
{
  name = "fchmod"
  fildes = _sys_int($arg1)
  mode = $arg2 & 0177777
  argstr = sprintf("%d, %s", fildes, _octal(mode))
  @returned
}

/* probe syscall.fchmodat, nd_syscall.fchmodat - change permissions, relative to a directory
 *
 * dirfd, dirfd_str             a directory, and as text
 * pathname, pathname_unquoted  a string in quotes, and as it is
 * mode                         permissions
 * name                         "fchmodat"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.chown, nd_syscall.chown - change the owner
 *
 * path, path_unquoted  a string in quotes, and as it is
 * owner                a number
 * group                a number
 * name                 "chown"
 * argstr               the arguments as text
 * retval, retstr       behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.lchown, nd_syscall.lchown - change a link's owner
 *
 * path, path_unquoted  a string in quotes, and as it is
 * owner                a number
 * group                a number
 * name                 "lchown"
 * argstr               the arguments as text
 * retval, retstr       behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.fchown, nd_syscall.fchown - change an open file's owner
 *
 * fd              a descriptor
 * owner           a number
 * group           a number
 * name            "fchown"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.fchown = nd_syscall.fchown = kernel.syscall("fchown") ?
{
  name = "fchown"
  fd = _sys_int($arg1)
  owner = _sys_int($arg2)
  group = _sys_int($arg3)
  argstr = sprintf("%d, %d, %d", fd, owner, group)
  @returned
}

/* probe syscall.fchownat, nd_syscall.fchownat - change the owner, relative to a directory
 *
 * dfd, dfd_str         a directory, and as text
 * path, path_unquoted  a string in quotes, and as it is
 * owner                a number
 * group                a number
 * flag, flag_str       flags, and their names
 * name                 "fchownat"
 * argstr               the arguments as text
 * retval, retstr       behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.umask, nd_syscall.umask - set the mask of permissions
 *
 * mask            permissions
 * name            "umask"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.umask = nd_syscall.umask = kernel.syscall("umask") ?
{
  name = "umask"
  mask = $arg1 & 0177777
  argstr = _octal(mask)
  @returned
}

/* probe syscall.chdir, nd_syscall.chdir - change the working directory
 *
 * path, path_unquoted  a string in quotes, and as it is
 * name                 "chdir"
 * argstr               the arguments as text
 * retval, retstr       behind `.return`: what it returned, as a number and as text
 */
probe syscall.chdir = nd_syscall.chdir = kernel.syscall("chdir") ?
{
  name = "chdir"
  path = _sys_path($arg1)
  path_unquoted = user_string($arg1, "")
  argstr = path
  @returned
}

/* probe syscall.fchdir, nd_syscall.fchdir - change the working directory to an open one
 *
 * fd              a descriptor
 * name            "fchdir"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.fchdir = nd_syscall.fchdir = kernel.syscall("fchdir") ?
{
  name = "fchdir"
  fd = _sys_int($arg1)
  argstr = sprintf("%d", fd)
  @returned
}

/* probe syscall.chroot, nd_syscall.chroot - change the root directory
 *
 * path, path_unquoted  a string in quotes, and as it is
 * name                 "chroot"
 * argstr               the arguments as text
 * retval, retstr       behind `.return`: what it returned, as a number and as text
 */
probe syscall.chroot = nd_syscall.chroot = kernel.syscall("chroot") ?
{
  name = "chroot"
  path = _sys_path($arg1)
  path_unquoted = user_string($arg1, "")
  argstr = path
  @returned
}

/* probe syscall.getcwd, nd_syscall.getcwd - the working directory
 *
 * buf_uaddr       address of a buffer to fill
 * size            a number
 * name            "getcwd"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.getcwd = nd_syscall.getcwd = kernel.syscall("getcwd") ?
{
  name = "getcwd"
  buf_uaddr = $arg1
  size = $arg2
  argstr = sprintf("%s, %d", @out($arg1, _sys_path($arg1)), size)
  @returned
}

/* probe syscall.truncate, nd_syscall.truncate - set a file's size
 *
 * path, path_unquoted  a string in quotes, and as it is
 * length               a number
 * name                 "truncate"
 * argstr               the arguments as text
 * retval, retstr       behind `.return`: what it returned, as a number and as text
 */
probe syscall.truncate = nd_syscall.truncate = kernel.syscall("truncate") ?
{
  name = "truncate"
  path = _sys_path($arg1)
  path_unquoted = user_string($arg1, "")
  length = $arg2
  argstr = sprintf("%s, %d", path, length)
  @returned
}

/* probe syscall.ftruncate, nd_syscall.ftruncate - set an open file's size
 *
 * fd              a descriptor
 * length          a number
 * name            "ftruncate"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.ftruncate = nd_syscall.ftruncate = kernel.syscall("ftruncate") ?
{
  name = "ftruncate"
  fd = _sys_int($arg1)
  length = $arg2
  argstr = sprintf("%d, %d", fd, length)
  @returned
}

/* probe syscall.utimensat, nd_syscall.utimensat - set a file's times
 *
 * dfd, dfd_str                 a directory, and as text
 * filename, filename_unquoted  a string in quotes, and as it is
 * tsp_uaddr                    an address to read from
 * flags, flags_str             flags, and their names
 * name                         "utimensat"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.statfs, nd_syscall.statfs - a file system's status
 *
 * path, path_unquoted  a string in quotes, and as it is
 * buf_uaddr            an address
 * name                 "statfs"
 * argstr               the arguments as text
 * retval, retstr       behind `.return`: what it returned, as a number and as text
 */
probe syscall.statfs = nd_syscall.statfs = kernel.syscall("statfs") ?
{
  name = "statfs"
  path = _sys_path($arg1)
  path_unquoted = user_string($arg1, "")
  buf_uaddr = $arg2
  argstr = sprintf("%s, %s", path, _address(buf_uaddr))
  @returned
}

/* probe syscall.fstatfs, nd_syscall.fstatfs - a file system's status, by an open file
 *
 * fd              a descriptor
 * buf_uaddr       an address
 * name            "fstatfs"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.fstatfs = nd_syscall.fstatfs = kernel.syscall("fstatfs") ?
{
  name = "fstatfs"
  fd = _sys_int($arg1)
  buf_uaddr = $arg2
  argstr = sprintf("%d, %s", fd, _address(buf_uaddr))
  @returned
}

/* probe syscall.mount, nd_syscall.mount - attach a file system
 *
 * source, source_unquoted                  a string in quotes, and as it is
 * target, target_unquoted                  a string in quotes, and as it is
 * filesystemtype, filesystemtype_unquoted  a string in quotes, and as it is
 * mountflags, mountflags_str               flags, and their names
 * data                                     a string in quotes
 * name                                     "mount"
 * argstr                                   the arguments as text
 * retval, retstr                           behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.umount2, syscall.umount, nd_syscall.umount2, nd_syscall.umount - detach a file system
 *
 * target, target_unquoted  a string in quotes, and as it is
 * flags, flags_str         flags, and their names
 * name                     "umount2"
 * argstr                   the arguments as text
 * retval, retstr           behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.inotify_add_watch, nd_syscall.inotify_add_watch - watch a file
 *
 * fd                   a descriptor
 * path, path_unquoted  a string in quotes, and as it is
 * mask, mask_str       flags, and their names
 * name                 "inotify_add_watch"
 * argstr               the arguments as text
 * retval, retstr       behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.getdents, nd_syscall.getdents - read a directory
 *
 * fd              a descriptor
 * dirp_uaddr      an address
 * count           a number
 * name            "getdents"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.getdents = nd_syscall.getdents = kernel.syscall("getdents") ?
{
  name = "getdents"
  fd = _sys_int($arg1)
  dirp_uaddr = $arg2
  count = _sys_uint($arg3)
  argstr = sprintf("%d, %s, %d", fd, _address(dirp_uaddr), count)
  @returned
}

/* probe syscall.getdents64, nd_syscall.getdents64 - read a directory
 *
 * fd              a descriptor
 * dirp_uaddr      an address
 * count           a number
 * name            "getdents64"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.getdents64 = nd_syscall.getdents64 = kernel.syscall("getdents64") ?
{
  name = "getdents64"
  fd = _sys_int($arg1)
  dirp_uaddr = $arg2
  count = _sys_uint($arg3)
  argstr = sprintf("%d, %s, %d", fd, _address(dirp_uaddr), count)
  @returned
}
