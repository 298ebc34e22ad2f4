-- What is known already, as it is compared from now on. The rest of a return's standing is reckoned by the server at its next start.
UPDATE return_devices SET serial_key = upper(trim(serial));
--> statement-breakpoint
UPDATE return_facts SET tracking_key = upper(trim(detail::json->>'trackingNumber')) WHERE detail::json->>'trackingNumber' IS NOT NULL;
--> statement-breakpoint
-- Days to send a device back are working days now: five of seven.
UPDATE policies SET rules = ((rules::jsonb - 'returnDueDays') || jsonb_build_object('returnDueWorkingDays', greatest(1, round((rules::jsonb->>'returnDueDays')::numeric * 5 / 7)::integer)))::text WHERE rules::jsonb ? 'returnDueDays';
--> statement-breakpoint
-- What was told, and what was signed, is never rewritten.
CREATE TRIGGER return_facts_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON return_facts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER signed_attestations_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON signed_attestations FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER statements_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON statements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
INSERT INTO chain_heads(id, length, hash) VALUES ('attestations', 0, '0000000000000000000000000000000000000000000000000000000000000000');
--> statement-breakpoint
-- The audit log stays as it was written; while somebody's personal data are being erased, and only then, a name may be blanked in it.
DROP TRIGGER audit_events_no_change ON audit_events;
--> statement-breakpoint
CREATE TRIGGER audit_events_no_loss BEFORE DELETE OR TRUNCATE ON audit_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION refuse_change_but_erasing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM erasing) AND (new.id, new.at, new.action, new.resource, new.record_id, new.touch, new.request_id) = (old.id, old.at, old.action, old.resource, old.record_id, old.touch, old.request_id)
    AND new.actor_id IS NOT DISTINCT FROM old.actor_id AND new.account_id IS NOT DISTINCT FROM old.account_id AND new.upgrade_id IS NOT DISTINCT FROM old.upgrade_id THEN RETURN new; END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_events_no_change BEFORE UPDATE ON audit_events FOR EACH ROW EXECUTE FUNCTION refuse_change_but_erasing();
