//! Makes updates of globals from counted events: all that are equal at once.

use sigscript_compiler::plan::aggregation::{Amount, Update};

use super::{Fault, Machine, World};
use crate::arrays::{Key, Slot};
use crate::event::Counted;
use crate::statistics::Samples;

/// The element that an update was made to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Updated {
    /// Where it is.
    pub slot: Slot,
    /// Whether it was made for this.
    pub new: bool,
}

impl<'plan> Machine<'plan> {
    /// Makes the update with this index among those of its probe, as often as there were events. Gives the element; `None` for a global
    /// that is no array.
    pub fn count(
        &mut self,
        update: &'plan Update,
        index: usize,
        counted: &Counted,
        world: &mut World,
    ) -> Result<Option<Updated>, Fault> {
        self.execute(&update.keys, Some(&counted.event), world)?;
        let global = usize::from(update.global);
        let constant;
        let samples = match (update.amount, counted.of_updates.get(index)) {
            (Amount::Capture(_), Some(Some(samples))) => &counted.samples[*samples],
            (Amount::Capture(_), _) => return Ok(None),
            (Amount::Constant(number), _) => {
                constant = Samples::equal(number, counted.count, self.shape(global));
                &constant
            }
        };
        let key = Key {
            numbers: &self.numbers,
            texts: &self.texts,
        };
        let made = self.data.globals.join(global, key, samples);
        made.map_err(|_| {
            self.data
                .overflow(update.global)
                .at(update.span, Vec::new())
        })
    }

    /// How many elements a global has; 0 where it is no array.
    #[must_use]
    pub fn elements(&self, global: usize) -> usize {
        self.data.globals.arrays[global].len()
    }

    /// The last elements of a global, so many of them, the last one first.
    pub fn last_elements(&self, global: usize, count: usize) -> impl Iterator<Item = Slot> {
        self.data.globals.arrays[global].last(count)
    }

    /// Moves an element of a global to the end of its order.
    pub fn move_to_end(&mut self, global: usize, slot: Slot) {
        self.data.globals.arrays[global].move_to_end(slot);
    }
}
