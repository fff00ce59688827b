-- SPDX-License-Identifier: EUPL-1.2
-- wrk: pages of people who are signed in, and notes that they write.
--
--     wrk ... -s page.lua http://127.0.0.1:PORT -- VISITORS [WRITERS PERCENT]
--
-- Each request is the page of a random line "TOKEN PATH" of VISITORS; PERCENT of them are the morning note of a random line
-- of WRITERS, under a client id that was not used before.

local function read_lines(path, make)
  local lines = {}
  for line in io.lines(path) do
    local token, address = line:match("^(%S+) (%S+)")
    lines[#lines + 1] = make(token, address)
  end
  return lines
end

local function read_request(token, address)
  return wrk.format("GET", address, { ["Host"] = "localhost", ["Cookie"] = "samenspel=" .. token })
end

-- Everything of the note but the last digits of its client id, whose place has a fixed length.
local words = "mood=happy&words=Goed+geslapen+en+om+zeven+uur+ontbeten%2C+oma+haalt+haar+op&audience=group&client_id="

local function write_request(token, address)
  local headers = {
    ["Host"] = "localhost",
    ["Cookie"] = "samenspel=" .. token,
    ["Sec-Fetch-Site"] = "same-origin",
    ["Content-Type"] = "application/x-www-form-urlencoded",
  }
  return wrk.format("POST", address .. "/note", headers, words .. string.rep("0", 32)):sub(1, -33)
end

local pages, notes, percent = {}, {}, 0
local made, run = 0, 0

-- Threads, and runs one after another, must not use the same ids.
local threads = 0
function setup(thread)
  thread:set("thread_number", threads)
  threads = threads + 1
end

function init(arguments)
  math.randomseed(os.time() + thread_number)
  local chance = io.open("/dev/urandom", "rb")
  for byte in chance:read(6):gmatch(".") do run = run * 256 + byte:byte() end
  chance:close()
  pages = read_lines(arguments[1], read_request)
  if arguments[2] then
    notes = read_lines(arguments[2], write_request)
    percent = tonumber(arguments[3])
  end
end

local function next_id()
  made = made + 1
  return string.format("%08x%08x%08x%08x", math.floor(run / 65536) % 4294967296, run % 65536, thread_number, made)
end

function request()
  if percent > 0 and math.random(100) <= percent then
    return notes[math.random(#notes)] .. next_id()
  end
  return pages[math.random(#pages)]
end

-- wrk counts everything above 399 as an error; done prints what the shell reads.
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("WRK %d %d %.3f\n", summary.requests,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout, summary.duration / 1e6))
end
