/// Every example of the language's page.
let examples: [String] = [
    "find leads where score > 70",
    "count leads by temperature",
    "find leads where temperature in (HOT, ON_FIRE) and score between 50 and 80 sort by score desc, created limit 10",
    "find leads where equity >= $250k and tax_debt > $0",
    "find leads where owner_name starts with \"Mc\" and email is null",
    "find leads since 7 days ago",
    "find leads where created in last month",
    "find leads where updated < 90 days ago and has no calls",
    "find leads where any phones(is_mobile and confidence >= 80%)",
    "find leads where organization.name contains \"Acme\"",
    "find calls where duration > 5 min | select lead.address, outcome, duration",
    "find leads group by source_type aggregate n: count(), worth: sum(estimated_value) having n > 5",
    "find leads where score > 70 | select owner: owner_name, score | save \"hot.csv\"",
    "count leads by temperature | chart bar temperature",
    "let hot = find leads where temperature = HOT",
    "set @1 phone = \"(480) 555-0156\"",
    "update leads where status = NEW and updated < 90 days ago set temperature = DEAD",
    "preview delete leads where temperature = DEAD and updated < 2024-01-01",
    "add note to @1 \"Wants $5k less\" type call",
    "skiptrace @1 using batchdata max cost $5",
    "find leads where score >= 70 and has no phones | skiptrace using local",
    "campaign create \"Spring\" type sms message \"Hi ${.owner_name}, about ${.address}\" to (find leads where is_probate)",
    "campaign send \"Spring\" max 200",
    "dnc add \"+14805550156\" reason \"asked by phone\"",
    "import leads from \"x.csv\" mapping {owner_name: \"Owner\", address: \"Street\"} on conflict keep",
    "def hot(l: lead) = $l.score > 70 and not $l.dnc",
    "sql \"select status, count(*) from leads group by 1\"",
    "undo",
]

let nightlyScript = #"""
    #!/usr/bin/env cvx
    # Re-score stale leads, raise the hot ones, write the digest.
    params {
      min_score: int  = 80
      out:       text = "digest.csv"
    }
    allow update 5_000

    let stale = find leads where ai_scored is null or ai_scored < 7 days ago
      sort by updated desc limit 2_000
    for lead in $stale {
      try { score $lead }
      catch e { add note to $lead "Scoring failed: ${e.message}" type system }
    }
    transaction {
      update leads where score >= $min_score and temperature != HOT set temperature = HOT
      update leads where score < 20 and updated < 90 days ago set temperature = DEAD
    }
    let hot = find leads where temperature = HOT and not dnc
      and no calls(created > 3 days ago) sort by score desc
    assert count($hot) <= 1_000, "digest too large: ${count($hot)} leads"
    $hot | select id, owner: owner_name, address, score, value | save $out
    $hot | group by source_type | aggregate n: count(), mean: avg(score) | to md
    """#
