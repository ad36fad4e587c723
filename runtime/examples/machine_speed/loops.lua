-- The loops of loops.rs in Lua: milliseconds of one run each.

local function report(name, loop)
  local start = os.clock()
  loop()
  print(string.format("%-28s\t%7.1f", name, (os.clock() - start) * 1000))
end

report("10M additions", function()
  local i, s = 0, 0
  while i < 10000000 do i = i + 1; s = s + i end
end)

s = 0
report("10M additions to a global", function()
  local i = 0
  while i < 10000000 do i = i + 1; s = s + i end
end)

local function f(n) return n + 1 end
report("10M calls of a function", function()
  local i = 0
  while i < 10000000 do i = i + 1; f(i) end
end)

local null = io.open("/dev/null", "w")
null:setvbuf("full", 65536)
report('10M printf("n %d\\n", i)', function()
  local i = 0
  while i < 10000000 do i = i + 1; null:write(string.format("n %d\n", i)) end
end)

local a = {}
report("5M a[number]++", function()
  local i = 0
  while i < 5000000 do
    i = i + 1
    local k = i % 1000
    a[k] = (a[k] or 0) + 1
  end
end)

local names = {}
for k = 0, 999 do names[k] = "name " .. k end
a = {}
report("5M a[string]++", function()
  local i = 0
  while i < 5000000 do
    i = i + 1
    local k = names[i % 1000]
    a[k] = (a[k] or 0) + 1
  end
end)

report('2M sprintf("%s %d", s, i)', function()
  local i, t = 0, ""
  while i < 2000000 do i = i + 1; t = string.format("%s %d", "test_sender", i) end
end)

report("2M concatenations", function()
  local i, t = 0, ""
  while i < 2000000 do i = i + 1; t = names[i % 1000] .. " and more of it" end
end)

a = {}
report("1M made and deleted", function()
  local i = 0
  while i < 1000000 do i = i + 1; a[i] = i; a[i - 100] = nil end
end)

a = {}
for i = 1, 1000000 do a[i] = i * 7368787 % 1000003 end
report("1M elements sorted, walked", function()
  local keys, s = {}, 0
  for k in pairs(a) do keys[#keys + 1] = k end
  table.sort(keys, function(left, right) return a[left] > a[right] end)
  for _, k in ipairs(keys) do s = s + k end
end)
