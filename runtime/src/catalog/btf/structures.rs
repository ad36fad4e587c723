//! Structs and unions by name, and their members with those of anonymous members in their place.

use sigscript_compiler::catalog::{Member, Structure, StructureId};

use super::Btf;
use super::record::{Kind, Record, Row};

/// How deep anonymous members may nest, and how many members may be met in all. `task_struct` has under 300; malformed
/// types may hold themselves.
const DEPTH: u32 = 32;
const MEMBERS: u32 = 65_536;

/// The work of reading one structure.
struct Flattening<'a> {
    btf: &'a Btf,
    members: Vec<Member>,
    /// How many more may be met.
    left: u32,
}

impl Btf {
    /// The struct or union called `name`, or the one that a typedef of this name stands for.
    #[must_use]
    pub fn find_structure(&self, name: &str) -> Option<StructureId> {
        let (number, _) = self
            .named(&[Kind::Struct, Kind::Union], name)
            .or_else(|| self.named(&[Kind::Typedef], name))?;
        let (number, record) = self.plain(number)?;
        is_structure(record).then(|| self.identity(number, record))
    }

    /// The members of the struct or union of this number; `None` where the number is another's or its description is malformed.
    #[must_use]
    pub fn structure(&self, number: u32) -> Option<Structure> {
        let record = self.record(number).filter(|record| is_structure(*record))?;
        let mut flattening = Flattening {
            btf: self,
            members: Vec::new(),
            left: MEMBERS,
        };
        flattening.add(record, 0, DEPTH)?;
        Some(Structure {
            size: record.size,
            members: flattening.members,
        })
    }
}

impl Flattening<'_> {
    /// Adds the members of a structure that starts `base` bits from the outer start.
    fn add(&mut self, structure: Record<'_>, base: u32, depth: u32) -> Option<()> {
        for row in structure.members() {
            self.left = self.left.checked_sub(1)?;
            let (offset, width) = place(row, structure.flag);
            let offset = base.checked_add(offset)?;
            if row.name != 0 {
                let member = self.member(row, offset, width)?;
                self.members.push(member);
                continue;
            }
            // Without a name: a structure whose members are ours, or the padding of bit fields.
            if let Some((_, inner)) = self
                .btf
                .plain(row.target)
                .filter(|(_, inner)| is_structure(*inner))
            {
                self.add(inner, offset, depth.checked_sub(1)?)?;
            }
        }
        Some(())
    }

    fn member(&self, row: Row, offset: u32, width: u8) -> Option<Member> {
        let (shift, narrow) = self.narrow_integer(row.target).unwrap_or((0, 0));
        let (bit_offset, bit_size) = match width {
            0 => (offset.checked_add(shift)?, narrow),
            width => (offset, width),
        };
        Some(Member {
            name: self.btf.text(row.name).to_owned(),
            bit_offset,
            bit_size,
            kind: self.btf.kind(row.target),
        })
    }

    /// The older encoding of a bit field: an integer type that starts within its bytes or does not fill them.
    fn narrow_integer(&self, number: u32) -> Option<(u32, u8)> {
        let (_, record) = self.btf.plain(number)?;
        let encoding = record.encoding().filter(|_| record.kind == Kind::Integer)?;
        let whole =
            encoding.offset == 0 && u32::from(encoding.bits) == record.size.checked_mul(8)?;
        (!whole).then_some((encoding.offset, encoding.bits))
    }
}

/// A member's offset and, of a bit field in the newer encoding, its width; both in bits.
fn place(row: Row, flag: bool) -> (u32, u8) {
    if flag {
        (row.offset & 0x00ff_ffff, (row.offset >> 24) as u8)
    } else {
        (row.offset, 0)
    }
}

fn is_structure(record: Record<'_>) -> bool {
    matches!(record.kind, Kind::Struct | Kind::Union)
}
