//! The parser that pest makes of `sigscript.pest`, and the names of its rules for people.

use pest_derive::Parser;

/// The parser of the language proper.
#[derive(Parser)]
#[grammar = "sigscript.pest"]
pub struct LanguageParser;

impl Rule {
    /// What a message calls this rule; `None` for one that is not worth a mention.
    #[must_use]
    pub fn for_people(self) -> Option<&'static str> {
        Some(match self {
            Self::probe | Self::probe_keyword => "`probe`",
            Self::global | Self::global_keyword => "`global`",
            Self::function | Self::function_keyword => "`function`",
            Self::if_keyword => "`if`",
            Self::while_keyword => "`while`",
            Self::in_keyword => "`in`",
            Self::catch_keyword => "`catch`",
            Self::open_paren | Self::parameters | Self::arguments => "`(`",
            Self::close_paren => "`)`",
            Self::open_bracket => "`[`",
            Self::close_bracket => "`]`",
            Self::open_brace | Self::block => "`{`",
            Self::close_brace => "`}`",
            Self::comma => "`,`",
            Self::semicolon => "`;`",
            Self::colon => "`:`",
            Self::statement => "a statement",
            Self::expression | Self::key => "an expression",
            Self::literal => "a number or a string",
            Self::number => "a number",
            Self::string => "a string",
            Self::type_name => "`long` or `string`",
            Self::identifier
            | Self::global_item
            | Self::parameter
            | Self::foreach_name
            | Self::foreach_keys
            | Self::foreach_subject
            | Self::member_name => "a name",
            Self::points
            | Self::point
            | Self::components
            | Self::component
            | Self::component_name
            | Self::alternative
            | Self::name_piece
            | Self::group => "a probe point",
            _ => return None,
        })
    }

    /// Whether an expression may begin with this rule.
    #[must_use]
    pub fn begins_expression(self) -> bool {
        matches!(
            self,
            Self::number
                | Self::string
                | Self::target
                | Self::operator_call
                | Self::operator_name
                | Self::parenthesised
                | Self::open_paren
                | Self::tuple
                | Self::name
                | Self::identifier
                | Self::embedded_c
                | Self::expression
                | Self::key
                | Self::any_key
        )
    }
}

#[cfg(test)]
mod tests {
    use pest::Parser as _;

    use super::*;

    /// Whether `rule` takes all of `text`.
    fn takes(rule: Rule, text: &str) -> bool {
        LanguageParser::parse(rule, text).is_ok_and(|mut pairs| {
            pairs
                .next()
                .is_some_and(|pair| pair.as_str().trim_end() == text)
        })
    }

    #[test]
    fn each_rule_takes_its_syntax_and_no_more() {
        #[rustfmt::skip]
        let rules: &[(Rule, &[&str], &[&str])] = &[
            (Rule::number, &["0", "42", "0x2a", "12abc"], &["x1", "-1", ""]),
            (Rule::string, &[r#""""#, r#""a\"b""#, "\"a\" \"b\"", "\"a\" # c\n \"b\""], &["\"a", "\"a\nb\"", "'a'"]),
            (Rule::identifier, &["a", "_", "a$b", "a$", "iffy", "format"], &["if", "1a", "$a", "in", "a-b", "foreach"]),
            (Rule::target, &["$a", "$$vars", "$a$b"], &["$1", "$", "a", "$a$"]),
            (Rule::operator_name, &["@count", "@a1"], &["@1", "@", "count"]),
            (Rule::operator_call, &["@count(a)", "@count", "@f(a, b)"], &["@f(", "@f(a,)"]),
            (Rule::global, &["global a", "global a, b=5, c=\"s\", d[100], e%, f%[10];", "global a = -1"], &["global", "global 5", "global a = b", "global a b"]),
            (Rule::function, &["function f() { }", "function f:long (a:string, b) :3 { return 1 }"], &["function f { }", "function f(a b) { }", "function f:int() { }"]),
            (Rule::private_declaration, &["private x", "private global x, y", "private function f() { }"], &["private", "private if"]),
            (Rule::probe, &["probe a { }", "probe a = b { }", "probe a += b { }", "probe a = b = c { }, { }", "probe a, b ?, c ! { }"], &["probe a", "probe a b { }", "probe = b { }"]),
            (Rule::point, &["a.b", "a(1)", "a(-1).b(\"x\")", "*.a*b.**", "a.{b,c}.d", "{a,b}", "a.{b,{c,d}e}", "a ?", "a !", "a if (x)", "a ? if (x)", "a.return", "a.1"], &["a.", ".a", "a(b)", "a()", "a.{}", "a..b"]),
            (Rule::block, &["{ }", "{ a b; c }", "{ { } }"], &["{", "{ ) }"]),
            (Rule::if_statement, &["if (a) b", "if (a) b else c", "if (a) b else if (c) d else e", "if (a) if (b) c else d"], &["if a b", "if (a)", "if (a) b else"]),
            (Rule::while_statement, &["while (a) b", "while (a) { }"], &["while (a)", "while a { }"]),
            (Rule::for_statement, &["for (;;) a", "for (a = 1; a < 2; a++) { }"], &["for (a; b) c", "for (;;)"]),
            (Rule::foreach_statement, &["foreach (a in b) c", "foreach (v = [a, b+] in c[1, *] limit 5) { }", "foreach (a in b @sum -) c", "foreach (a in b-) c", "foreach (a in @hist_log(b)) c"], &["foreach (a b) c", "foreach (a in) c", "foreach (in b) c"]),
            (Rule::try_statement, &["try { } catch { }", "try { } catch (m) { }"], &["try { }", "try a catch { }", "catch { }"]),
            (Rule::return_statement, &["return", "return;", "return a + b"], &["return )"]),
            (Rule::delete_statement, &["delete a", "delete a[1, *];"], &["delete", "delete ;"]),
            (Rule::break_statement, &["break", "break;"], &["breaks"]),
            (Rule::continue_statement, &["continue"], &[]),
            (Rule::next_statement, &["next"], &[]),
            (Rule::empty_statement, &[";"], &[]),
            (Rule::expression, &["a", "a.b", "a ? b : c", "a in b", "[a, *] in b", "a =~ \"b\"", "a = b <<< c", "- -a++", "!a", "f()", "$a->b[1]$", "&$a->next", "@cast(a, \"b\")->c", "(a)"], &["a +", "a =~ b", "a in", "a ? b", "()", "f(,)", "a[", "a = = b"]),
            (Rule::embedded_c, &["%{ if (a) } %}"], &["%( a %)", "%{ never closed"]),
        ];
        for (rule, good, bad) in rules {
            for text in *good {
                assert!(takes(*rule, text), "{rule:?} does not take {text}");
            }
            for text in *bad {
                assert!(!takes(*rule, text), "{rule:?} takes {text}");
            }
        }
    }
}
