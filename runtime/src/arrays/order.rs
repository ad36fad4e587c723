//! The order of an array's elements: a list linked through their places, so that removing one moves no other.

/// No place: the end of the list.
const NONE: u32 = u32::MAX;

/// In `previous` of a place that holds no element.
const FREE: u32 = u32::MAX - 1;

/// The most elements of an array.
pub(super) const MOST: usize = FREE as usize;

/// Where an element is kept; it stays there until it is removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(pub(super) u32);

impl Slot {
    /// As an index into what is kept for each element.
    #[inline]
    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }
}

#[derive(Clone, Copy, Debug)]
struct Link {
    previous: u32,
    /// The element behind; for a free place, the next free one.
    next: u32,
}

/// Which places hold elements, and in which order these stand.
#[derive(Debug)]
pub(super) struct Order {
    links: Vec<Link>,
    first: u32,
    last: u32,
    free: u32,
    count: usize,
}

impl Default for Order {
    fn default() -> Self {
        Self {
            links: Vec::new(),
            first: NONE,
            last: NONE,
            free: NONE,
            count: 0,
        }
    }
}

impl Order {
    pub const fn count(&self) -> usize {
        self.count
    }

    /// A place for a new element, at the end; either one that was freed, or the one behind all others.
    pub fn push(&mut self) -> Slot {
        let mut slot = self.free;
        if slot == NONE {
            slot = self.links.len() as u32;
            self.links.push(Link {
                previous: FREE,
                next: NONE,
            });
        }
        self.free = self.links[slot as usize].next;
        self.links[slot as usize] = Link {
            previous: self.last,
            next: NONE,
        };
        *self.after(self.last) = slot;
        self.last = slot;
        self.count += 1;
        Slot(slot)
    }

    /// Frees the place of an element.
    pub fn remove(&mut self, slot: Slot) {
        let Link { previous, next } = self.links[slot.index()];
        debug_assert_ne!(previous, FREE, "it holds an element");
        *self.after(previous) = next;
        *self.before(next) = previous;
        self.links[slot.index()] = Link {
            previous: FREE,
            next: self.free,
        };
        self.free = slot.0;
        self.count -= 1;
    }

    /// Frees all.
    pub fn clear(&mut self) {
        let links = std::mem::take(&mut self.links);
        *self = Self {
            links,
            ..Self::default()
        };
        self.links.clear();
    }

    /// The element at the end.
    pub fn last(&self) -> Option<Slot> {
        (self.last != NONE).then_some(Slot(self.last))
    }

    /// The element before `slot`.
    pub fn previous(&self, slot: Slot) -> Option<Slot> {
        let previous = self.links[slot.index()].previous;
        (previous != NONE).then_some(Slot(previous))
    }

    /// Moves an element to the end.
    pub fn move_to_end(&mut self, slot: Slot) {
        let Link { previous, next } = self.links[slot.index()];
        debug_assert_ne!(previous, FREE, "it holds an element");
        *self.after(previous) = next;
        *self.before(next) = previous;
        self.links[slot.index()] = Link {
            previous: self.last,
            next: NONE,
        };
        *self.after(self.last) = slot.0;
        self.last = slot.0;
    }

    pub fn first(&self) -> Option<Slot> {
        (self.first != NONE).then_some(Slot(self.first))
    }

    /// The element behind `slot`.
    pub fn next(&self, slot: Slot) -> Option<Slot> {
        let next = self.links[slot.index()].next;
        (next != NONE).then_some(Slot(next))
    }

    /// Whether `slot` holds an element.
    pub fn holds(&self, slot: Slot) -> bool {
        self.links
            .get(slot.index())
            .is_some_and(|link| link.previous != FREE)
    }

    /// The elements in their order.
    pub fn iter(&self) -> impl Iterator<Item = Slot> {
        std::iter::successors(self.first(), |slot| self.next(*slot))
    }

    /// Gives the elements another order.
    pub fn arrange(&mut self, slots: impl Iterator<Item = Slot>) {
        (self.first, self.last) = (NONE, NONE);
        let mut count = 0;
        for slot in slots {
            let last = self.last;
            self.links[slot.index()] = Link {
                previous: last,
                next: NONE,
            };
            *self.after(last) = slot.0;
            self.last = slot.0;
            count += 1;
        }
        debug_assert_eq!(self.count, count, "the same elements");
    }

    /// What names the element behind `slot`.
    fn after(&mut self, slot: u32) -> &mut u32 {
        match slot {
            NONE => &mut self.first,
            slot => &mut self.links[slot as usize].next,
        }
    }

    /// What names the element before `slot`.
    fn before(&mut self, slot: u32) -> &mut u32 {
        match slot {
            NONE => &mut self.last,
            slot => &mut self.links[slot as usize].previous,
        }
    }
}
