//! Raw tracepoints: the typedefs `btf_trace_NAME`, which the kernel makes for each in `include/trace/bpf_probe.h`.

use sigscript_compiler::catalog::Parameter;

use super::Btf;
use super::record::{Kind, Record};

/// The typedef of each raw tracepoint; it stands for a pointer to a function with the tracepoint's parameters, without names.
const TYPEDEF: &str = "btf_trace_";

/// The functions whose prototypes have the names, best first: made per tracepoint since 6.6 and since 5.10, and per event class
/// on all kernels. Of the last, only tracepoints that share their class's name have one (593 of 1,601 on 6.18).
const FUNCTIONS: [&str; 3] = ["__probestub_", "__traceiter_", "__bpf_trace_"];

impl Btf {
    /// The names of all raw tracepoints, sorted.
    #[must_use]
    pub fn traces(&self) -> Vec<&str> {
        let typedefs = self.records().filter(|record| record.kind == Kind::Typedef);
        let mut traces: Vec<_> = typedefs
            .filter_map(|record| self.text(record.name).strip_prefix(TYPEDEF))
            .collect();
        traces.sort_unstable();
        traces.dedup();
        traces
    }

    /// The parameters of the raw tracepoint called `name`; `arg1` and so on where the kernel does not tell their names.
    #[must_use]
    pub fn trace(&self, name: &str) -> Option<Vec<Parameter>> {
        let (number, _) = self.named(&[Kind::Typedef], &format!("{TYPEDEF}{name}"))?;
        let prototype = self.prototype(number)?;
        // The first is `void *__data`, the tracepoint's own.
        let types: Vec<u32> = prototype
            .parameters()
            .skip(1)
            .map(|row| row.target)
            .collect();
        let names = FUNCTIONS
            .iter()
            .find_map(|function| self.parameter_names(&format!("{function}{name}"), types.len()));
        let parameter = |(index, &kind): (usize, &u32)| Parameter {
            name: names
                .as_ref()
                .map_or_else(|| format!("arg{}", index + 1), |names| names[index].clone()),
            kind: self.kind(kind),
        };
        Some(types.iter().enumerate().map(parameter).collect())
    }

    /// The names of a function's parameters but the first, where all have one and there are `count`.
    fn parameter_names(&self, function: &str, count: usize) -> Option<Vec<String>> {
        let (_, record) = self.named(&[Kind::Function], function)?;
        let prototype = self.prototype(record.target())?;
        let names: Vec<_> = prototype
            .parameters()
            .skip(1)
            .map(|row| self.text(row.name).to_owned())
            .collect();
        (names.len() == count && names.iter().all(|name| !name.is_empty())).then_some(names)
    }

    /// The prototype of this number, or that which a pointer of this number points to.
    fn prototype(&self, number: u32) -> Option<Record<'_>> {
        let (_, mut record) = self.plain(number)?;
        if record.kind == Kind::Pointer {
            (_, record) = self.plain(record.target())?;
        }
        (record.kind == Kind::Prototype).then_some(record)
    }
}
