import { DRIFT, GUARD_MS } from "./hold-times.ts";

/** More than any question takes: a store that seems to have gone on for longer than that has had its clock set, or has hung. */
const CLOCK_SLACK_MS = 1_000;

// Wall clocks of several machines that are kept in time are not so far apart.
const WALL_APART_MS = 5_000;

/**
 * The quota in one step on the server, on the server's own clock, but for the steps that this clock is set by: each client says how
 * much later by its own clock it asks again. Time then goes on as by the client's clock, in a new timeline, and all is held for one full
 * lease. Every answer begins with a word, the moment of it and the timeline. A rule's log is a sorted set of leases by the moment
 * each frees. KEYS: the state, then a log for each rule. ARGV: what to do, the rules' text, how long after its taking a
 * request without an answer may arrive, 1 where a forgotten quota counts as used, the moment of an answer before (-1: there was none), how
 * long ago its question left and itself came in, its timeline, the client's wall clock, then for each rule its limit, period, hold and 1
 * where it is a pace, then what the operation needs. Times and waits are milliseconds.
 */
export const QUOTA_SCRIPT = `
local operation, state = ARGV[1], KEYS[1]
local silent = tonumber(ARGV[3])
local clock = redis.call("TIME")
local offset = tonumber(redis.call("HGET", state, "offset") or 0)
local timeline = tonumber(redis.call("HGET", state, "timeline") or 0)
local now = clock[1] * 1000 + math.floor(clock[2] / 1000) + offset

local function go_on_from(moment)
  redis.call("HINCRBYFLOAT", state, "offset", moment - now)
  now = moment
end

-- Whether the clock was set, so that all is held, and whether it seems set forward.
local stepped, late = false, false
local wall_apart = now - ARGV[9]
if tonumber(ARGV[5]) >= 0 and tonumber(ARGV[8]) == timeline then
  local earliest = ARGV[5] + ARGV[7] * ${1 - DRIFT}
  local latest = ARGV[5] + ARGV[6] * ${1 + DRIFT}
  local ahead = now - latest
  -- Set forward, or the question waited here until nobody waits for it any more. Its sender finds out which, and tells.
  late = ahead > ${CLOCK_SLACK_MS}
  local behind = earliest - now
  if behind > 0 then
    -- No client's own clock runs ahead of the time.
    go_on_from(earliest)
    stepped = behind > ${GUARD_MS}
  elseif operation == "clock" and ahead > 0 then
    go_on_from(earliest)
    stepped = late
    -- A clock that runs too fast for a while needs no more than that.
    if not late then timeline = redis.call("HINCRBY", state, "timeline", 1) end
  end
  if not late then redis.call("HSET", state, "wall_apart", now - ARGV[9]) end
else
  -- A client without an answer of before sees no step of this clock, but that it no longer stands to the wall clocks as it did.
  local before = redis.call("HGET", state, "wall_apart")
  stepped = before and math.abs(wall_apart - before) > ${WALL_APART_MS}
  redis.call("HSET", state, "wall_apart", wall_apart)
end

local rules, longest, round = {}, 0, math.huge
for index = 2, #KEYS do
  local first = 10 + (index - 2) * 4
  local rule = {
    log = KEYS[index],
    limit = tonumber(ARGV[first]),
    period = tonumber(ARGV[first + 1]),
    hold = tonumber(ARGV[first + 2]),
    pace = ARGV[first + 3] == "1",
  }
  rules[index - 1] = rule
  round = math.min(round, rule.limit)
  if rule.pace then longest = math.max(longest, silent + rule.hold) end
end
local rest = 10 + (#KEYS - 1) * 4

-- The sentinel: a store that was emptied, or came back empty, has forgotten who called.
local known = redis.call("HGET", state, "rules")
if not known then
  redis.call("HSET", state, "rules", ARGV[2], "opens", ARGV[4] == "1" and now + longest or 0)
elseif known ~= ARGV[2] then
  return { "rules", now, timeline, known }
end

-- What was written before and after a step cannot be set against each other: one full lease from now is past all of it.
if stepped then
  redis.call("HSET", state, "opens", now + longest)
  timeline = redis.call("HINCRBY", state, "timeline", 1)
end

local steps = tonumber(redis.call("HGET", state, "slow_steps") or 0)

local function slow_extra(rule)
  return rule.pace and rule.period * (2 ^ steps - 1) or 0
end

local function wait_for(rule, ahead)
  local extra = slow_extra(rule)
  redis.call("ZREMRANGEBYSCORE", rule.log, "-inf", now - extra)
  -- Further ahead than any lease: the server's clock was set back. One full lease from now covers them.
  for _, lease in ipairs(redis.call("ZRANGEBYSCORE", rule.log, now + silent + rule.hold + 1000, "+inf")) do
    redis.call("ZADD", rule.log, now + silent + rule.hold, lease)
  end
  -- Each further round starts a period after the one before it; how long its calls take is not known.
  local rounds = math.floor(ahead / rule.limit)
  local place = redis.call("ZCARD", rule.log) + ahead % rule.limit - rule.limit
  local wait = rounds * (rule.hold + extra)
  if place < 0 then return wait end
  local free_at = redis.call("ZRANGE", rule.log, place, place, "WITHSCORES")[2]
  if not free_at then return wait end
  -- What is in flight is held for the case that no answer comes; one may come in now.
  return wait + math.min(free_at - now, rule.hold) + extra
end

-- No longer than it was given, where it was given while the clock was ahead.
local function frozen_wait()
  local frozen = redis.call("HMGET", state, "frozen_until", "frozen_for")
  return math.min((frozen[1] or 0) - now, frozen[2] or math.huge)
end

local function longest_wait(ahead)
  local frozen = frozen_wait()
  if frozen > 0 then return frozen, redis.call("HGET", state, "frozen_because") end
  local wait = math.min(longest, tonumber(redis.call("HGET", state, "opens")) - now)
  local because = "rate_limited"
  for _, rule in ipairs(rules) do
    local own = wait_for(rule, ahead)
    if own > wait then wait, because = own, rule.pace and "rate_limited" or "quota_exhausted" end
  end
  return math.max(0, wait), because
end

if late and operation == "take" then return { "late", now, timeline } end

if operation == "wait" or operation == "take" then
  local wait, because = longest_wait(operation == "wait" and tonumber(ARGV[rest]) or 0)
  if operation == "wait" or wait > 0 then return { "wait", now, timeline, math.ceil(wait), because } end
  for _, rule in ipairs(rules) do redis.call("ZADD", rule.log, now + silent + rule.hold, ARGV[rest]) end
  -- The slow-downs so far: a lease from before the last one tells nothing new.
  return { "lease", now, timeline, redis.call("HGET", state, "slow_downs") or "0" }
end

if operation == "room" then
  local opens = tonumber(redis.call("HGET", state, "opens"))
  local closed = now < opens or frozen_wait() > 0
  local room = { "room", now, timeline }
  for index, rule in ipairs(rules) do
    -- Forgets what is free by now.
    wait_for(rule, 0)
    room[index + 3] = closed and 0 or math.max(0, rule.limit - redis.call("ZCARD", rule.log))
  end
  return room
end

if operation == "settle" then
  local lease, outcome = ARGV[rest], ARGV[rest + 1]
  for _, rule in ipairs(rules) do
    if outcome == "unsent" then redis.call("ZREM", rule.log, lease) end
    if outcome == "answered" then redis.call("ZADD", rule.log, "XX", now + rule.hold, lease) end
    -- May still arrive for so long.
    if outcome == "unanswered" then redis.call("ZADD", rule.log, "XX", now + ARGV[rest + 2] + rule.hold, lease) end
  end
  if outcome == "answered" and steps > 0 and redis.call("HINCRBY", state, "good_answers", 1) >= round then
    redis.call("HSET", state, "slow_steps", steps - 1, "good_answers", 0)
  end
end

if operation == "slow" then
  redis.call("HSET", state, "good_answers", 0)
  -- A burst that was told so together counts once: all its leases carry the count from before the first was told.
  if ARGV[rest] == "" or ARGV[rest] == (redis.call("HGET", state, "slow_downs") or "0") then
    redis.call("HINCRBY", state, "slow_downs", 1)
    redis.call("HSET", state, "slow_steps", math.min(tonumber(ARGV[rest + 1]), steps + 1))
  end
end

if operation == "freeze" then
  if tonumber(ARGV[rest]) > frozen_wait() then
    redis.call("HSET", state, "frozen_until", now + ARGV[rest], "frozen_for", ARGV[rest], "frozen_because", ARGV[rest + 1])
  end
end

return { "done", now, timeline }
`;
