//! What of a probe's events is counted, as the collector does it: which loads make the key, what is added up. Pure.

use sigscript_compiler::plan::aggregation::{Aggregation, Amount};
use sigscript_compiler::plan::{Base, Content, Helper, Load, Plan, Read};
use sigscript_wire::{Config, Meter, REJECT, Range, Step, Tally, buckets, made, test};

use crate::ebpf::loads::{self, Loads};
use crate::ebpf::steps::{self, Made};
use crate::event::{Form, Layout, Place};
use crate::statistics::Buckets;

/// The most different keys that are counted at a time.
const ENTRIES: u32 = 8192;
/// Bytes of a key, at most; the kernel's limit is 512.
const KEY: usize = 512;

/// When an event was that could not be counted.
static TIME: Load = Load {
    base: Base::Helper(Helper::Monotonic),
    offsets: Vec::new(),
    user: 0,
    read: Read::integer(8, false),
};

/// What a probe counts by and adds up. Probes on system calls that agree in this can share a program.
pub struct Shape<'a> {
    plan: &'a Plan,
    aggregation: &'a Aggregation,
    by: Vec<&'a Load>,
    measures: Vec<(&'a Load, Option<Buckets>)>,
    /// By update: its measure.
    of_updates: Vec<Option<usize>>,
}

impl PartialEq for Shape<'_> {
    fn eq(&self, other: &Self) -> bool {
        (&self.by, &self.measures) == (&other.by, &other.measures)
    }
}

impl<'a> Shape<'a> {
    /// The shape of a probe that may be counted.
    pub fn of(plan: &'a Plan, probe: usize) -> Option<Self> {
        let aggregation = plan.probes[probe].aggregation.as_ref()?;
        let load = |capture: usize| plan.captures[capture].load.as_ref();
        let by = aggregation.by.iter().map(|&capture| load(capture));
        let (mut measures, mut of_updates) = (Vec::new(), Vec::new());
        for update in &aggregation.updates {
            let Amount::Capture(capture) = update.amount else {
                of_updates.push(None);
                continue;
            };
            let histogram = match plan.globals[usize::from(update.global)].content {
                Content::Statistic(statistic) => statistic.histogram,
                Content::Value(_) => None,
            };
            let measure = (load(capture)?, histogram.and_then(Buckets::new));
            let known = measures.iter().position(|known| *known == measure);
            of_updates.push(Some(known.unwrap_or(measures.len())));
            if known.is_none() {
                measures.push(measure);
            }
        }
        Some(Self {
            plan,
            aggregation,
            by: by.collect::<Option<_>>()?,
            measures,
            of_updates,
        })
    }

    /// Gives the key its place at the start of the values, behind a system call's number where several calls are counted together. An
    /// error where not the `whole` filter can be tested, or something does not fit.
    pub fn place(
        &self,
        number: Option<&'a Load>,
        whole: bool,
        loads: &mut Loads<'a>,
    ) -> Result<Counting, String> {
        if !whole {
            return Err("the filter is more than can be tested".to_owned());
        }
        if let Some(number) = number {
            loads.add_short(number)?;
        }
        let slots = self.by.iter().map(|load| loads.add_short(load));
        let slots = slots.collect::<Result<Vec<_>, _>>()?;
        if loads.fixed == 0 {
            loads.fixed = 8;
        }
        let key_size = loads.fixed;
        let measures = self.measures.iter().map(|(load, _)| loads.add(load));
        let measures = measures.collect::<Result<Vec<_>, _>>()?;
        let (meters, value_size) = self.meters(&measures, loads)?;
        let fits = key_size <= KEY && meters.len() <= sigscript_wire::METERS;
        if !fits {
            return Err("the keys, or what is added up, are too large".to_owned());
        }
        Ok(Counting {
            key_size: key_size as u32,
            value_size: value_size as u32,
            entries: ENTRIES,
            by_number: number.is_some() && slots.is_empty(),
            time: 0,
            without_key: number.is_none() && slots.is_empty(),
            slots,
            measures,
            meters,
            probes: Vec::new(),
        })
    }

