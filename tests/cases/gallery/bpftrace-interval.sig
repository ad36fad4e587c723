interval:s:1 { print(@x); }
