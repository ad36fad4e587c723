// System calls: clocks and timers.
//
// Text is as strace(1) prints it; what the kernel writes is shown where the call returns.

@define out(address, text) %( (@defined($return) ? ($return >= 0 ? @text : _address(@address)) : _address(@address)) %)
@define returned %( if (@defined($return)) { retval = $return; retstr = _sys_number($return) } %)

/* probe syscall.nanosleep, nd_syscall.nanosleep - sleep
 *
 * req_uaddr       an address to read from
 * rem_uaddr       an address
 * name            "nanosleep"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.nanosleep = nd_syscall.nanosleep = kernel.syscall("nanosleep") ?
{
  name = "nanosleep"
  req_uaddr = $arg1
  rem_uaddr = $arg2
  argstr = sprintf("%s, %s", _sys_timespec($arg1), _address(rem_uaddr))
  @returned
}

/* probe syscall.clock_nanosleep, nd_syscall.clock_nanosleep - sleep by a clock
 *
 * clk_id, clk_id_str  a number, and its name
 * flags, flags_str    flags, and their names
 * req_uaddr           an address to read from
 * rem_uaddr           an address
 * name                "clock_nanosleep"
 * argstr              the arguments as text
 * retval, retstr      behind `.return`: what it returned, as a number and as text
 */
probe syscall.clock_nanosleep = nd_syscall.clock_nanosleep = kernel.syscall("clock_nanosleep") ?
{
  name = "clock_nanosleep"
  clk_id = _sys_int($arg1)
  clk_id_str = _sys_clock(clk_id)
  flags = _sys_uint($arg2)
  flags_str = _flag_names(flags, "1=TIMER_ABSTIME,?=TIMER_???")
  req_uaddr = $arg3
  rem_uaddr = $arg4
  argstr = sprintf("%s, %s, %s, %s", clk_id_str, flags_str, _sys_timespec($arg3), _address(rem_uaddr))
  @returned
}

/* probe syscall.clock_gettime, nd_syscall.clock_gettime - read a clock
 *
 * clk_id, clk_id_str  a number, and its name
 * tp_uaddr            an address to write to
 * name                "clock_gettime"
 * argstr              the arguments as text
 * retval, retstr      behind `.return`: what it returned, as a number and as text
 */
probe syscall.clock_gettime = nd_syscall.clock_gettime = kernel.syscall("clock_gettime") ?
{
  name = "clock_gettime"
  clk_id = _sys_int($arg1)
  clk_id_str = _sys_clock(clk_id)
  tp_uaddr = $arg2
  argstr = sprintf("%s, %s", clk_id_str, @out($arg2, _sys_timespec($arg2)))
  @returned
}

/* probe syscall.clock_settime, nd_syscall.clock_settime - set a clock
 *
 * clk_id, clk_id_str  a number, and its name
 * tp_uaddr            an address to read from
 * name                "clock_settime"
 * argstr              the arguments as text
 * retval, retstr      behind `.return`: what it returned, as a number and as text
 */
probe syscall.clock_settime = nd_syscall.clock_settime = kernel.syscall("clock_settime") ?
{
  name = "clock_settime"
  clk_id = _sys_int($arg1)
  clk_id_str = _sys_clock(clk_id)
  tp_uaddr = $arg2
  argstr = sprintf("%s, %s", clk_id_str, _sys_timespec($arg2))
  @returned
}

/* probe syscall.clock_getres, nd_syscall.clock_getres - a clock's resolution
 *
 * clk_id, clk_id_str  a number, and its name
 * res_uaddr           an address to write to
 * name                "clock_getres"
 * argstr              the arguments as text
 * retval, retstr      behind `.return`: what it returned, as a number and as text
 */
probe syscall.clock_getres = nd_syscall.clock_getres = kernel.syscall("clock_getres") ?
{
  name = "clock_getres"
  clk_id = _sys_int($arg1)
  clk_id_str = _sys_clock(clk_id)
  res_uaddr = $arg2
  argstr = sprintf("%s, %s", clk_id_str, @out($arg2, _sys_timespec($arg2)))
  @returned
}

