// What Redis does in one step for live rooms: numbers facts for all processes, keeps the newest of every room, and tells them.

/** As in `room-log.ts`; a room in which nothing happens is forgotten after two hours, and whoever is there then refetches. */
const factsPerRoom = 500;
const charactersPerRoom = 500_000;
const roomMs = 2 * 60 * 60 * 1000;
/** Longer than any process is away and still has something to tell again. */
const toldSeconds = 24 * 60 * 60;

// A room was forgotten when its `run` is another: a server that was started anew may remember an older state of it.
const openRoom = `
local function open(key, run, fresh)
  local known = redis.call('HMGET', key, 'run', 'epoch', 'seq')
  if known[1] == run then return known[2], known[3] end
  redis.call('DEL', key, key .. ':facts')
  redis.call('HSET', key, 'run', run, 'epoch', fresh, 'seq', 0, 'characters', 0)
  return fresh, '0'
end
local function keep(key)
  redis.call('PEXPIRE', key, ${String(roomMs)})
  redis.call('PEXPIRE', key .. ':facts', ${String(roomMs)})
end`;

/**
 * KEYS: the prefix. ARGV: the channel, who tells, the server's run, an epoch for rooms that are not known, then for each thing
 * told: its number among those of the teller, `fact`, `clear`, `end` or `torn`, the room, the fact's name, JSON. What was told
 * before is passed over, so that whoever does not know whether it arrived says it again. Answers with the last number.
 */
export const tellScript = `${openRoom}
local prefix, channel, from, run, fresh = KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local last = tonumber(redis.call('GET', prefix .. 'told:' .. from) or '0')
for at = 5, #ARGV, 5 do
  local number, kind, room, name, json = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[at + 4]
  if tonumber(number) > last then
    last = tonumber(number)
    local key = prefix .. 'room:' .. room
    local epoch, seq = '-', '0'
    if kind == 'fact' then
      epoch = open(key, run, fresh)
      seq = tostring(redis.call('HINCRBY', key, 'seq', 1))
      local entry = name .. ' ' .. json
      local count = redis.call('RPUSH', key .. ':facts', entry)
      local characters = redis.call('HINCRBY', key, 'characters', #entry)
      while count > ${String(factsPerRoom)} or characters > ${String(charactersPerRoom)} do
        characters = redis.call('HINCRBY', key, 'characters', -#redis.call('LPOP', key .. ':facts'))
        count = count - 1
      end
      keep(key)
    elseif kind == 'torn' then
      redis.call('DEL', key, key .. ':facts')
    end
    redis.call('PUBLISH', channel, table.concat({ from, number, kind, room, epoch, seq, name }, ' ') .. '\\n' .. json)
  end
end
redis.call('SET', prefix .. 'told:' .. from, last, 'EX', ${String(toldSeconds)})
return last`;

/** KEYS: the prefix. ARGV: the room, the server's run, an epoch in case it is not known. Answers with epoch, number, and the newest facts. */
export const readScript = `${openRoom}
local key = KEYS[1] .. 'room:' .. ARGV[1]
local epoch, seq = open(key, ARGV[2], ARGV[3])
keep(key)
return { epoch, seq, redis.call('LRANGE', key .. ':facts', 0, -1) }`;
