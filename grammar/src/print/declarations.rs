//! Declarations and probe points to text.

use std::fmt::{self, Display, Formatter};

use super::List;
use super::statements::Block;
use crate::syntax::{
    Alias, Component, Function, Global, Parameter, Probe, ProbePoint, Script, TypeName,
};

impl Display for Script {
    /// Globals, functions, aliases and probes, a declaration a line or block
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        self.globals
            .iter()
            .try_for_each(|global| writeln!(out, "{global}"))?;
        self.functions
            .iter()
            .try_for_each(|function| writeln!(out, "\n{function}"))?;
        self.aliases
            .iter()
            .try_for_each(|alias| writeln!(out, "\n{alias}"))?;
        self.probes
            .iter()
            .try_for_each(|probe| writeln!(out, "\n{probe}"))
    }
}

impl Display for TypeName {
    /// `long` or `string`
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        out.write_str(match self {
            Self::Long => "long",
            Self::String => "string",
        })
    }
}

impl Display for Global {
    /// `private global name%[size] = literal`
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        let private = if self.private { "private " } else { "" };
        let wrap = if self.wrap { "%" } else { "" };
        write!(out, "{private}global {}{wrap}", self.name.name)?;
        if let Some(size) = self.size {
            write!(out, "[{size}]")?;
        }
        if let Some(initial) = &self.initial {
            write!(out, " = {initial}")?;
        }
        Ok(())
    }
}

impl Display for Parameter {
    /// `name:type`
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        write!(out, "{}", self.name.name)?;
        annotation(out, self.declared.as_ref())
    }
}

/// `:something`
fn annotation(out: &mut Formatter, value: Option<impl Display>) -> fmt::Result {
    value.map_or(Ok(()), |value| write!(out, ":{value}"))
}

/// The comment above a declaration.
fn doc(out: &mut Formatter, text: &str) -> fmt::Result {
    text.lines().try_for_each(|line| {
        let blank = if line.is_empty() { "" } else { " " };
        writeln!(out, "#{blank}{line}")
    })
}

impl Display for Function {
    /// The whole function, its comment above it
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        doc(out, &self.doc)?;
        let private = if self.private { "private " } else { "" };
        write!(out, "{private}function {}", self.name.name)?;
        annotation(out, self.returns)?;
        write!(out, " ({})", List(&self.parameters))?;
        annotation(out, self.priority)?;
        write!(out, " {}", Block(&self.body))
    }
}

impl Display for Alias {
    /// The whole alias, its comment above it
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        doc(out, &self.doc)?;
        write!(out, "probe ")?;
        let only_epilogue = self.prologue.is_empty() && !self.epilogue.is_empty();
        let mark = if only_epilogue { "+=" } else { "=" };
        for name in &self.names {
            write!(out, "{name} {mark} ")?;
        }
        write!(out, "{} ", List(&self.points))?;
        if only_epilogue {
            return write!(out, "{}", Block(&self.epilogue));
        }
        write!(out, "{}", Block(&self.prologue))?;
        if !self.epilogue.is_empty() {
            write!(out, ", {}", Block(&self.epilogue))?;
        }
        Ok(())
    }
}

impl Display for Probe {
    /// The whole probe
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        write!(out, "probe {} {}", List(&self.points), Block(&self.body))
    }
}

impl Display for ProbePoint {
    /// `name.name("literal") ? if (condition)`
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        for (number, component) in self.components.iter().enumerate() {
            let dot = if number > 0 { "." } else { "" };
            write!(out, "{dot}{component}")?;
        }
        if self.optional {
            write!(out, " ?")?;
        }
        if self.sufficient {
            write!(out, " !")?;
        }
        if let Some(condition) = &self.condition {
            write!(out, " if ({condition})")?;
        }
        Ok(())
    }
}

impl Display for Component {
    /// `name("literal")`
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        write!(out, "{}", self.name)?;
        match &self.argument {
            Some(argument) => write!(out, "({argument})"),
            None => Ok(()),
        }
    }
}