/* probe syscall.gettimeofday, nd_syscall.gettimeofday - the time
 *
 * tv_uaddr        an address to write to
 * tz_uaddr        an address to write to
 * name            "gettimeofday"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.gettimeofday = nd_syscall.gettimeofday = kernel.syscall("gettimeofday") ?
{
  name = "gettimeofday"
  tv_uaddr = $arg1
  tz_uaddr = $arg2
  argstr = sprintf("%s, %s", @out($arg1, _sys_timeval($arg1)), @out($arg2, _sys_timezone($arg2)))
  @returned
}

/* probe syscall.settimeofday, nd_syscall.settimeofday - set the time
 *
 * tv_uaddr        an address to read from
 * tz_uaddr        an address to read from
 * name            "settimeofday"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.settimeofday = nd_syscall.settimeofday = kernel.syscall("settimeofday") ?
{
  name = "settimeofday"
  tv_uaddr = $arg1
  tz_uaddr = $arg2
  argstr = sprintf("%s, %s", _sys_timeval($arg1), _sys_timezone($arg2))
  @returned
}

/* probe syscall.time, nd_syscall.time - the time in seconds
 *
 * t_uaddr         an address to write to
 * name            "time"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.time = nd_syscall.time = kernel.syscall("time") ?
{
  name = "time"
  t_uaddr = $arg1
  argstr = @out($arg1, _sys_long_at($arg1))
  @returned
}

/* probe syscall.times, nd_syscall.times - processor time used
 *
 * buf_uaddr       an address to write to
 * name            "times"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.times = nd_syscall.times = kernel.syscall("times") ?
{
  name = "times"
  buf_uaddr = $arg1
  argstr = @out($arg1, _sys_tms($arg1))
  @returned
}

/* probe syscall.alarm, nd_syscall.alarm - a signal after some seconds
 *
 * seconds         a number
 * name            "alarm"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.alarm = nd_syscall.alarm = kernel.syscall("alarm") ?
{
  name = "alarm"
  seconds = _sys_uint($arg1)
  argstr = sprintf("%d", seconds)
  @returned
}

/* probe syscall.getitimer, nd_syscall.getitimer - a timer
 *
 * which, which_str  a number, and its name
 * value_uaddr       an address to write to
 * name              "getitimer"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.getitimer = nd_syscall.getitimer = kernel.syscall("getitimer") ?
{
  name = "getitimer"
  which = _sys_int($arg1)
  which_str = _value_name(which, "0=ITIMER_REAL,1=ITIMER_VIRTUAL,2=ITIMER_PROF,?=ITIMER_???")
  value_uaddr = $arg2
  argstr = sprintf("%s, %s", which_str, @out($arg2, _sys_itimerval($arg2)))
  @returned
}

/* probe syscall.setitimer, nd_syscall.setitimer - set a timer
 *
 * which, which_str  a number, and its name
 * value_uaddr       an address to read from
 * ovalue_uaddr      an address to write to
 * name              "setitimer"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.setitimer = nd_syscall.setitimer = kernel.syscall("setitimer") ?
{
  name = "setitimer"
  which = _sys_int($arg1)
  which_str = _value_name(which, "0=ITIMER_REAL,1=ITIMER_VIRTUAL,2=ITIMER_PROF,?=ITIMER_???")
  value_uaddr = $arg2
  ovalue_uaddr = $arg3
  argstr = sprintf("%s, %s, %s", which_str, _sys_itimerval($arg2), @out($arg3, _sys_itimerval($arg3)))
  @returned
}

/* probe syscall.timerfd_create, nd_syscall.timerfd_create - make a descriptor for a timer
 *
 * clockid, clockid_str  a number, and its name
 * flags, flags_str      flags, and their names
 * name                  "timerfd_create"
 * argstr                the arguments as text
 * retval, retstr        behind `.return`: what it returned, as a number and as text
 */
