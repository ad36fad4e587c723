//! Numbers of the machine, and what it writes in them.

use std::net::Ipv6Addr;

use nix::unistd::{SysconfVar, sysconf};

use super::row::rows;
use crate::text::Text;

rows! { world;
    /// The size of a page of memory in bytes.
    impure fn mem_page_size() -> Long { sysconf(SysconfVar::PAGE_SIZE).ok().flatten().unwrap_or(4096) }

    /// How many bits of a number are 1.
    pure fn _bit_count(number: Long) -> Long { i64::from(number.count_ones()) }

    /// An IPv6 address as text, from its four words as they stand in memory.
    pure fn _ipv6_text(a: Long, b: Long, c: Long, d: Long) -> String { ipv6([a, b, c, d]) }
}

fn ipv6(words: [i64; 4]) -> Text {
    let mut bytes = [0; 16];
    for (place, word) in bytes.chunks_exact_mut(4).zip(words) {
        place.copy_from_slice(&word.to_ne_bytes()[..4]);
    }
    Text::from(Ipv6Addr::from(bytes).to_string().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_endian = "little")]
    fn addresses_are_written_as_usual() {
        assert_eq!(ipv6([0, 0, 0, 0x0100_0000]), b"::1");
        assert_eq!(ipv6([0xb80d_0120, 0, 0, 0x0200_0000]), b"2001:db8::2");
    }
}
