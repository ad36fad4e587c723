//! Filters in the kernel's grammar.
