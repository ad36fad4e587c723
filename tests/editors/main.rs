//! The editors' grammars see what our lexer sees, in every script of the project.

mod scripts;
mod textmate;
mod vim;
