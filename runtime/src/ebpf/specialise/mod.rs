//! Partial evaluation: a program of the collector and a probe's configuration to the program for this one probe.
//!
//! The collector's programs read the configuration at every turn. All of it is known before they are loaded: what depends on it alone is
//! computed here, once, and not at each event; loops over its steps become the steps. What is left is about what one would write by hand
//! for the probe, and the verifier has as little to look at as the processor.
//!
//! The program is followed from its start. An instruction whose operands are known leaves nothing; another one is left as it is, with
//! known operands as constants. Behind a jump that is not known both ways are followed. Places that are reached with the same knowledge
//! of what is still needed share what is left (polyvariant specialisation: N. D. Jones, C. K. Gomard, P. Sestoft, "Partial Evaluation and
//! Automatic Program Generation", 1993, chapter 4).

mod builder;
mod evaluation;
mod flow;
mod instruction;
mod knowledge;
mod residue;
#[cfg(test)]
mod tests;
mod value;

use aya_obj::generated::bpf_insn;

use evaluation::Evaluation;
use flow::Flow;
use instruction::{Instruction, decode, encode};
use residue::Residue;

/// A program that is specialised for one probe after the other.
pub struct Template {
    code: Vec<Instruction>,
    flow: Flow,
    configuration: i32,
}

/// Why there is no program: what it does is not understood here.
#[derive(Debug)]
pub struct Unsuitable(&'static str);

impl std::fmt::Display for Unsuitable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

/// A program for one probe.
pub struct Specialised(Vec<Instruction>);

impl Template {
    /// Of a program in which the map of the configuration stands as this constant, and other maps as others.
    pub fn new(code: &[bpf_insn], configuration: i32) -> Self {
        let code = decode(code);
        let flow = Flow::of(&code);
        Self {
            code,
            flow,
            configuration,
        }
    }

    /// The program for a configuration.
    pub fn specialise(&self, configuration: &[u8]) -> Result<Specialised, Unsuitable> {
        let residue = Residue {
            blocks: Evaluation::new(self, configuration).run()?,
            addressed: self.flow.addressed,
        };
        let line = residue.line_up();
        line.map(Specialised)
            .ok_or(Unsuitable("a jump is too long"))
    }
}

impl Specialised {
    /// Whether it refers to this map.
    pub fn refers_to(&self, map: i32) -> bool {
        let mut maps = self.0.iter().filter(|instruction| instruction.is_map());
        maps.any(|instruction| instruction.constant == map)
    }

    /// As the kernel takes it, with the descriptors of the maps.
    pub fn link(mut self, descriptor: impl Fn(i32) -> Option<i32>) -> Option<Vec<bpf_insn>> {
        for instruction in self.0.iter_mut().filter(|instruction| instruction.is_map()) {
            instruction.constant = descriptor(instruction.constant)?;
        }
        Some(encode(&self.0))
    }
}
