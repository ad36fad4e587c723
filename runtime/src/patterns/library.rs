//! The C library's regular expressions.

use std::ffi::CString;
use std::fmt;
use std::mem::MaybeUninit;
use std::ops::Range;
use std::ptr;

use libc::{c_char, regex_t, regmatch_t};

use super::parentheses::Parentheses;
use super::size;
use crate::text;

/// What the C library made of a pattern. It stays where it was made, because the library may point into it.
pub(super) struct Compiled {
    regex: Box<regex_t>,
    pub group_count: usize,
}

impl Compiled {
    /// Compiles a pattern, or tells what is wrong with it.
    pub fn new(pattern: &[u8]) -> Result<Self, String> {
        let parentheses = Parentheses::of(pattern);
        if parentheses.referred {
            return Err("back references are not supported".into());
        }
        if !size::is_bearable(pattern) {
            return Err("too large once its repetitions are written out".into());
        }
        let pattern = CString::new(text::before_nul(pattern)).unwrap_or_default();
        let mut regex: Box<MaybeUninit<regex_t>> = Box::new_uninit();
        // SAFETY: both pointers are valid, and the pattern ends with a NUL byte.
        let code =
            unsafe { libc::regcomp(regex.as_mut_ptr(), pattern.as_ptr(), libc::REG_EXTENDED) };
        if code != 0 {
            return Err(message(code));
        }
        // SAFETY: `regcomp` has filled it.
        let regex = unsafe { regex.assume_init() };
        Ok(Self {
            regex,
            group_count: parentheses.opened + 1,
        })
    }

    /// Whether it matches. Groups cost the library more than everything else, so they are found only where they are asked for.
    pub fn matches(&self, subject: &[u8], scratch: &mut Vec<u8>) -> bool {
        self.execute(subject, &mut [], scratch)
    }

    /// Where the whole match and the groups stand; nothing where it does not match.
    pub fn groups(&self, subject: &[u8]) -> Vec<Range<usize>> {
        let unset = regmatch_t {
            rm_so: -1,
            rm_eo: -1,
        };
        let mut places = vec![unset; self.group_count];
        if !self.execute(subject, &mut places, &mut Vec::new()) {
            return Vec::new();
        }
        places.into_iter().map(range).collect()
    }

    /// Whether it matches, and where its groups do, as many as there is room for.
    fn execute(&self, subject: &[u8], groups: &mut [regmatch_t], scratch: &mut Vec<u8>) -> bool {
        scratch.clear();
        scratch.extend_from_slice(subject);
        scratch.push(0);
        let subject: *const c_char = scratch.as_ptr().cast();
        // SAFETY: the expression is compiled, the subject ends with a NUL byte, and there is room for that many groups.
        let code = unsafe {
            libc::regexec(
                &raw const *self.regex,
                subject,
                groups.len(),
                groups.as_mut_ptr(),
                0,
            )
        };
        code == 0
    }
}

impl Drop for Compiled {
    fn drop(&mut self) {
        // SAFETY: it was compiled, and nobody uses it any more.
        unsafe { libc::regfree(&raw mut *self.regex) };
    }
}

impl fmt::Debug for Compiled {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Compiled").finish_non_exhaustive()
    }
}

/// The C library's words for an error, in this project's style.
fn message(code: i32) -> String {
    let mut buffer = [0_u8; 128];
    // SAFETY: it writes at most that many bytes and needs no expression.
    unsafe { libc::regerror(code, ptr::null(), buffer.as_mut_ptr().cast(), buffer.len()) };
    let mut message = String::from_utf8_lossy(text::before_nul(&buffer)).into_owned();
    if let Some(first) = message.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    message
}

/// A group's place; empty for one that took no part.
fn range(place: regmatch_t) -> Range<usize> {
    match (usize::try_from(place.rm_so), usize::try_from(place.rm_eo)) {
        (Ok(start), Ok(end)) => start..end,
        _ => 0..0,
    }
}
