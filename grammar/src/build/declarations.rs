//! Globals, functions, aliases and probes.

use std::collections::HashMap;

use pest::iterators::Pair;

use super::docs::doc_above;
use super::{Builder, part, parts};
use crate::errors;
use crate::grammar::Rule;
use crate::syntax::{
    Alias, Function, Global, Parameter, Probe, ProbePoint, Script, Statement, TypeName,
};

impl Builder<'_> {
    /// One declaration of the top level.
    pub(super) fn declaration(&self, pair: Pair<Rule>, script: &mut Script) {
        match pair.as_rule() {
            Rule::global => self.globals(pair, false, script),
            Rule::function => script.functions.push(self.function(pair, false)),
            Rule::probe => self.probe(pair, script),
            Rule::private_declaration => self.private_declaration(pair, script),
            Rule::embedded_c => self.error(errors::embedded_c(self.span(&pair))),
            _ => {}
        }
    }

    fn private_declaration(&self, pair: Pair<Rule>, script: &mut Script) {
        for inner in parts(pair) {
            match inner.as_rule() {
                Rule::global => self.globals(inner, true, script),
                Rule::global_item => script.globals.push(self.global_item(inner, true)),
                Rule::function => script.functions.push(self.function(inner, true)),
                // A probe is nobody else's anyway.
                Rule::probe => self.probe(inner, script),
                _ => {}
            }
        }
    }

    fn globals(&self, pair: Pair<Rule>, private: bool, script: &mut Script) {
        let items = parts(pair).filter(|pair| pair.as_rule() == Rule::global_item);
        script
            .globals
            .extend(items.map(|item| self.global_item(item, private)));
    }

    fn global_item(&self, pair: Pair<Rule>, private: bool) -> Global {
        let mut items = parts(pair);
        let name = items.next().expect("the grammar begins with the name");
        let mut global = Global {
            name: self.identifier(&name),
            wrap: false,
            size: None,
            initial: None,
            private,
        };
        for item in items {
            let span = self.span(&item);
            match item.as_rule() {
                Rule::wrap_mark => global.wrap = true,
                Rule::size => global.size = Some(self.size(item)),
                _ if global.wrap || global.size.is_some() => {
                    self.error(errors::array_with_initial(&global.name, span));
                }
                _ => global.initial = Some(self.literal(part(item))),
            }
        }
        global
    }

    fn size(&self, pair: Pair<Rule>) -> u64 {
        let number = part(pair);
        let value = self.number(&number);
        if !(1..=i64::from(i32::MAX)).contains(&value) && number_is_valid(&number) {
            self.error(errors::array_size(number.as_str(), self.span(&number)));
        }
        value.unsigned_abs()
    }

    fn function(&self, pair: Pair<Rule>, private: bool) -> Function {
        let start = pair.as_span().start();
        let mut function = Function {
            name: crate::syntax::Identifier {
                name: String::new(),
                span: self.span(&pair),
            },
            returns: None,
            parameters: Vec::new(),
            priority: None,
            private,
            body: Vec::new(),
            doc: self.doc(start, private),
            span: self.span(&pair),
        };
        for inner in parts(pair) {
            match inner.as_rule() {
                Rule::identifier => function.name = self.identifier(&inner),
                Rule::type_name => function.returns = Some(type_name(&inner)),
                Rule::parameters => function.parameters = self.parameters(inner),
                Rule::priority => function.priority = Some(self.number(&part(inner))),
                Rule::block => {
                    self.in_function.set(true);
                    function.body = self.block(inner);
                    self.in_function.set(false);
                }
                Rule::embedded_c => self.error(errors::embedded_c(self.span(&inner))),
                _ => {}
            }
        }
        function
    }

    fn parameters(&self, pair: Pair<Rule>) -> Vec<Parameter> {
        let mut seen = HashMap::new();
        let mut parameters = Vec::new();
        for parameter in parts(pair) {
            let mut inner = parts(parameter);
            let name = self.identifier(&inner.next().expect("the grammar begins with the name"));
            if let Some(first) = seen.insert(name.name.clone(), name.span) {
                self.error(errors::duplicate_parameter(&name, first));
            }
            let declared = inner.next().map(|pair| type_name(&pair));
            parameters.push(Parameter { name, declared });
        }
        parameters
    }

    /// A probe or an alias.
    fn probe(&self, pair: Pair<Rule>, script: &mut Script) {
        let span = self.span(&pair);
        let doc_start = pair.as_span().start();
        let mut lists = Vec::new();
        let mut appended = false;
        let mut blocks: Vec<Vec<Statement>> = Vec::new();
        for inner in parts(pair) {
            match inner.as_rule() {
                Rule::points => lists.push(inner),
                Rule::alias_mark => appended |= inner.as_str() == "+=",
                Rule::missing_points => {
                    self.error(errors::probe_without_point(self.span(&inner)));
                }
                Rule::block => blocks.push(self.block(inner)),
                _ => {}
            }
        }
        let points = lists
            .pop()
            .map(|list| self.points(list))
            .unwrap_or_default();
        let mut blocks = blocks.into_iter();
        let body = blocks.next().unwrap_or_default();
        let second = blocks.next();
        if lists.is_empty() {
            if second.is_some() {
                self.error(errors::probe_with_epilogue(span));
            }
            script.probes.push(Probe { points, body, span });
            return;
        }
        if appended && second.is_some() {
            self.error(errors::two_epilogues(span));
        }
        let names = lists
            .into_iter()
            .flat_map(|list| self.alias_names(list))
            .collect();
        let (prologue, epilogue) = if appended {
            (Vec::new(), body)
        } else {
            (body, second.unwrap_or_default())
        };
        script.aliases.push(Alias {
            names,
            points,
            prologue,
            epilogue,
            doc: self.doc(doc_start, false),
            span,
        });
    }

    /// The names before `=` of an alias.
    fn alias_names(&self, list: Pair<Rule>) -> Vec<ProbePoint> {
        let mut written = list
            .clone()
            .into_inner()
            .filter(|pair| pair.as_rule() == Rule::point);
        if let Some(extra) = written.nth(1) {
            self.error(errors::alias_list(self.span(&extra)));
        }
        let names = self.points(list);
        for name in &names {
            if name.optional || name.sufficient {
                self.error(errors::alias_optional(name.span));
            } else if name.condition.is_some() {
                self.error(errors::alias_condition(name.span));
            }
        }
        names
    }

    /// The comment above the declaration at `start` of the expanded text.
    fn doc(&self, start: usize, private: bool) -> String {
        let place = self.expansion.span(start, start).start as usize;
        let doc = doc_above(self.original, place);
        if !private || !doc.is_empty() {
            return doc;
        }
        let before = self.original[..place].trim_end();
        match before.strip_suffix("private") {
            Some(before) => doc_above(self.original, before.len()),
            None => doc,
        }
    }
}

fn number_is_valid(pair: &Pair<Rule>) -> bool {
    super::number_of(pair.as_str()).is_some()
}

fn type_name(pair: &Pair<Rule>) -> TypeName {
    match pair.as_str() {
        "string" => TypeName::String,
        _ => TypeName::Long,
    }
}
