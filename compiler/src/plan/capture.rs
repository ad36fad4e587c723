//! Which values must be read at an event: every read of the event and every context function that a handler reaches.

use std::collections::HashMap;

use crate::catalog::{Catalog, Type};
use crate::path::Path;
use crate::plan::{Base, Capture, Condition, Fact, FileNameOffsets, Helper, Load, Read};
use crate::rows::{Context, Delivery, Kind, Rows};
use crate::tree::{
    Event, Expression, ExpressionKind, Probe, Program, Start, Statement, walk_expressions,
};
use crate::{BackendKind, Inputs};

/// The captures of a plan, each once.
pub struct Captures<'a> {
    pub list: Vec<Capture>,
    /// By what is read, whether the handler can do without it, and how the script writes it: what has one place at different events
    /// has different names.
    by_load: HashMap<(Load, bool, String), usize>,
    by_context: HashMap<usize, usize>,
    /// By function: what it and those that it calls read.
    of_functions: Vec<Vec<&'a Expression>>,
    rows: Rows<'a>,
    catalog: &'a dyn Catalog,
    backend: BackendKind,
}

impl<'a> Captures<'a> {
    pub fn new(program: &'a Program, inputs: &Inputs<'a>) -> Self {
        Self {
            list: Vec::new(),
            by_load: HashMap::new(),
            by_context: HashMap::new(),
            of_functions: (0..program.functions.len())
                .map(|index| reads_of_function(program, index))
                .collect(),
            rows: inputs.rows,
            catalog: inputs.catalog,
            backend: inputs.options.backend,
        }
    }

