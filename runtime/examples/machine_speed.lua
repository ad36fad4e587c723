-- The loops of machine_speed.rs in Lua, for comparison.
local ROUNDS = 10000000

local function report(name, loop)
  local best = math.huge
  for _ = 1, 7 do
    local start = os.clock()
    loop()
    best = math.min(best, os.clock() - start)
  end
  print(string.format("%-28s %7.1f ms", name, best * 1000))
end

report("local sum", function()
  local i, s = 0, 0
  while i < ROUNDS do i = i + 1; s = s + i end
end)

s = 0
report("global sum", function()
  local i = 0
  while i < ROUNDS do i = i + 1; s = s + i end
end)

local function f(n) return n + 1 end
report("call of a function", function()
  local i = 0
  while i < ROUNDS do i = i + 1; f(i) end
end)

io.stdout:setvbuf("full")
local null = io.open("/dev/null", "w")
null:setvbuf("full", 65536)
report('printf("n %d\\n", i)', function()
  local i = 0
  while i < ROUNDS do i = i + 1; null:write(string.format("n %d\n", i)) end
end)
