"""Figures as text."""


def number(value):
    """So many digits as tell something."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def spread(rounds):
    """The lowest and the highest of the rounds, where they are numbers."""
    numbers = [value for value in rounds if isinstance(value, (int, float))]
    return f"({number(min(numbers))} to {number(max(numbers))})" if len(numbers) > 1 else ""


def print_group(group):
    """One group: its figures, the spread, and ours beside each other one."""
    print(f"\n{group['title']}, {group['unit']}" + (f" (bare: {group['bare']:.0f})" if "bare" in group else ""))
    ours = group["figures"].get("sigscript")
    for name, value in group["figures"].items():
        beside = f"sigscript: {ours / value:.2f} of it" if ours is not None and name != "sigscript" and value else ""
        print(f"  {name:34}{number(value):>10}  {spread(group['rounds'].get(name, [])):24}{beside}")


def print_targets(judged):
    """Each target, and whether it is met."""
    print(f"\n{'target':78}{'measured':>10}{'bound':>12}")
    for row in judged:
        what = row["figure"] + (f" : {row['beside']}" if row["beside"] else "")
        digits = number if not row["beside"] else (lambda value: f"{value:.3f}")
        print(f"{what:78}{digits(row['measured']):>10}{row['sign'] + ' ' + digits(row['bound']):>12}  {'met' if row['met'] else 'MISSED'}")
