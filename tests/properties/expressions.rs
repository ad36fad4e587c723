//! Well-typed expressions, made up at random.

use fastrand::Rng;

/// Numbers with something special about them; comparisons and values draw from the same few, so that they meet.
pub const NUMBERS: &[i64] = &[
    0,
    1,
    2,
    3,
    8,
    9,
    15,
    17,
    31,
    63,
    64,
    65,
    128,
    255,
    256,
    1000,
    -1,
    -2,
    -6,
    -64,
    -128,
    32767,
    65535,
    0x7fff_ffff,
    -0x8000_0000,
    0xffff_ffff,
    0x1_0000_0000,
    i64::MAX,
    i64::MIN,
    i64::MIN + 1,
];

/// Literals of strings, as written; the same goes for them.
pub const TEXTS: &[&str] = &[
    "",
    "a",
    "b",
    "ab",
    "cat",
    "sshd",
    "KILL",
    "SIGKILL",
    "12",
    "-7",
    "0x1f",
    "077",
    "x y",
    "%d",
    "\\\"",
    "\\n",
    "ca\\000t",
    "\\377\\200",
    "longer than the sixteen bytes of a name",
];

const ARITHMETIC: &[&str] = &[
    "+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", ">>>", "&&", "||",
];
const COMPARISONS: &[&str] = &["<", ">", "<=", ">=", "==", "!="];
const ASSIGNMENTS: &[&str] = &[
    "=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=",
];

/// What an expression may name.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// What gives a number: variables, members, calls.
    pub numbers: Vec<&'static str>,
    /// What gives a string.
    pub texts: Vec<&'static str>,
    /// Variables that hold a number and may change.
    pub number_variables: Vec<&'static str>,
    /// Variables that hold a string and may change.
    pub text_variables: Vec<&'static str>,
    /// Functions from two numbers to a number.
    pub number_functions: Vec<&'static str>,
    /// Functions from a number and a string to a string.
    pub text_functions: Vec<&'static str>,
}

/// Makes up expressions in a scope.
pub struct Expressions<'a> {
    /// Where they are made from.
    pub random: &'a mut Rng,
    /// What they may name.
    pub scope: &'a Scope,
}