    /// Where each measure is kept in a value, and how long the value is.
    fn meters(&self, slots: &[u8], loads: &Loads<'a>) -> Result<(Vec<Meter>, usize), String> {
        let mut size = size_of::<Tally>();
        let mut meters = Vec::new();
        for (slot, (load, shape)) in slots.iter().zip(&self.measures) {
            let count = shape.as_ref().map_or(0, Buckets::count);
            let offset = u16::try_from(size).map_err(|_| "a value is too long".to_owned())?;
            let mut meter = Meter {
                place: loads.place(*slot, load),
                offset,
                buckets: count as u16,
                ..Meter::EMPTY
            };
            match *shape {
                None => {}
                Some(Buckets::Logarithmic) => meter.kind = buckets::LOGARITHMIC,
                Some(Buckets::Linear { start, step, .. }) => {
                    meter.kind = buckets::LINEAR;
                    meter.start = start;
                    meter.step = step as u64;
                }
            }
            meters.push(meter);
            size += size_of::<Range>() + 8 * count;
        }
        Ok((meters, size))
    }

    /// Where the captures of a probe of this shape lie in keys.
    fn layout(&self, slots: &[u8], loads: &Loads<'_>) -> Layout {
        let mut places = vec![None; self.plan.captures.len()];
        for ((&capture, load), &slot) in self.aggregation.by.iter().zip(&self.by).zip(slots) {
            let form = match loads::form(load.read) {
                Form::Located => Form::Text(sigscript_wire::SHORT_TEXT as u16),
                form => form,
            };
            places[capture] = Some(Place {
                slot,
                offset: loads.place(slot, load),
                form,
            });
        }
        Layout { places, time: None }
    }
}

/// How a program counts. Sizes are in bytes.
pub struct Counting {
    /// Of a key: the start of the record's values.
    pub key_size: u32,
    /// Of a value on one CPU: a [`Tally`], and for each meter a [`Range`] and its buckets.
    pub value_size: u32,
    /// The most different keys at a time.
    pub entries: u32,
    /// Where a record that could not be counted holds the event's time.
    pub time: u16,
    /// Nothing but a system call's number tells events apart.
    pub by_number: bool,
    /// All events are counted together.
    without_key: bool,
    /// The loads of the key, by capture.
    slots: Vec<u8>,
    /// The loads of the meters.
    measures: Vec<u8>,
    /// What is added up.
    pub meters: Vec<Meter>,
    /// By probe: where captures lie in the key, and the meter of each update.
    pub probes: Vec<(usize, Layout, Vec<Option<usize>>)>,
}

impl Counting {
    /// Adds the steps that make the key, and count; behind them come those of events that could not be counted, the time first.
    pub fn steps(
        &mut self,
        loads: &mut Loads<'_>,
        steps: &mut Vec<Step>,
        ready: &mut Made,
    ) -> Result<(), String> {
        for &slot in self.slots.iter().chain(&self.measures) {
            steps::make_all(steps, ready, &loads.behind(slot));
        }
        steps.push(Step {
            test: test::COUNTED,
            made: made::ALWAYS,
            yes: REJECT,
            no: steps.len() as u8 + 1,
            ..Step::EMPTY
        });
        let time = loads.add(&TIME)?;
        steps::make(steps, ready, time);
        self.time = loads.lowered[usize::from(time)].place;
        Ok(())
    }

    /// Tells the program what it adds up, and notes what the counts mean for its probes.
    pub fn finish(
        &mut self,
        config: &mut Config,
        probes: Vec<(usize, &Shape<'_>)>,
        loads: &Loads<'_>,
    ) {
        config.without_key = self.without_key.into();
        config.meter_count = self.meters.len() as u8;
        config.meters[..self.meters.len()].copy_from_slice(&self.meters);
        for (probe, shape) in probes {
            let layout = shape.layout(&self.slots, loads);
            self.probes.push((probe, layout, shape.of_updates.clone()));
        }
        if self.without_key {
            self.entries = 1;
        }
    }
}
