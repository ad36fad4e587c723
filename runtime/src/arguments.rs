//! The arguments of system calls, kept from their begin to their end: the record of an end has the result only.

use std::collections::HashMap;

use sigscript_compiler::plan::{Base, Plan, Point};

use crate::record::Record;

/// The arguments of the calls that threads are in.
#[derive(Debug, Default)]
pub struct Arguments {
    /// By thread: the number of its call, where it is known, and its arguments.
    begun: HashMap<i64, (Option<i64>, [i64; 6])>,
}

impl Arguments {
    /// Takes the record of a begin; `number` where the record does not tell which call it is.
    pub fn begin(&mut self, record: &Record<'_>, number: Option<i64>) {
        if let Some(thread) = record.facts.thread {
            let number = record.call_number().or(number);
            let arguments = std::array::from_fn(|index| {
                record
                    .of_call(Base::SyscallArgument(index as u8))
                    .unwrap_or(0)
            });
            self.begun.insert(thread, (number, arguments));
        }
    }

    /// Takes the record of an end, and gives the arguments that the call had; `None` where its begin was not seen, or where this is
    /// no record of an end.
    pub fn end(&mut self, record: &Record<'_>, number: Option<i64>) -> Option<[i64; 6]> {
        record.call?.result?;
        let (begun, arguments) = self.begun.remove(&record.facts.thread?)?;
        let ended = record.call_number().or(number);
        (begun.is_none() || ended.is_none() || begun == ended).then_some(arguments)
    }
}

/// For each probe, whether it asks for the arguments of system calls as these end.
#[must_use]
pub fn asked_at_end(plan: &Plan) -> Vec<bool> {
    let is_argument = |capture: &usize| {
        let load = plan.captures[*capture].load.as_ref();
        load.is_some_and(|load| matches!(load.base, Base::SyscallArgument(_)))
    };
    plan.probes
        .iter()
        .map(|probe| {
            let at_end = matches!(probe.point, Point::Syscall { returns: true, .. });
            at_end && probe.captures.iter().any(is_argument)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{ByteOrder, Call, Facts};

    fn record(bytes: &[u8], thread: i64, begins: bool) -> Record<'_> {
        Record {
            bytes,
            order: ByteOrder::Little,
            facts: Facts {
                thread: Some(thread),
                ..Facts::default()
            },
            call: Some(Call {
                size: 8,
                number: Some(0),
                arguments: begins.then_some(8),
                result: (!begins).then_some(8),
            }),
            begun: None,
            threads: None,
        }
    }

    #[test]
    fn arguments_belong_to_a_thread_and_its_call() {
        let words: Vec<u8> = [62, 1, 2, 3, 4, 5, 6_i64].map(i64::to_le_bytes).concat();
        let other = 63_i64.to_le_bytes();
        let mut arguments = Arguments::default();
        for (thread, bytes, found) in [
            (7, words.as_slice(), Some([1, 2, 3, 4, 5, 6])),
            (8, &words, None),
            (7, &other, None),
        ] {
            arguments.begin(&record(&words, 7, true), None);
            let ended = arguments.end(&record(bytes, thread, false), None);
            assert_eq!(ended, found, "{thread}");
        }
        let begin = record(&words, 7, true);
        arguments.begin(&begin, None);
        assert_eq!(arguments.end(&begin, None), None);
    }
}
