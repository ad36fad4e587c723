//! `@define NAME(parameters) %( body %)` and its uses: tokens to tokens.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::tokens::{Kind, Token, lex};
use super::{Macro, Preprocessor};
use crate::errors;
use crate::span::Span;

/// Uses of macros inside macros deeper than this are taken for endless.
const MOST_NESTED: usize = 64;
/// Macros that grow to more tokens than this are taken for a mistake; a long token counts as several.
const MOST_TOKENS: usize = 500_000;
/// Operators whose names a macro may take over, which earns a warning.
const BUILT_IN: &[&str] = crate::build::OPERATORS;

/// A macro as the script defines it.
struct Definition<'a> {
    parameters: Option<Vec<String>>,
    body: Vec<Token<'a>>,
    /// Where its name stands.
    place: Span,
}

/// The values of a macro's parameters during one use.
type Values<'a> = BTreeMap<String, Vec<Token<'a>>>;

/// Expands the macros of one text.
pub(super) struct Macros<'p, 'a> {
    preprocessor: &'p mut Preprocessor<'a>,
    definitions: BTreeMap<String, Rc<Definition<'a>>>,
    /// The macros being expanded, outermost first.
    active: Vec<String>,
    /// How deep uses stand in bodies and arguments of others.
    depth: usize,
    /// How many tokens were looked at or put in the place of a parameter.
    walked: usize,
}

impl<'p, 'a> Macros<'p, 'a> {
    /// Knows the library's macros only.
    pub fn new(preprocessor: &'p mut Preprocessor<'a>) -> Self {
        Self {
            preprocessor,
            definitions: BTreeMap::new(),
            active: Vec::new(),
            depth: 0,
            walked: 0,
        }
    }

