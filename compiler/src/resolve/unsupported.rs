//! Functions of SystemTap's that scripts know and sigscript cannot have: one row for each reason.

const FUNCTIONS: &[(&[&str], &str)] = &[
    (
        &["speculation", "speculate", "commit", "discard"],
        "collect the lines in an array; print or delete them when it is decided",
    ),
    (
        &[
            "printk",
            "panic",
            "ftrace",
            "set_kernel_char",
            "set_kernel_short",
            "set_kernel_int",
            "set_kernel_long",
            "set_kernel_string",
            "set_kernel_string_n",
            "set_kernel_pointer",
            "set_user_char",
            "set_user_short",
            "set_user_int",
            "set_user_long",
            "set_user_string",
            "set_user_string_n",
            "set_user_pointer",
        ],
        "a script writes nothing into the kernel or into processes",
    ),
    (
        &[
            "register",
            "u_register",
            "int_arg",
            "uint_arg",
            "long_arg",
            "ulong_arg",
            "longlong_arg",
            "ulonglong_arg",
            "pointer_arg",
            "s32_arg",
            "u32_arg",
            "s64_arg",
            "u64_arg",
            "asmlinkage",
            "fastcall",
            "regparm",
            "returnval",
            "returnstr",
            "addr",
            "uaddr",
            "stack_size",
            "stack_used",
            "stack_unused",
        ],
        "no point offers the registers of a function; use target variables such as `$arg1` and `$return`",
    ),
    (
        &["get_cycles"],
        "`ktime_get_ns()` counts nanoseconds on every processor alike",
    ),
    (&["module_size"], "sigscript loads no kernel module"),
    (&["switch_file"], "output goes to one file; see `-o`"),
];

/// Why there is no such function; `None` where nobody knows of it.
pub fn function(name: &str) -> Option<&'static str> {
    FUNCTIONS
        .iter()
        .find(|(names, _)| names.contains(&name))
        .map(|(_, reason)| *reason)
}
