kprobe:do_sys_open { printf("%s\n", comm); }