    /// `tokens` of the script with definitions taken out and uses replaced.
    pub fn expand_script(mut self, tokens: &[Token<'a>]) -> Vec<Token<'a>> {
        let mut out = Vec::with_capacity(tokens.len());
        let mut rest = tokens;
        while let Some(position) = rest
            .iter()
            .position(|token| token.kind == Kind::operator_name && token.is("@define"))
        {
            self.expand(&rest[..position], &Values::new(), &mut out);
            let taken = self.define(&rest[position..]);
            rest = &rest[position + taken..];
        }
        self.expand(rest, &Values::new(), &mut out);
        out
    }

    /// The definitions in `tokens`, which are those of `text`, for use in other texts.
    pub fn library(mut self, text: &str, tokens: &[Token<'a>]) -> BTreeMap<String, Macro> {
        for (at, token) in tokens.iter().enumerate() {
            if token.kind == Kind::operator_name && token.is("@define") {
                self.define(&tokens[at..]);
            }
        }
        let definitions = self.definitions.into_iter().map(|(name, definition)| {
            let start = definition.body.first().map_or(0, |token| token.span.start);
            let end = definition.body.last().map_or(0, |token| token.span.end);
            let body = text[start as usize..end as usize].to_owned();
            let parameters = definition.parameters.clone();
            (name, Macro { parameters, body })
        });
        definitions.collect()
    }

    /// Takes in the definition that `tokens` begin with; returns how many tokens it has.
    fn define(&mut self, tokens: &[Token<'a>]) -> usize {
        let Some(name) = tokens.get(1).filter(|token| token.kind == Kind::word) else {
            let span = tokens[0].span;
            self.preprocessor
                .error(errors::macro_without_name(span), tokens.len() == 1);
            return 1;
        };
        let (parameters, open) = parameters_of(&tokens[2..]);
        let open = open + 2;
        let (name, place) = (&name.text, name.span);
        let opens = tokens
            .get(open)
            .map(|token| token.kind == Kind::conditional_open);
        if opens != Some(true) {
            self.preprocessor
                .error(errors::macro_without_body(name, place), opens.is_none());
            return open.min(tokens.len());
        }
        let Some(length) = body_length(&tokens[open + 1..]) else {
            self.preprocessor
                .error(errors::macro_unclosed(name, place), true);
            return tokens.len();
        };
        let body = tokens[open + 1..=open + length].to_vec();
        if let Some(nested) = body.iter().find(|token| token.is("@define")) {
            self.preprocessor
                .error(errors::macro_in_macro(nested.span), false);
        }
        if BUILT_IN.contains(&name.as_ref()) {
            let warning = errors::macro_hides_operator(name, place);
            self.preprocessor.warnings.push(warning);
        }
        let definition = Rc::new(Definition {
            parameters,
            body,
            place,
        });
        if let Some(first) = self.definitions.insert(name.to_string(), definition) {
            self.preprocessor
                .error(errors::macro_twice(name, place, first.place), false);
        }
        open + length + 2
    }

    /// Appends `tokens` to `out`, with parameters and macros replaced.
    fn expand(&mut self, tokens: &[Token<'a>], values: &Values<'a>, out: &mut Vec<Token<'a>>) {
        let mut at = 0;
        let mut separate = false;
        while let Some(token) = tokens.get(at) {
            at += 1;
            let name = token.text.strip_prefix('@').unwrap_or_default();
            if token.kind != Kind::operator_name {
                let mut token = token.clone();
                token.glued &= !separate;
                separate = false;
                out.push(token);
            } else if let Some(value) = values.get(name) {
                self.walked += weight(value);
                if self.walked > MOST_TOKENS {
                    let name = self.active.last().map_or(name, String::as_str);
                    let problem = errors::macro_too_large(name, token.span);
                    self.preprocessor.error(problem, false);
                    return;
                }
                let start = out.len();
                out.extend(value.iter().cloned());
                set_apart(out, start);
                separate = true;
            } else if let Some(definition) = self.find(name) {
                at += self.apply(token, &definition, &tokens[at..], values, out);
                separate = true;
            } else {
                out.push(token.clone());
                separate = false;
            }
        }
        self.walked += weight(tokens);
    }

    /// The macro `name`, the script's own before the library's.
    fn find(&self, name: &str) -> Option<Rc<Definition<'a>>> {
        if let Some(own) = self.definitions.get(name) {
            return Some(Rc::clone(own));
        }
        let library = self.preprocessor.environment.macros.get(name)?;
        Some(Rc::new(Definition {
            parameters: library.parameters.clone(),
            body: lex(&library.body, self.preprocessor.file),
            place: Span::default(),
        }))
    }

    /// Appends one use of a macro; returns how many tokens its arguments take behind its name.
    fn apply(
        &mut self,
        word: &Token<'a>,
        definition: &Definition<'a>,
        behind: &[Token<'a>],
        values: &Values<'a>,
        out: &mut Vec<Token<'a>>,
    ) -> usize {
        let name = word.text.trim_start_matches('@');
        let Some((arguments, taken)) = self.arguments(word, definition, behind) else {
            return 0;
        };
        let tokens = behind[..taken].iter();
        let span = tokens.fold(word.span, |span, token| span.to(token.span));
        let parameters = definition.parameters.as_deref().unwrap_or_default();
        let problem = if arguments.len() != parameters.len() {
            errors::macro_arity(name, parameters.len(), arguments.len(), span)
        } else if self.active.iter().any(|active| active == name) || self.depth >= MOST_NESTED {
            errors::macro_endless(name, span)
        } else if self.walked > MOST_TOKENS {
            errors::macro_too_large(name, span)
        } else {
            self.depth += 1;
            let mut inner = Values::new();
            for (parameter, argument) in parameters.iter().zip(arguments) {
                let mut value = Vec::new();
                self.expand(argument, values, &mut value);
                inner.insert(parameter.clone(), value);
            }
            let body = definition.body.iter();
            let body: Vec<Token> = body.map(|token| token.moved_to(span)).collect();
            let start = out.len();
            self.active.push(name.to_owned());
            self.expand(&body, &inner, out);
            self.active.pop();
            self.depth -= 1;
            set_apart(out, start);
            return taken;
        };
        self.preprocessor.error(problem, false);
        taken
    }

    /// The arguments that `definition` takes from `behind` its name, and the number of their tokens.
    fn arguments<'t>(
        &mut self,
        word: &Token<'a>,
        definition: &Definition<'a>,
        behind: &'t [Token<'a>],
    ) -> Option<(Vec<&'t [Token<'a>]>, usize)> {
        if definition.parameters.is_none() {
            return Some((Vec::new(), 0));
        }
        let found = arguments_of(behind);
        if found.is_none() {
            let at_end = behind.first().is_none_or(|token| token.is("("));
            let error = errors::macro_without_arguments(&word.text, word.span);
            self.preprocessor.error(error, at_end);
        }
        found
    }
}

/// How many tokens these count as, by their number and their length.
fn weight(tokens: &[Token]) -> usize {
    tokens.iter().map(|token| 1 + token.text.len() / 8).sum()
}

/// Keeps the token at `start`, if there is one, from merging with what stands before it.
fn set_apart(out: &mut [Token], start: usize) {
    if let Some(token) = out.get_mut(start) {
        token.glued = false;
    }
}

/// The parameters in the parentheses that `tokens` may begin with, and how many tokens those are.
fn parameters_of(tokens: &[Token]) -> (Option<Vec<String>>, usize) {
    if !tokens.first().is_some_and(|token| token.is("(")) {
        return (None, 0);
    }
    let close = tokens.iter().position(|token| token.is(")"));
    let close = close.unwrap_or(tokens.len());
    let names = tokens[..close].iter();
    let names = names.filter(|token| token.kind == Kind::word);
    let names = names.map(|token| token.text.to_string()).collect();
    (Some(names), close + 1)
}

/// The number of tokens before the `%)` that closes a body which begins with `tokens`.
fn body_length(tokens: &[Token]) -> Option<usize> {
    let mut depth = 0_usize;
    tokens.iter().position(|token| match token.kind {
        Kind::conditional_open => {
            depth += 1;
            false
        }
        Kind::conditional_close if depth > 0 => {
            depth -= 1;
            false
        }
        kind => kind == Kind::conditional_close,
    })
}

/// The arguments in the parentheses that `tokens` begin with, and the number of tokens up to the closing one.
fn arguments_of<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<(Vec<&'t [Token<'a>]>, usize)> {
    tokens.first().filter(|token| token.is("("))?;
    let mut arguments = Vec::new();
    let (mut depth, mut start) = (0_usize, 1);
    for (at, token) in tokens.iter().enumerate() {
        match token.text.as_ref() {
            "(" | "[" | "{" | "%(" => depth += 1,
            ")" | "]" | "}" | "%)" => depth = depth.saturating_sub(1),
            "," if depth == 1 => {
                arguments.push(&tokens[start..at]);
                start = at + 1;
            }
            _ => {}
        }
        if depth == 0 {
            if at > start || !arguments.is_empty() {
                arguments.push(&tokens[start..at]);
            }
            return Some((arguments, at + 1));
        }
    }
    None
}
