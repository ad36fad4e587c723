// Conditions on versions compare numbers in them as numbers; == knows globs.
probe begin
{
  println(%( kernel_v >= "2.6.9" %? "new" %: "old" %), %( kernel_v < "1000.1" %? "!" %: "?" %), %( kernel_v == "*.*" %? "*" %: "-" %))
  println(%( kernel_vr != "no such*" %? 1 %: 0 %), %( kernel_v > "2.10" && kernel_v > "2.9" %? 1 %: 0 %))
  println(%( systemtap_v >= "2.0" %? "recent" %: "ancient" %), %( arch == "*" %? 1 %: 0 %), %( arch != "pdp11" %? 1 %: 0 %))
  println(%( runtime == "kernel" %? "kernel" %: "other" %), %( guru_mode == 0 %? 1 %: 0 %), %( systemtap_privilege == "stapdev" %? 1 %: 0 %))
  exit()
}