probe syscall.timerfd_create = nd_syscall.timerfd_create = kernel.syscall("timerfd_create") ?
{
  name = "timerfd_create"
  clockid = _sys_int($arg1)
  clockid_str = _sys_clock(clockid)
  flags = _sys_uint($arg2)
  flags_str = _flag_names(flags, "02000000=TFD_CLOEXEC,04000=TFD_NONBLOCK,?=TFD_???")
  argstr = sprintf("%s, %s", clockid_str, flags_str)
  @returned
}

/* probe syscall.timerfd_settime, nd_syscall.timerfd_settime - set a timer
 *
 * ufd               a descriptor
 * flags, flags_str  flags, and their names
 * utmr_uaddr        an address to read from
 * otmr_uaddr        an address to write to
 * name              "timerfd_settime"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.timerfd_settime = nd_syscall.timerfd_settime = kernel.syscall("timerfd_settime") ?
{
  name = "timerfd_settime"
  ufd = _sys_int($arg1)
  flags = _sys_uint($arg2)
  flags_str = _flag_names(flags, "1=TFD_TIMER_ABSTIME,2=TFD_TIMER_CANCEL_ON_SET,?=TFD_TIMER_???")
  utmr_uaddr = $arg3
  otmr_uaddr = $arg4
  argstr = sprintf("%d, %s, %s, %s", ufd, flags_str, _sys_itimerspec($arg3), @out($arg4, _sys_itimerspec($arg4)))
  @returned
}

/* probe syscall.timerfd_gettime, nd_syscall.timerfd_gettime - a timer's state
 *
 * ufd             a descriptor
 * otmr_uaddr      an address to write to
 * name            "timerfd_gettime"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.timerfd_gettime = nd_syscall.timerfd_gettime = kernel.syscall("timerfd_gettime") ?
{
  name = "timerfd_gettime"
  ufd = _sys_int($arg1)
  otmr_uaddr = $arg2
  argstr = sprintf("%d, %s", ufd, @out($arg2, _sys_itimerspec($arg2)))
  @returned
}

/* probe syscall.timer_delete, nd_syscall.timer_delete - remove a timer
 *
 * timerid         a number
 * name            "timer_delete"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.timer_delete = nd_syscall.timer_delete = kernel.syscall("timer_delete") ?
{
  name = "timer_delete"
  timerid = _sys_int($arg1)
  argstr = sprintf("%d", timerid)
  @returned
}

/* probe syscall.timer_settime, nd_syscall.timer_settime - set a timer
 *
 * timerid            a number
 * flags, flags_str   flags, and their names
 * new_setting_uaddr  an address to read from
 * old_setting_uaddr  an address to write to
 * name               "timer_settime"
 * argstr             the arguments as text
 * retval, retstr     behind `.return`: what it returned, as a number and as text
 */
probe syscall.timer_settime = nd_syscall.timer_settime = kernel.syscall("timer_settime") ?
{
  name = "timer_settime"
  timerid = _sys_int($arg1)
  flags = _sys_uint($arg2)
  flags_str = _flag_names(flags, "1=TIMER_ABSTIME,?=TIMER_???")
  new_setting_uaddr = $arg3
  old_setting_uaddr = $arg4
  argstr = sprintf("%d, %s, %s, %s", timerid, flags_str, _sys_itimerspec($arg3), @out($arg4, _sys_itimerspec($arg4)))
  @returned
}

/* probe syscall.timer_gettime, nd_syscall.timer_gettime - a timer's state
 *
 * timerid         a number
 * value_uaddr     an address to write to
 * name            "timer_gettime"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.timer_gettime = nd_syscall.timer_gettime = kernel.syscall("timer_gettime") ?
{
  name = "timer_gettime"
  timerid = _sys_int($arg1)
  value_uaddr = $arg2
  argstr = sprintf("%d, %s", timerid, @out($arg2, _sys_itimerspec($arg2)))
  @returned
}

/* probe syscall.timer_getoverrun, nd_syscall.timer_getoverrun - how often a timer ran over
 *
 * timerid         a number
 * name            "timer_getoverrun"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.timer_getoverrun = nd_syscall.timer_getoverrun = kernel.syscall("timer_getoverrun") ?
{
  name = "timer_getoverrun"
  timerid = _sys_int($arg1)
  argstr = sprintf("%d", timerid)
  @returned
}
