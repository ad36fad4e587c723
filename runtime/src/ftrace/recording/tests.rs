//! Pages that join each other, and files without names.
