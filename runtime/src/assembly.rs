//! Events of backends that read in user space, put together as the collector would: values in the order of the captures, texts behind
//! them.

use sigscript_compiler::Kind;
use sigscript_compiler::plan::{Load, Plan};

use crate::event::{Event, Form, Layout, Place};

/// One event as its source knows it.
pub trait Moment {
    /// The number that a load gives; `None` where it cannot be read.
    fn number(&self, load: &Load) -> Option<i64>;

    /// Appends the text that a load gives; `None` where it cannot be read.
    fn text(&self, load: &Load, text: &mut Vec<u8>) -> Option<()>;
}

/// Puts together the events of a plan's probes.
pub struct Assembler {
    probes: Vec<Probe>,
    /// The values of the latest event.
    values: Vec<u8>,
}

/// What one probe's events hold.
struct Probe {
    layout: Layout,
    loads: Vec<(Load, Kind)>,
}

impl Assembler {
    /// For the probes of a plan.
    #[must_use]
    pub fn new(plan: &Plan) -> Self {
        let probe = |probe: &sigscript_compiler::plan::Probe| {
            let mut places = vec![None; plan.captures.len()];
            let mut loads = Vec::new();
            for &index in &probe.captures {
                let capture = &plan.captures[index];
                let Some(load) = &capture.load else {
                    continue;
                };
                places[index] = Some(Place {
                    slot: loads.len() as u8,
                    offset: loads.len() as u16 * 8,
                    form: match capture.kind {
                        Kind::Long => Form::Number,
                        Kind::String => Form::Bytes,
                    },
                });
                loads.push((load.clone(), capture.kind));
            }
            Probe {
                layout: Layout { places, time: None },
                loads,
            }
        };
        Self {
            probes: plan.probes.iter().map(probe).collect(),
            values: Vec::new(),
        }
    }

    /// The event of the probe with this index.
    pub fn event(&mut self, probe: usize, moment: &impl Moment) -> Event<'_> {
        let Probe { layout, loads } = &self.probes[probe];
        self.values.clear();
        self.values.resize(loads.len() * 8, 0);
        let mut faults = 0;
        for (slot, (load, kind)) in loads.iter().enumerate() {
            let value = match kind {
                Kind::Long => moment.number(load).map(i64::to_ne_bytes),
                Kind::String => text(moment, load, &mut self.values),
            };
            match value {
                Some(value) => self.values[slot * 8..slot * 8 + 8].copy_from_slice(&value),
                None => faults |= 1 << slot,
            }
        }
        Event {
            probe,
            values: &self.values,
            faults,
            layout,
        }
    }
}

/// Appends a text to the values; gives its description, as [`Form::Located`] has it.
fn text(moment: &impl Moment, load: &Load, values: &mut Vec<u8>) -> Option<[u8; 8]> {
    let start = values.len();
    if moment.text(load, values).is_none() {
        values.truncate(start);
        return None;
    }
    let length = values.len() - start;
    let mut described = [0; 8];
    described[..4].copy_from_slice(&u32::try_from(start).ok()?.to_ne_bytes());
    described[4..].copy_from_slice(&u32::try_from(length).ok()?.to_ne_bytes());
    Some(described)
}
