//! A filter's tree to the collector's steps: a graph whose jumps lead forward only, each step told whether its load was made before.

use sigscript_compiler::plan::Load;
use sigscript_wire::{REJECT, Step, base, made, read, test};

use super::filter::{Tree, Word};

/// Where a test leads: a place among the steps that is not known yet, by its number.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Label(usize);

const ACCEPT: Label = Label(0);
const DISCARD: Label = Label(1);

/// Steps while they are put in order.
struct Assembler {
    steps: Vec<(Step, Label, Label)>,
    places: Vec<u8>,
}

/// The steps of a condition. An accepted event goes to the step behind them, a rejected one to [`REJECT`].
///
/// # Errors
/// What `add` gives for a load that cannot be made; else it gives the load behind those that it needs.
pub fn assemble<'a>(
    tree: &Tree<'a>,
    add: &mut impl FnMut(&'a Load) -> Result<Vec<u8>, String>,
) -> Result<Vec<Step>, String> {
    let mut assembler = Assembler {
        steps: Vec::new(),
        places: vec![0, REJECT],
    };
    assembler.tree(tree, ACCEPT, DISCARD, add)?;
    assembler.bind(ACCEPT);
    let places = assembler.places;
    let resolve = |(step, yes, no): (Step, Label, Label)| Step {
        yes: places[yes.0],
        no: places[no.0],
        ..step
    };
    Ok(assembler.steps.into_iter().map(resolve).collect())
}

impl Assembler {
    fn label(&mut self) -> Label {
        self.places.push(0);
        Label(self.places.len() - 1)
    }

    /// The label is the next step.
    fn bind(&mut self, label: Label) {
        self.places[label.0] = self.steps.len() as u8;
    }

    fn tree<'a>(
        &mut self,
        tree: &Tree<'a>,
        yes: Label,
        no: Label,
        add: &mut impl FnMut(&'a Load) -> Result<Vec<u8>, String>,
    ) -> Result<(), String> {
        match tree {
            Tree::Leaf {
                load,
                words,
                inverted,
                ..
            } => {
                let (yes, no) = if *inverted { (no, yes) } else { (yes, no) };
                let mut needed = add(load)?;
                let load = needed.pop().unwrap_or(0);
                for load in needed {
                    let next = self.label();
                    let made = Step {
                        load,
                        ..Step::EMPTY
                    };
                    self.steps.push((made, next, next));
                    self.bind(next);
                }
                self.sequence(words, |this, word, last| {
                    let next = if last { yes } else { this.label() };
                    this.steps.push((step(load, word), next, no));
                    Ok((!last).then_some(next))
                })
            }
            Tree::All(parts) => self.sequence(parts, |this, part, last| {
                let next = if last { yes } else { this.label() };
                this.tree(part, next, no, add)?;
                Ok((!last).then_some(next))
            }),
            Tree::Any(parts) => self.sequence(parts, |this, part, last| {
                let next = if last { no } else { this.label() };
                this.tree(part, yes, next, add)?;
                Ok((!last).then_some(next))
            }),
        }
    }

    /// Puts parts one behind the other; `put` gives the label that leads from a part to the next one.
    fn sequence<T>(
        &mut self,
        parts: &[T],
        mut put: impl FnMut(&mut Self, &T, bool) -> Result<Option<Label>, String>,
    ) -> Result<(), String> {
        for (index, part) in parts.iter().enumerate() {
            if let Some(next) = put(self, part, index + 1 == parts.len())? {
                self.bind(next);
            }
        }
        Ok(())
    }
}

/// Adds a step that only makes a load, unless it has been made on all ways.
pub fn make(steps: &mut Vec<Step>, ready: &mut Made, load: u8) {
    let before = ready.before(load);
    if before == made::ALWAYS {
        return;
    }
    let next = steps.len() as u8 + 1;
    steps.push(Step {
        load,
        yes: next,
        no: next,
        made: before,
        ..Step::EMPTY
    });
    ready.add(load);
}

/// Makes a load and, before it, what it needs.
pub fn make_all(steps: &mut Vec<Step>, ready: &mut Made, chain: &[u8]) {
    for &load in chain {
        make(steps, ready, load);
    }
}

fn step(load: u8, word: &Word) -> Step {
    let Word {
        kind,
        offset,
        located,
        mask,
        constant,
    } = *word;
    Step {
        load,
        test: kind,
        offset,
        located: u8::from(located),
        mask,
        constant,
        ..Step::EMPTY
    }
}

/// The loads that were made, a bit for each.
#[derive(Clone, Copy)]
pub struct Made {
    /// On all ways.
    always: u64,
    /// On any.
    sometimes: u64,
}

impl Made {
    /// Where no way has led yet.
    const UNREACHED: Self = Self {
        always: u64::MAX,
        sometimes: 0,
    };
    const NOTHING: Self = Self {
        always: 0,
        sometimes: 0,
    };

    /// Whether this load was made: one of [`made`].
    pub fn before(self, load: u8) -> u8 {
        match (self.always >> load & 1, self.sometimes >> load & 1) {
            (1, _) => made::ALWAYS,
            (_, 1) => made::SOMETIMES,
            _ => made::NEVER,
        }
    }

    /// It is made now.
    pub fn add(&mut self, load: u8) {
        self.always |= 1 << load;
        self.sometimes |= 1 << load;
    }

    fn join(&mut self, other: Self) {
        self.always &= other.always;
        self.sometimes |= other.sometimes;
    }
}

/// How many of the tests, from the first on, look at numbers and short texts of the kernel only.
pub fn early(tests: &[Step], loads: &[sigscript_wire::Load]) -> usize {
    let is_early = |test: &&Step| {
        let load = &loads[usize::from(test.load)];
        let is_read = match load.read {
            read::WORD => true,
            read::INTEGER => load.user > load.hops,
            read::TEXT => load.user > load.hops && load.size <= 16,
            _ => false,
        };
        test.test != test::NONE && test.located == 0 && load.base <= base::CGROUP_ID && is_read
    };
    tests.iter().take_while(is_early).count()
}

/// Notes for each test whether its load was made before; gives what was made where an event is accepted. The first `early` tests make
/// none.
pub fn mark(tests: &mut [Step], early: usize) -> Made {
    let accept = tests.len();
    let mut made = vec![Made::UNREACHED; accept + 1];
    made[0] = Made::NOTHING;
    for test in &tests[..early] {
        for target in [test.yes, test.no] {
            if let Some(there) = made.get_mut(usize::from(target)) {
                *there = Made::NOTHING;
            }
        }
    }
    for index in early..accept {
        let mut here = made[index];
        let step = &mut tests[index];
        step.made = here.before(step.load);
        here.add(step.load);
        // Where a load fails, the event is accepted.
        for target in [usize::from(step.yes), usize::from(step.no), accept] {
            if let Some(there) = made.get_mut(target) {
                there.join(here);
            }
        }
    }
    made[accept]
}
