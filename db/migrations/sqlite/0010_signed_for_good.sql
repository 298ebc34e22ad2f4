-- What is known already, as it is compared from now on. The rest of a return's standing is reckoned by the server at its next start.
UPDATE return_devices SET serial_key = upper(trim(serial));
--> statement-breakpoint
UPDATE return_facts SET tracking_key = upper(trim(json_extract(detail, '$.trackingNumber'))) WHERE json_extract(detail, '$.trackingNumber') IS NOT NULL;
--> statement-breakpoint
-- Days to send a device back are working days now: five of seven.
UPDATE policies SET rules = json_set(json_remove(rules, '$.returnDueDays'), '$.returnDueWorkingDays', max(1, cast(round(json_extract(rules, '$.returnDueDays') * 5.0 / 7) AS integer))) WHERE json_extract(rules, '$.returnDueDays') IS NOT NULL;
--> statement-breakpoint
-- What was told, and what was signed, is never rewritten.
CREATE TRIGGER return_facts_no_update BEFORE UPDATE ON return_facts BEGIN SELECT RAISE(ABORT, 'return_facts is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER return_facts_no_delete BEFORE DELETE ON return_facts BEGIN SELECT RAISE(ABORT, 'return_facts is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER signed_attestations_no_update BEFORE UPDATE ON signed_attestations BEGIN SELECT RAISE(ABORT, 'signed_attestations is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER signed_attestations_no_delete BEFORE DELETE ON signed_attestations BEGIN SELECT RAISE(ABORT, 'signed_attestations is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER statements_no_update BEFORE UPDATE ON statements BEGIN SELECT RAISE(ABORT, 'statements is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER statements_no_delete BEFORE DELETE ON statements BEGIN SELECT RAISE(ABORT, 'statements is append-only'); END;
--> statement-breakpoint
INSERT INTO chain_heads(id, length, hash) VALUES ('attestations', 0, '0000000000000000000000000000000000000000000000000000000000000000');
--> statement-breakpoint
-- The audit log stays as it was written; while somebody's personal data are being erased, and only then, a name may be blanked in it.
DROP TRIGGER audit_events_no_update;
--> statement-breakpoint
CREATE TRIGGER audit_events_no_update BEFORE UPDATE ON audit_events
WHEN NOT (EXISTS (SELECT 1 FROM erasing) AND new.id = old.id AND new.at = old.at AND new.actor_id IS old.actor_id AND new.action = old.action AND new.resource = old.resource AND new.record_id = old.record_id
  AND new.account_id IS old.account_id AND new.upgrade_id IS old.upgrade_id AND new.touch = old.touch AND new.request_id = old.request_id)
BEGIN SELECT RAISE(ABORT, 'audit_events is append-only'); END;
