profile:hz:99 { @[comm] = count(); }
