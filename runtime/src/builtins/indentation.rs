//! Indentation that follows calls and returns, of the whole session and of each thread.

use std::collections::HashMap;

use super::row::rows;
use crate::text::Text;

rows! { world;
    /// The nesting depth of the session before the first step in and after the last step out: `delta` is 1 at a call, -1 at a return.
    impure fn indent_depth(delta: Long) -> Long { world.indentation.depths.entry(None).or_default().step(delta, 0) }

    /// The nesting depth of the thread `tid`: what `thread_indent_depth` is made of.
    impure fn __thread_indent_depth(delta: Long, tid: Long) -> Long {
        world.indentation.depths.entry(Some(tid)).or_default().step(delta, 0)
    }

    /// Microseconds since the outermost call and blanks for the depth: what `indent` is made of.
    impure fn __indent(delta: Long, microseconds: Long) -> String {
        world.indentation.margins.entry(None).or_default().line(delta, microseconds, "")
    }

    /// Microseconds since the thread's outermost call, its name and id, and blanks for the depth: what `thread_indent` is made of.
    impure fn __thread_indent(delta: Long, tid: Long, name: String, microseconds: Long) -> String {
        let who = format!(" {}({tid})", String::from_utf8_lossy(name));
        world.indentation.margins.entry(Some(tid)).or_default().line(delta, microseconds, &who)
    }
}

/// Where the session (`None`) and each thread stand.
#[derive(Debug, Default)]
pub(crate) struct Indentation {
    depths: HashMap<Option<i64>, Level>,
    margins: HashMap<Option<i64>, Level>,
}

#[derive(Debug, Default)]
struct Level {
    depth: i64,
    since: i64,
}

impl Level {
    /// A step in counts before, a step out after, so that a return stands where its call does. Gives the depth, from 0.
    fn step(&mut self, delta: i64, microseconds: i64) -> i64 {
        if self.depth == 0 {
            self.since = microseconds;
        }
        let shown = self.depth.saturating_add(delta.max(0));
        self.depth = self.depth.saturating_add(delta);
        (shown - 1).max(0)
    }

    fn line(&mut self, delta: i64, microseconds: i64, who: &str) -> Text {
        const DEEPEST: usize = 1000;
        let blanks =
            usize::try_from(self.step(delta, microseconds)).map_or(0, |depth| depth.min(DEEPEST));
        let elapsed = microseconds.wrapping_sub(self.since);
        Text::from(format!("{elapsed:6}{who}:{:blanks$}", "").as_bytes())
    }
}
