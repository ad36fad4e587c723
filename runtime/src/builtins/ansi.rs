//! Control sequences for terminals (ECMA-48).

use std::io::Write;

use super::row::rows;
use crate::vm::World;

rows! { world;
    /// Clears the terminal and moves the cursor to its first line and column.
    impure fn ansi_clear_screen() { print(world, "\x1b[1;1H\x1b[J"); }

    /// Sets the color of what is printed next: black 30, red 31, green 32, brown 33, blue 34, purple 35, cyan 36, light gray 37.
    impure fn ansi_set_color(foreground: Long) { print(world, format_args!("\x1b[{foreground}m")); }

    /// As `ansi_set_color(foreground)`, with the color behind: black 40, red 41, green 42, brown 43, blue 44, purple 45, cyan 46, white 47.
    impure fn ansi_set_color(foreground: Long, background: Long) {
        print(world, format_args!("\x1b[{foreground};{background}m"));
    }

    /// As `ansi_set_color(foreground, background)`, with an attribute: none 0, bold 1, underlined 4, blinking 5, inverse 7.
    impure fn ansi_set_color(foreground: Long, background: Long, attribute: Long) {
        print(world, format_args!("\x1b[{attribute};{foreground};{background}m"));
    }

    /// Ends what `ansi_set_color` began.
    impure fn ansi_reset_color() { print(world, "\x1b[0;0m"); }

    /// Begins a new line.
    impure fn ansi_new_line() { print(world, "\n"); }

    /// Moves the cursor to `column` and `row`, both counted from 1.
    impure fn ansi_cursor_move(column: Long, row: Long) { print(world, format_args!("\x1b[{row};{column}H")); }

    /// Hides the cursor.
    impure fn ansi_cursor_hide() { print(world, "\x1b[?25l"); }

    /// Shows the cursor.
    impure fn ansi_cursor_show() { print(world, "\x1b[?25h"); }

    /// Remembers where the cursor is.
    impure fn ansi_cursor_save() { print(world, "\x1b[s"); }

    /// Moves the cursor back to where `ansi_cursor_save` was called.
    impure fn ansi_cursor_restore() { print(world, "\x1b[u"); }
}

fn print(world: &mut World, sequence: impl std::fmt::Display) {
    write!(world.output, "{sequence}").expect("a vector takes everything");
}
