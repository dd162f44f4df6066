"""What only a forger writes, by the words of `spec/forgeries.txt`, and a real desk's records to try it against."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from flows.desk import decisions
from flows.desk.grounds import Grounds
from flows.desk.pruning import prune
from flows.steps import stand
from schemas.observation import Outcome
from tests.given.desk import ASKED, BAD, GOOD, Desk, moment
from tests.given.issued import close_and_issue

BY = Grounds("Ban Thường vụ", "lũ lụt", "12/LĐLĐ")
LIVE = "(SELECT run_id FROM raw.collection_run WHERE source = 'test')"
RUN = (
    "INSERT INTO raw.collection_run (run_id, campaign, source, started_at, units_asked, covers_roster, is_declared) "
    "VALUES (gen_random_uuid(), 'bluezone-2020', 'x', {}, 21, true, false)"
)
DECLARED_RUN = "(SELECT run_id FROM raw.collection_run WHERE is_declared)"
A_LOOK = "INSERT INTO raw.observation (run_id, campaign, unit_code, observed_at, outcome, origin, was_read"
LOOKED = A_LOOK + ") VALUES (" + LIVE + ", 'bluezone-2020', '654', {0}, 'absent', 'x', TRUE)"
DECLARED = (
    A_LOOK + ", declared_by) VALUES (" + LIVE + ", 'bluezone-2020', '654', {0}, 'absent', 'x', TRUE, 'tôi')"
)
OF_ANOTHER = A_LOOK + ") VALUES (" + LIVE + ", {0}, {1}, now(), 'absent', 'x', TRUE)"
A_DECISION = (
    "INSERT INTO core.decision (kind, cutoff_at, campaign, unit_code, effective_at, reason, decided_by, letter_number) "
    "VALUES ({0}, {1}, 'bluezone-2020', '654', {2}, 'lũ', 'tôi', '')"
)
REVOKED = "UPDATE core.decision SET revoked_at = {1}, revoked_by = 'tôi', revoked_reason = '' WHERE unit_code = '{0}'"
ENDED = (
    "UPDATE {0} SET revoked_at = now(), revoked_by = 'tôi', revoked_reason = '' WHERE revoked_at IS NOT NULL"
)
A_FLAG = (
    "INSERT INTO core.flag (campaign, unit_code, flagged_at, run_id, standing, cutoff_at) "
    "VALUES ('bluezone-2020', '654', {0}, " + LIVE + ", 'missing', {1})"
)
CLOSED = "UPDATE core.flag SET closed_at = {0}, closed_by_run_id = {1} WHERE unit_code = '647' AND closed_at IS NULL"
SENT = "UPDATE core.reminder SET state = 'sent', sent_at = {1} WHERE message_id = '{0}'"
A_SNAPSHOT = "INSERT INTO raw.snapshot (content_sha256, longest_tab, cells) VALUES ({0}, 1, '[]')"
AN_EDITION = "INSERT INTO core.edition (campaign, effective_at, reason, decided_by) VALUES ('bluezone-2020', {0}, 'lũ', {1})"
A_CLOSING = "INSERT INTO core.closing (campaign, as_of, reason, closed_by) VALUES ({0}, {1}, 'gửi TLĐ', {2})"
OPEN_PAPER = "(SELECT max(paper_id) FROM core.paper)"
ISSUED_PAPER = "(SELECT paper_id FROM core.issue WHERE revoked_at IS NULL)"
AN_ISSUE = (
    "INSERT INTO core.issue (campaign, paper_id, number, issued_on, issued_by) "
    "VALUES ({0}, {1}, {2}, current_date + {3}, {4})"
)
IN_2999 = "timestamptz '2999-01-01T00:00Z'"
PRUNED = "(SELECT content_sha256 FROM raw.snapshot WHERE cells IS NULL)"
KEPT = "(SELECT content_sha256 FROM raw.snapshot WHERE cells IS NOT NULL LIMIT 1)"

TRIES = {
    "a look of one's own, dated back to 28/8/2020 23:50": LOOKED.format(
        "timestamptz '2020-08-28T23:50+07:00'"
    ),
    "a look of one's own, dated back by half an hour": LOOKED.format("now() - interval '30 minutes'"),
    "a look of one's own, half an hour ahead": LOOKED.format("now() + interval '30 minutes'"),
    "a look in the year 2999": LOOKED.format(IN_2999),
    "a look at the instant -infinity": LOOKED.format("timestamptz '-infinity'"),
    "a look at the instant infinity": LOOKED.format("timestamptz 'infinity'"),
    "a declared look in the year 2999": DECLARED.format(IN_2999),
    "a declared look at the instant -infinity": DECLARED.format("timestamptz '-infinity'"),
    "a declared look before the campaign began": DECLARED.format("timestamptz '2020-08-17T12:00+07:00'"),
    "a declared look whose declarer is blank": DECLARED.format("now()").replace("'tôi'", "' '"),
    "a declared look whose declarer is a sign that nobody sees": DECLARED.format("now()").replace(
        "'tôi'", "U&'\\200B'"
    ),
    "a look at a unit that is in no roster": OF_ANOTHER.format("'bluezone-2020'", "'999'"),
    "a look at a unit of another campaign": OF_ANOTHER.format("'bluezone-2021'", "'654'"),
    "a look whose file was changed at the instant infinity": OF_ANOTHER.format("'bluezone-2020'", "'654'")
    .replace("was_read)", "was_read, modified_at)")
    .replace("TRUE)", "TRUE, 'infinity')"),
    "a look that says itself when it was recorded": LOOKED.format("now()")
    .replace("was_read)", "was_read, recorded_at)")
    .replace("TRUE)", "TRUE, now())"),
    "another instant for a look": "UPDATE raw.observation SET observed_at = '2020-08-28'",
    "another outcome for a look": "UPDATE raw.observation SET outcome = 'absent'",
    "a look that is erased": "DELETE FROM raw.observation",
    "a return dated back to before the cutoff": "UPDATE core.unit_return SET observed_at = '2020-08-28T23:50+07:00'",
    "a return of a look that was never made": "INSERT INTO core.unit_return SELECT (jsonb_populate_record(r, jsonb_build_object("
    "'observation_id', a.answer_id, 'observed_at', a.effective_at))).* FROM core.unit_return AS r, core.answer AS a LIMIT 1",
    "a return that was known before its answer": "UPDATE core.unit_return SET known_at = observed_at WHERE event_id <> observation_id",
    "a content under the hash of another": A_SNAPSHOT.format("repeat('a', 64)"),
    "other cells under the hash of a content that was pruned": f"SELECT core.restore_cells({PRUNED}, '[]')",
    "other cells under the hash of a content that is kept": "UPDATE raw.snapshot SET cells = '[]'",
    "a decision that takes effect in the year 2999": A_DECISION.format("'exemption'", "NULL", IN_2999),
    "a decision from before the campaign": A_DECISION.format("'exemption'", "NULL", "'2020-08-01'"),
    "a decision at the instant -infinity": A_DECISION.format("'exemption'", "NULL", "'-infinity'"),
    "a decision by nobody": A_DECISION.format("'exemption'", "NULL", "now()").replace("'tôi'", "' '"),
    "an extension until infinity": A_DECISION.format("'extension'", "'infinity'", "now()"),
    "an extension until the year 2999": A_DECISION.format("'extension'", IN_2999, "now()"),
    "a revocation by nobody": REVOKED.format("649", "now()").replace("'tôi'", "''"),
    "a revocation that is rewritten": ENDED.format("core.decision"),
    "a revocation that is erased": "UPDATE core.decision SET revoked_at = NULL, revoked_by = NULL, revoked_reason = NULL",
    "a revocation dated back": REVOKED.format("655", "timestamptz '2020-08-30'"),
    "a revocation of the year 2999": REVOKED.format("649", IN_2999),
    "a revocation from before its decision": REVOKED.format("649", "timestamptz '2020-08-20'"),
    "a decision that is erased": "DELETE FROM core.decision",
    "an answer revoked a second time": ENDED.format("core.answer"),
    "a flag raised half an hour ago": A_FLAG.format("now() - interval '30 minutes'", "'2020-08-29'"),
    "a flag raised before its cutoff": A_FLAG.format("now()", "now() + interval '1 day'"),
    "a flag closed half an hour from now, by nobody's run": CLOSED.format(
        "now() + interval '30 minutes'", "NULL"
    ),
    "a flag closed before it was raised, by a declared run": CLOSED.format(
        "timestamptz '2020-08-30'", DECLARED_RUN
    ),
    "a flag closed in the year 2999, by a declared run": CLOSED.format(IN_2999, DECLARED_RUN),
    "a flag that is opened again": "UPDATE core.flag SET closed_at = NULL WHERE closed_at IS NOT NULL",
    "a flag that is closed a second time": "UPDATE core.flag SET closed_at = now() WHERE closed_at IS NOT NULL",
    "a run that starts in the year 2999": RUN.format(IN_2999),
    "a run that starts at the instant infinity": RUN.format("'infinity'"),
    "a run that started at the instant -infinity": RUN.format("'-infinity'"),
    "a run finished a second time": "UPDATE raw.collection_run SET outcome = 'completed', finished_at = now() WHERE finished_at IS NOT NULL",
    "the last word of a run, written otherwise": "UPDATE raw.collection_run SET detail = 'xong' WHERE finished_at IS NOT NULL",
    "a run that runs again": "UPDATE raw.collection_run SET outcome = 'running', finished_at = NULL",
    "a run that finishes in the year 2999": f"UPDATE raw.collection_run SET outcome = 'failed', finished_at = {IN_2999} WHERE finished_at IS NULL",
    "a reminder that begins as sent": "INSERT INTO core.reminder (campaign, unit_code, kind, cutoff_at, due_at, state, "
    "recipient, message_id, tried_at, run_id) VALUES ('bluezone-2020', '654', 'question', now(), now(), 'sent', '', 'new', now(), "
    f"{LIVE})",
    "a reminder sent that was refused and not tried again": SENT.format("refused", "now()"),
    "a reminder sent a second time": SENT.format("sent", "now()"),
    "a reminder sent in 2020": SENT.format("sending", "timestamptz '2020-08-28'"),
    "a reminder that was sent and no longer is": "UPDATE core.reminder SET state = 'refused', sent_at = NULL WHERE state = 'sent'",
    "a reminder sent to another address than it was": "UPDATE core.reminder SET recipient = 'x' WHERE state = 'sent'",
    "a reminder tried more often than it was": "UPDATE core.reminder SET attempts = 9 WHERE message_id = 'sending'",
    "an edition of the roster, dated back by half an hour": AN_EDITION.format(
        "now() - interval '30 minutes'", "'tôi'"
    ),
    "an edition of the roster from before the last one": AN_EDITION.format(
        "clock_timestamp() - interval '9 minutes'", "'tôi'"
    ),
    "an edition of the year 2999": AN_EDITION.format(IN_2999, "'tôi'"),
    "an edition by nobody": AN_EDITION.format("clock_timestamp()", "' '"),
    "an edition that says itself that it is the first": AN_EDITION.format("'-infinity'", "'tôi'"),
    "an edition that is rewritten": "UPDATE core.edition SET effective_at = now()",
    "an edition that is erased": "DELETE FROM core.edition",
    "a closing of the figures of the year 2999": A_CLOSING.format("'bluezone-2020'", IN_2999, "'tôi'"),
    "a closing of the figures at infinity": A_CLOSING.format("'bluezone-2020'", "'infinity'", "'tôi'"),
    "a closing of figures from before the campaign": A_CLOSING.format(
        "'bluezone-2020'", "'2020-08-01'", "'tôi'"
    ),
    "a closing by nobody": A_CLOSING.format("'bluezone-2020'", "now()", "' '"),
    "a closing of a campaign that nobody collected": A_CLOSING.format("'bluezone-2021'", "now()", "'tôi'"),
    "a closing that says itself what was provisional": A_CLOSING.format("'bluezone-2020'", "now()", "'tôi'")
    .replace("closed_by)", "closed_by, missing)")
    .replace("'tôi')", "'tôi', 0)"),
    "a closing that is rewritten": "UPDATE core.closing SET as_of = now()",
    "a closing that is erased": "DELETE FROM core.closing",
    "a closing revoked a second time": ENDED.format("core.closing"),
    "the end of a closing, dated back": "UPDATE core.closing SET revoked_at = now() - interval '30 minutes', revoked_by = 'tôi', "
    "revoked_reason = '' WHERE revoked_at IS NULL",
    "the figures of a draft under the hash of others": "INSERT INTO core.paper (campaign, kind, as_of, figures_sha256, figures) "
    "SELECT p.campaign, 'x', p.as_of, p.figures_sha256, '[]' FROM core.paper AS p",
    "the figures of a draft, rewritten": "UPDATE core.paper SET figures = '[]'",
    "a draft that says itself when it was drafted": "INSERT INTO core.paper (campaign, kind, as_of, figures_sha256, figures, "
    "drafted_at) SELECT p.campaign, 'x', p.as_of, p.figures_sha256, p.figures, now() FROM core.paper AS p",
    "a draft that is erased": "DELETE FROM core.paper",
    "an issue by nobody": AN_ISSUE.format("'bluezone-2020'", OPEN_PAPER, "'9/BC'", 0, "' '"),
    "an issue without a number": AN_ISSUE.format("'bluezone-2020'", OPEN_PAPER, "' /'", 0, "'tôi'"),
    "an issue of what nobody drafted": AN_ISSUE.format("'bluezone-2020'", "900", "'9/BC'", 0, "'tôi'"),
    "an issue of another campaign's paper": AN_ISSUE.format(
        "'bluezone-2021'", OPEN_PAPER, "'9/BC'", 0, "'tôi'"
    ),
    "an issue dated before its figures": AN_ISSUE.format(
        "'bluezone-2020'", OPEN_PAPER, "'9/BC'", -2, "'tôi'"
    ),
    "an issue dated tomorrow": AN_ISSUE.format("'bluezone-2020'", OPEN_PAPER, "'9/BC'", 2, "'tôi'"),
    "an issue under the number of another paper": AN_ISSUE.format(
        "'bluezone-2020'", OPEN_PAPER, "'45/BC-LĐLĐ'", 0, "'tôi'"
    ),
    "an issue of a paper that was issued": AN_ISSUE.format(
        "'bluezone-2020'", ISSUED_PAPER, "'9/BC'", 0, "'tôi'"
    ),
    "an issue that is rewritten": "UPDATE core.issue SET number = '9/BC'",
    "an issue that is erased": "DELETE FROM core.issue",
    "an issue revoked a second time": ENDED.format("core.issue"),
    "a unit that owes no more, without an edition": "UPDATE core.unit SET is_active = FALSE WHERE unit_code = '654'",
    "a unit that joined earlier, without an edition": "UPDATE core.unit SET left_on = '2020-08-20' WHERE unit_code = '654'",
    "what an edition said of a unit, said otherwise": "UPDATE core.roster_entry SET is_active = FALSE",
    "what no edition said of a unit": "INSERT INTO core.roster_entry SELECT * FROM core.roster_entry",
    "a unit that bears another code": "UPDATE core.unit SET unit_code = 'x' WHERE unit_code = '654'",
    "a campaign that bears another code": "UPDATE core.campaign SET campaign = 'x'",
    "a deadline at infinity": "UPDATE core.campaign SET report_before = 'infinity'",
    "a clock that nobody knows": "UPDATE core.campaign SET time_zone = 'nowhere'",
    "a change of the campaign that is erased": "DELETE FROM core.campaign_change",
    "a change of the campaign that never was": "INSERT INTO core.campaign_change (campaign, about, account, before, after) "
    "VALUES ('bluezone-2020', 'campaign', 'chủ tịch', '{}', '{}')",
    "a link of one's own": "INSERT INTO core.link SELECT campaign, link + 900, 'look', 900, now(), salt, words_sha256, sha256, sha256 FROM core.link",
    "a link that is rewritten": "UPDATE core.link SET sha256 = previous_sha256",
    "the linking, called by hand": "SELECT core.link_each('look', '{1}')",
    "the linking, set upon a table of one's own": "CREATE TEMP TABLE mine (observation_id bigint); CREATE TRIGGER mine "
    "AFTER INSERT ON mine FOR EACH ROW EXECUTE FUNCTION core.append_link('look', 'observation_id', '')",
    "a clock that is declared simulated": "INSERT INTO core.simulated_clock (reason) VALUES ('diễn tập')",
    "the triggers, switched off": "ALTER TABLE raw.observation DISABLE TRIGGER ALL",
    "the triggers, passed by as replication does": "SET session_replication_role = replica",
    "a trigger that is dropped": "DROP TRIGGER check_look ON raw.observation",
    "a function of the triggers, replaced": "CREATE OR REPLACE FUNCTION core.check_look() RETURNS trigger LANGUAGE plpgsql "
    "AS 'BEGIN RETURN NEW; END'",
}


def tell(desk: Desk) -> None:
    """What was received by mail in August 2020 and declared; what is looked at, decided, flagged and sent now."""
    now = datetime.now(UTC)
    for unit, at, seen in (
        ("656", "24/8 08:00", BAD),
        ("656", "24/8 09:00", GOOD),
        ("650", "28/8 10:00", ASKED),
        ("646", "29/8 00:05", Outcome.ABSENT),
        ("647", "29/8 00:05", Outcome.ABSENT),
        ("654", "29/8 00:05", Outcome.ABSENT),
        ("654", "31/8 09:00", GOOD),
    ):
        desk.look(unit, at, seen, declared_by="văn thư")
    desk.look("651", now, GOOD)
    with desk.database.begin() as connection:
        stand.flag(connection, desk.campaign.code, desk.run_id, now)
        connection.connection.cursor().execute(ENDED_AND_SENT)
    desk.take(now, {"657": {"branches_expected": 12}})
    for unit in ("646", "648", "649"):
        decisions.exempt(desk.case(unit, BY, now))
    decisions.exempt(desk.case("655", replace(BY, effective_at=moment("25/8 08:00")), now))
    decisions.revoke(desk.case("648", BY, now), "exemption")
    desk.answer("650", now, "yes", "B5")
    desk.take_back("650", now)
    close_and_issue(desk, now)
    prune(desk.database, desk.campaign, moment("25/8 00:00"), now, is_dry_run=False)


ENDED_AND_SENT = """
INSERT INTO raw.collection_run (run_id, campaign, source, started_at, units_asked, is_declared)
VALUES
(gen_random_uuid(), 'bluezone-2020', 'declared', now(), 1, TRUE),
(gen_random_uuid(), 'bluezone-2020', 'ended', now(), 1, FALSE);
UPDATE raw.collection_run SET outcome = 'completed', finished_at = now() WHERE source = 'ended';
INSERT INTO core.reminder (campaign, unit_code, kind, cutoff_at, due_at, state, recipient, message_id, tried_at, run_id)
SELECT 'bluezone-2020', '654', 't_minus_' || n, '2020-08-29', now(), 'sending', '', state, now(), gen_random_uuid()
FROM unnest(ARRAY['sending', 'sent', 'refused']) WITH ORDINALITY AS s (state, n);
UPDATE core.reminder
SET state = message_id, sent_at = CASE message_id WHEN 'sent' THEN now() END
WHERE message_id <> 'sending';
"""
