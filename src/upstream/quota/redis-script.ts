import { DRIFT, GUARD_MS } from "./hold.ts";

/** More than any question takes: a store that seems to have gone on for longer than that has had its clock set, or has hung. */
export const CLOCK_SLACK_MS = 1_000;

/**
 * The quota in one step on the server, on the server's own clock, but for the steps that this clock is set by: each client says how
 * much later by its own clock it asks again, and a step holds all for one full lease. Every answer begins with a word
 * and the moment of it. A rule's log is a sorted set of leases by the moment
 * each frees. KEYS: the state, then a log for each rule. ARGV: what to do, the rules' text, how long after its taking a
 * request without an answer may arrive, 1 where a forgotten quota counts as used, the moment of an answer before and how long ago
 * its question left and itself came in (-1: there was none), then for each rule its limit, period, hold and 1 where it is a pace,
 * then what the operation needs. Times and waits are milliseconds.
 */
export const QUOTA_SCRIPT = `
local operation, state = ARGV[1], KEYS[1]
local silent = tonumber(ARGV[3])
local clock = redis.call("TIME")
local offset = tonumber(redis.call("HGET", state, "offset") or 0)
local now = clock[1] * 1000 + math.floor(clock[2] / 1000) + offset
-- How far the clock was found set back beyond what two clocks drift apart, and whether it seems set forward.
local back, late = 0, false
if tonumber(ARGV[5]) >= 0 then
  local earliest = ARGV[5] + ARGV[7] * ${1 - DRIFT}
  local latest = ARGV[5] + ARGV[6] * ${1 + DRIFT} + ${CLOCK_SLACK_MS}
  if now < earliest then
    -- No client's own clock runs ahead of the time.
    redis.call("HINCRBYFLOAT", state, "offset", earliest - now)
    back = earliest - now
    now = earliest
  end
  -- Set forward, or the question waited here until nobody waits for it any more. Its sender finds out which.
  late = now > latest
end

local rules, longest, round = {}, 0, math.huge
for index = 2, #KEYS do
  local first = 8 + (index - 2) * 4
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
local rest = 8 + (#KEYS - 1) * 4

-- The sentinel: a store that was emptied, or came back empty, has forgotten who called.
local known = redis.call("HGET", state, "rules")
if not known then
  redis.call("HSET", state, "rules", ARGV[2], "opens", ARGV[4] == "1" and now + longest or 0)
elseif known ~= ARGV[2] then
  return { "rules", now, known }
end

-- What was written before and after a step cannot be set against each other: one full lease from now is past all of it. A step that
-- another client has told of is known.
if back > ${GUARD_MS} or operation == "clock" and ARGV[5] + 0 >= tonumber(redis.call("HGET", state, "stepped_at") or 0) then
  redis.call("HSET", state, "opens", now + longest, "stepped_at", now)
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

local function longest_wait(ahead)
  local frozen = redis.call("HMGET", state, "frozen_until", "frozen_because")
  -- A ban is told in the clients' wall time.
  local wall = now - offset
  if frozen[1] and tonumber(frozen[1]) > wall then return tonumber(frozen[1]) - wall, frozen[2] end
  local wait = math.min(longest, tonumber(redis.call("HGET", state, "opens")) - now)
  local because = "rate_limited"
  for _, rule in ipairs(rules) do
    local own = wait_for(rule, ahead)
    if own > wait then wait, because = own, rule.pace and "rate_limited" or "quota_exhausted" end
  end
  return math.max(0, wait), because
end

if late and operation == "take" then return { "late", now } end

if operation == "wait" or operation == "take" then
  local wait, because = longest_wait(operation == "wait" and tonumber(ARGV[rest]) or 0)
  if operation == "wait" or wait > 0 then return { "wait", now, math.ceil(wait), because } end
  for _, rule in ipairs(rules) do redis.call("ZADD", rule.log, now + silent + rule.hold, ARGV[rest]) end
  -- The slow-downs so far: a lease from before the last one tells nothing new.
  return { "lease", now, redis.call("HGET", state, "slow_downs") or "0" }
end

if operation == "room" then
  local opens = tonumber(redis.call("HGET", state, "opens"))
  local closed = now < opens or now - offset < tonumber(redis.call("HGET", state, "frozen_until") or 0)
  local room = { "room", now }
  for index, rule in ipairs(rules) do
    -- Forgets what is free by now.
    wait_for(rule, 0)
    room[index + 2] = closed and 0 or math.max(0, rule.limit - redis.call("ZCARD", rule.log))
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
  local before = tonumber(redis.call("HGET", state, "frozen_until") or 0)
  if tonumber(ARGV[rest]) > before then
    redis.call("HSET", state, "frozen_until", ARGV[rest], "frozen_because", ARGV[rest + 1])
  end
end

return { "done", now }
`;
