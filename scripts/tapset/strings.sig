// Strings in memory, as far as they are wanted, or another text where they cannot be read.

// The first n bytes of the string at an address of the current process.
function user_string_n:string(address:long, n:long) { return substr(user_string(address), 0, n) }

// The first n bytes of the string at an address of the current process; another text where it cannot be read.
function user_string_n2:string(address:long, n:long, otherwise:string) { return substr(user_string(address, otherwise), 0, n) }

// The first n bytes of the string at a kernel address.
function kernel_string_n:string(address:long, n:long) { return substr(kernel_string(address), 0, n) }

// The string at a kernel address; another text where it cannot be read.
function kernel_string2:string(address:long, otherwise:string) { return kernel_string(address, otherwise) }

// The string at a kernel address, in double quotes; the address where it cannot be read.
function kernel_string_quoted:string(address:long) { return _quoted_at(address, kernel_string(address, "\001\001"), "\001\001", 0) }