impl Expressions<'_> {
    /// One of these.
    pub fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.random.usize(..of.len())]
    }

    /// Whether something that happens once in `times` happens.
    pub fn once_in(&mut self, times: u32) -> bool {
        self.random.u32(..times) == 0
    }

    /// A number as written, at times as one that wraps or in another base.
    pub fn number_literal(&mut self) -> String {
        let number = NUMBERS[self.random.usize(..NUMBERS.len())];
        match self.random.u32(..8) {
            0 => format!("{}", number as u64),
            1 => format!("{:#x}", number as u64),
            _ if number < 0 => format!("(-{})", number.unsigned_abs()),
            _ => number.to_string(),
        }
    }

    /// A string as written.
    pub fn text_literal(&mut self) -> String {
        format!("\"{}\"", self.one(TEXTS))
    }

    /// An expression that gives a number.
    pub fn number(&mut self, depth: u32) -> String {
        if depth == 0 || self.once_in(8) {
            let named = self.scope.numbers.len() + self.scope.number_variables.len();
            if named == 0 || self.once_in(3) {
                return self.number_literal();
            }
            let all = [&self.scope.numbers[..], &self.scope.number_variables[..]].concat();
            return self.one(&all).to_owned();
        }
        let deeper = depth - 1;
        match self.random.u32(..24) {
            0..=8 => self.arithmetic(deeper),
            9 | 10 => format!(
                "({} {} {})",
                self.number(deeper),
                self.one(COMPARISONS),
                self.number(deeper)
            ),
            11 | 12 => format!(
                "({} {} {})",
                self.text(deeper),
                self.one(COMPARISONS),
                self.text(deeper)
            ),
            13 => format!(
                "{}({})",
                self.one(&["-", "~", "!", "+"]),
                self.number(deeper)
            ),
            14 | 15 => format!(
                "({} ? {} : {})",
                self.number(deeper),
                self.number(deeper),
                self.number(deeper)
            ),
            16 => format!("strlen({})", self.text(deeper)),
            17 => format!(
                "strtol({}, {})",
                self.text(deeper),
                self.one(&["0", "8", "10", "16"])
            ),
            18 => format!(
                "{}({}, {})",
                self.one(&["isinstr", "strpos"]),
                self.text(deeper),
                self.text(deeper)
            ),
            19 => format!("stringat({}, {})", self.text(deeper), self.number(0)),
            20 | 21 => self.number_call(deeper),
            _ => self.number_assignment(deeper),
        }
    }

    /// At times without parentheses, so that the operators' levels decide what belongs together.
    fn arithmetic(&mut self, depth: u32) -> String {
        let (left, right) = (self.number(depth), self.number(depth));
        let operator = self.one(ARITHMETIC);
        if self.once_in(3) {
            format!("{left} {operator} {right}")
        } else {
            format!("({left} {operator} {right})")
        }
    }

    fn number_call(&mut self, depth: u32) -> String {
        match self.scope.number_functions[..] {
            [] => self.number(depth),
            ref functions => {
                let function = functions[self.random.usize(..functions.len())];
                format!("{function}({}, {})", self.number(depth), self.number(depth))
            }
        }
    }

    fn number_assignment(&mut self, depth: u32) -> String {
        if self.scope.number_variables.is_empty() {
            return self.number(depth);
        }
        let variable = self.one(&self.scope.number_variables.clone());
        match self.random.u32(..4) {
            0 => format!("({variable}{})", self.one(&["++", "--"])),
            1 => format!("({}{variable})", self.one(&["++", "--"])),
            _ => format!(
                "({variable} {} {})",
                self.one(ASSIGNMENTS),
                self.number(depth)
            ),
        }
    }

    /// An expression that gives a string.
    pub fn text(&mut self, depth: u32) -> String {
        if depth == 0 || self.once_in(6) {
            let names = [&self.scope.texts[..], &self.scope.text_variables[..]].concat();
            if names.is_empty() || self.once_in(3) {
                return self.text_literal();
            }
            return self.one(&names).to_owned();
        }
        let deeper = depth - 1;
        match self.random.u32(..14) {
            0..=3 => format!("({} . {})", self.text(deeper), self.text(deeper)),
            4 | 5 => format!(
                "({} ? {} : {})",
                self.number(deeper),
                self.text(deeper),
                self.text(deeper)
            ),
            6 => format!(
                "sprintf(\"%d:%5s|\", {}, {})",
                self.number(deeper),
                self.text(deeper)
            ),
            7 => format!(
                "sprintf(\"{}\", {})",
                self.one(&["%d", "%u", "%x", "%#o", "%-4d", "%c"]),
                self.number(deeper)
            ),
            8 => format!("sprint({}, {})", self.number(deeper), self.text(deeper)),
            9 => format!(
                "substr({}, {}, {})",
                self.text(deeper),
                self.number(0),
                self.number(0)
            ),
            10 => format!(
                "str_replace({}, {}, {})",
                self.text(deeper),
                self.text(0),
                self.text(0)
            ),
            11 => match self.scope.text_functions[..] {
                [] => self.text(deeper),
                ref functions => {
                    let function = functions[self.random.usize(..functions.len())];
                    format!("{function}({}, {})", self.number(deeper), self.text(deeper))
                }
            },
            _ => match self.scope.text_variables[..] {
                [] => self.text(deeper),
                ref variables => {
                    let variable = variables[self.random.usize(..variables.len())];
                    format!(
                        "({variable} {} {})",
                        self.one(&["=", ".="]),
                        self.text(deeper)
                    )
                }
            },
        }
    }
}
