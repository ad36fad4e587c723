probe begin { do { i++ } while (i < 10); }