    /// The rows that captures of context functions refer to.
    pub fn rows(&self) -> Rows<'a> {
        self.rows
    }

    /// The backend that captures are for.
    pub fn backend(&self) -> BackendKind {
        self.backend
    }

    /// The capture that delivers an expression; `None` where it is no read, or one whose address is known only later.
    pub fn of(&mut self, expression: &Expression) -> Option<usize> {
        match &expression.kind {
            ExpressionKind::Context(row) => Some(self.context(*row)),
            ExpressionKind::Event(event) => self.event(event),
            _ => None,
        }
    }

    fn event(&mut self, event: &Event) -> Option<usize> {
        let Start::Base(base) = event.start else {
            return None;
        };
        let load = Load {
            base,
            offsets: event.offsets.clone(),
            user: event.user,
            read: event.read,
        };
        let key = (load, event.optional, event.label.clone());
        if let Some(&index) = self.by_load.get(&key) {
            let capture = &mut self.list[index];
            capture.variable = capture.variable.take().or_else(|| event.variable.clone());
            return Some(index);
        }
        let index = self.list.len();
        let load = key.0.clone();
        self.by_load.insert(key, index);
        self.list.push(Capture {
            label: event.label.clone(),
            variable: event.variable.clone(),
            kind: event.read.kind(),
            load: Some(load),
            context: None,
            optional: event.optional,
        });
        Some(index)
    }

    fn context(&mut self, row: usize) -> usize {
        if let Some(&index) = self.by_context.get(&row) {
            return index;
        }
        let context = &self.rows.contexts[row];
        let index = self.list.len();
        self.by_context.insert(row, index);
        self.list.push(Capture {
            label: format!("{}()", context.name),
            variable: None,
            kind: context.kind,
            load: context_load(context, self.backend, self.catalog),
            context: Some(row),
            optional: true,
        });
        index
    }

    /// The capture that brings an event's time; `None` where the backend cannot tell it.
    pub fn time(&mut self) -> Option<usize> {
        let tells = |context: &Context| {
            let clock = Delivery::Helper {
                helper: Helper::Monotonic,
                shift: 0,
                bits: 64,
                signed: false,
            };
            context.elsewhere == Some(Fact::Time) && context.ebpf == Some(clock)
        };
        let row = self.rows.contexts.iter().position(tells)?;
        let capture = self.context(row);
        self.undeliverable(capture).is_none().then_some(capture)
    }

    /// What must be delivered to a probe: target reads first, in the order of filter and handler, then context functions.
    pub fn of_probe(
        &mut self,
        probe: &'a Probe,
        program: &Program,
        filter: &Condition,
    ) -> Vec<usize> {
        let mut found = Vec::new();
        filter_captures(filter, &mut found);
        // What is computed of captures serves tests where the event happens.
        found.retain(|&capture| !self.list[capture].is_made());
        let mut reads = Vec::new();
        reads_of_body(&probe.body, &mut reads);
        for function in functions_reached(&probe.body, program) {
            reads.extend(self.of_functions[function].iter().copied());
        }
        found.extend(reads.into_iter().filter_map(|read| self.of(read)));
        let (mut targets, contexts): (Vec<usize>, Vec<usize>) = found
            .into_iter()
            .partition(|&capture| self.list[capture].context.is_none());
        targets.extend(contexts);
        let mut seen = std::collections::HashSet::new();
        targets.retain(|&capture| seen.insert(capture));
        targets
    }

    /// Adds to `found` the captures that an expression reads, itself or in functions; `None` where it reads anything else at the event.
    pub fn read_by(
        &mut self,
        expression: &Expression,
        program: &Program,
        found: &mut Vec<usize>,
    ) -> Option<()> {
        let mut nodes = Vec::new();
        expression.walk(&mut |node| nodes.push(node));
        let mut reads = Vec::new();
        for node in nodes {
            match &node.kind {
                ExpressionKind::Context(_) | ExpressionKind::Event(_) => reads.push(self.of(node)?),
                ExpressionKind::Call(function, _) => {
                    for function in reached(*function, program) {
                        let inside = self.of_functions[function].clone();
                        for read in inside {
                            reads.push(self.of(read)?);
                        }
                    }
                }
                _ => {}
            }
        }
        for read in reads {
            if !found.contains(&read) {
                found.push(read);
            }
        }
        Some(())
    }

    /// The name of a capture that the backend cannot deliver, with the names of those that can.
    pub fn undeliverable(&self, capture: usize) -> Option<(String, Vec<&'static str>)> {
        let capture = &self.list[capture];
        let delivered = |load: &Load| self.backend.delivers(load);
        if capture.load.as_ref().is_some_and(delivered) {
            return None;
        }
        let context = capture.context.map(|row| &self.rows.contexts[row]);
        let can = |backend: &BackendKind| match (context, backend) {
            (Some(context), BackendKind::Ebpf) => context.ebpf.is_some(),
            (Some(context), _) => context.elsewhere.is_some_and(|fact| backend.tells(fact)),
            (None, _) => capture
                .load
                .as_ref()
                .is_some_and(|load| backend.delivers(load)),
        };
        let others = BackendKind::ALL.into_iter();
        let others = others.filter(|backend| *backend != self.backend && can(backend));
        Some((
            capture.label.clone(),
            others.map(BackendKind::name).collect(),
        ))
    }
}

fn filter_captures(filter: &Condition, found: &mut Vec<usize>) {
    match filter {
        Condition::Always | Condition::Never => {}
        Condition::All(conditions) | Condition::Any(conditions) => {
            conditions
                .iter()
                .for_each(|condition| filter_captures(condition, found));
        }
        Condition::Test(test) => found.push(test.capture),
    }
}

fn reads_of_body<'a>(body: &'a [Statement], found: &mut Vec<&'a Expression>) {
    walk_expressions(body, &mut |expression| {
        if matches!(
            expression.kind,
            ExpressionKind::Context(_) | ExpressionKind::Event(_)
        ) {
            found.push(expression);
        }
    });
}

fn reads_of_function(program: &Program, index: usize) -> Vec<&Expression> {
    let mut found = Vec::new();
    reads_of_body(&program.functions[index].body, &mut found);
    found
}

/// The functions that a body calls, directly or through others.
fn functions_reached(body: &[Statement], program: &Program) -> Vec<usize> {
    let mut reached = Vec::new();
    visit(body, program, &mut reached);
    reached
}

/// A function and those that it calls, directly or through others.
fn reached(function: usize, program: &Program) -> Vec<usize> {
    let mut reached = vec![function];
    visit(&program.functions[function].body, program, &mut reached);
    reached
}

