//! Times as people write them, and what turns the clock of events into theirs.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::row::rows;
use crate::text::Text;
use crate::vm::Failure;

rows! { world;
    /// Nanoseconds from the clock of `ktime_get_ns()` to the time of day, the same throughout a session.
    late fn __realtime_offset() -> Long { world.realtime_offset() }

    /// Seconds since 1970 as the 24 characters of C's `ctime`, in UTC: `Tue Nov 14 22:13:20 2023`.
    pure fn ctime(seconds: Long) -> String { date(seconds, &TimeZone::UTC, "%a %b %e %H:%M:%S %Y") }

    /// As `ctime`, in the local time zone and with its abbreviation behind.
    impure fn tz_ctime(seconds: Long) -> String { date(seconds, world.zone(), "%a %b %e %H:%M:%S %Y %Z") }

    /// How many seconds the local time zone lies west of UTC now.
    impure fn tz_gmtoff() -> Long { -i64::from(world.zone().to_offset(Timestamp::now()).seconds()) }

    /// The abbreviation of the local time zone now.
    impure fn tz_name() -> String {
        Text::from(world.zone().to_offset_info(Timestamp::now()).abbreviation().as_bytes())
    }
}

/// The bounds are those of the manual page `function::ctime(3stap)`: 32 bits, from 1901 to 2038.
fn date(seconds: i64, zone: &TimeZone, format: &str) -> Result<Text, Failure> {
    if seconds > i32::MAX.into() {
        return Err(Failure::error("Time too far in the future to be converted"));
    }
    if seconds < i32::MIN.into() {
        return Err(Failure::error("Time too far in the past to be converted"));
    }
    let time =
        Timestamp::from_second(seconds).map_err(|error| Failure::error(error.to_string()))?;
    Ok(Text::from(
        time.to_zoned_datetime(zone.clone())
            .strftime(format)
            .to_string()
            .as_bytes(),
    ))
}