fn visit(body: &[Statement], program: &Program, reached: &mut Vec<usize>) {
    walk_expressions(body, &mut |expression| {
        if let ExpressionKind::Call(function, _) = expression.kind
            && !reached.contains(&function)
        {
            reached.push(function);
            visit(&program.functions[function].body, program, reached);
        }
    });
}

/// How a backend reads a context function; `None` where it cannot, or the kernel's types are not known.
pub fn context_load(
    context: &Context,
    backend: BackendKind,
    catalog: &dyn Catalog,
) -> Option<Load> {
    if backend == BackendKind::Ebpf {
        return collector_load(context, catalog);
    }
    let fact = context.elsewhere.filter(|fact| backend.tells(*fact))?;
    Some(Load {
        base: Base::Fact(fact),
        offsets: Vec::new(),
        user: 0,
        read: match context.kind {
            Kind::Long => Read::integer(8, true),
            Kind::String => Read::Text { size: 16 },
        },
    })
}

fn collector_load(context: &Context, catalog: &dyn Catalog) -> Option<Load> {
    match context.ebpf? {
        Delivery::Helper {
            helper,
            shift,
            bits,
            signed,
        } => {
            let read = Read::Integer {
                size: 8,
                shift,
                bits,
                signed,
            };
            Some(Load {
                base: Base::Helper(helper),
                offsets: Vec::new(),
                user: 0,
                read,
            })
        }
        Delivery::Stack { user } => Some(Load {
            base: Base::Helper(Helper::Task),
            offsets: Vec::new(),
            user: 0,
            read: Read::Stack { user },
        }),
        Delivery::Task(members) => {
            let path = task_path(members, catalog)?;
            let read = path.read(catalog).ok()?;
            Some(from_task(path, read))
        }
        Delivery::TaskFile(members) => {
            let read = Read::FileName(file_name_offsets(catalog)?);
            Some(from_task(task_path(members, catalog)?, read))
        }
        Delivery::CommandLine => Some(from_task(
            task_path("mm->arg_start", catalog)?,
            Read::UserArea,
        )),
    }
}

fn from_task(path: Path, read: Read) -> Load {
    Load {
        base: Base::Helper(Helper::Task),
        offsets: path.offsets,
        user: 0,
        read,
    }
}

/// A path such as `real_parent->tgid` or `cred->euid.val`, from the current `task_struct`.
fn task_path(members: &str, catalog: &dyn Catalog) -> Option<Path> {
    let task = catalog.find_structure("task_struct")?;
    let mut path = Path::new(Type::Pointer(Box::new(Type::Structure(task))));
    for part in members.split("->").flat_map(|part| part.split('.')) {
        match part.split_once('[') {
            None => path.member(catalog, part).ok()?,
            Some((name, index)) => {
                path.member(catalog, name).ok()?;
                path.element(catalog, index.trim_end_matches(']').parse().ok()?)
                    .ok()?;
            }
        }
    }
    Some(path)
}

/// The byte offset of a member, such as `d_name.name`, in a structure.
pub fn member_offset(structure: &str, member: &str, catalog: &dyn Catalog) -> Option<u16> {
    let structure = Type::Structure(catalog.find_structure(structure)?);
    let mut path = Path::new(Type::Pointer(Box::new(structure)));
    for name in member.split('.') {
        path.member(catalog, name).ok()?;
    }
    path.offsets
        .last()
        .and_then(|&offset| u16::try_from(offset).ok())
}

fn file_name_offsets(catalog: &dyn Catalog) -> Option<FileNameOffsets> {
    let offset = |structure, member| member_offset(structure, member, catalog);
    Some(FileNameOffsets {
        path_mnt: offset("path", "mnt")?,
        path_dentry: offset("path", "dentry")?,
        dentry_parent: offset("dentry", "d_parent")?,
        dentry_name: offset("dentry", "d_name.name").or_else(|| offset("dentry", "name"))?,
        mount_mnt: offset("mount", "mnt")?,
        mount_parent: offset("mount", "mnt_parent")?,
        mount_mountpoint: offset("mount", "mnt_mountpoint")?,
        vfsmount_root: offset("vfsmount", "mnt_root")?,
    })
}
