package dev.nightcall;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that Nightcall's own routes have, none of which a file of routes may take: of two routes with one id Camel
 * removes the first without a word. Files are read before those routes are there, so the names are written down; a test
 * compares them with a Nightcall that runs.
 */
final class Reserved {

    /** Who has them. */
    static final String OWNER = "Nightcall itself";

    /** Of routes. */
    static final Set<String> IDS = words("""
            account account-for-alerts acknowledge-at-monitor acknowledge-incident add-override alert alerts
            audit audit-acknowledgements audit-calls audit-done audit-escalations audit-lines audit-suppressed
            audit-suppressions begin-suppression call-settled check-connect check-dependencies
            check-plan claim-line contact-record contact-records count-incidents count-lines dead-letter dial dial-later
            dial-sent due end-lease end-suppression end-suppression-early engineer-calendar escalate fetch-feeds
            later list-calls list-dead-letters list-incidents list-notes list-overrides list-suppressions
            look look-at-suppressed look-for-maintenance look-now look-through mail note-announced note-taken notice opsgenie
            outage-told pagerduty pagerduty-change pagerduty-v1 plan-news preview raise raise-related read record-read
            refresh-oncall refresh-overrides rehearse-alert remove-override replay replay-dead-letter resolve-incident
            schedule-calendar send settle-call show-gaps show-incident show-on-call smtp source-unknown take take-alone
            take-recoveries take-recovery-alone take-together tell tell-channel tell-ends-of-outages tell-holder traps watch-call
            watch-dials watch-plan webhook webhook-with-key withdraw-calls
            """).collect(Collectors.toUnmodifiableSet());

    /** What routes begin with, as far as only one can: without options, as {@code direct:name} or {@code platform-http:/path}. */
    static final Set<String> INPUTS = Stream.concat(words("""
            account acknowledge-at-monitor alert alerts audit-acknowledgements audit-calls audit-done
            audit-escalations audit-lines audit-suppressed audit-suppressions call-settled
            contact-record dead-letter dial dial-later dial-sent end-lease end-suppression escalate later
            look look-at-suppressed look-now look-through mail note-announced note-taken notice outage-told raise raise-related
            read record-read replay send settle-call source-unknown take take-alone take-recovery-alone tell-channel tell-holder
            watch-call withdraw-calls
            """).map("direct:"::concat), words("""
            /api/audit /api/calls /api/dead-letters /api/dead-letters/{id}/replay /api/engineers/{file} /api/incidents
            /api/incidents/{id} /api/incidents/{id}/acknowledge /api/incidents/{id}/resolve /api/notes /api/oncall
            /api/oncall/check /api/oncall/gaps /api/oncall/who /api/read/{door} /api/schedules/{file}
            /api/schedules/{name}/overrides /api/schedules/{name}/overrides/{id} /api/suppressions /api/suppressions/*
            /opsgenie/v2/* /pagerduty/generic/2010-04-15/create_event.json /pagerduty/v2/change/enqueue
            /pagerduty/v2/enqueue /webhooks/{door} /webhooks/{door}/{key}
            """).map("platform-http:"::concat)).collect(Collectors.toUnmodifiableSet());

    /** Of templates of routes. */
    static final Set<String> TEMPLATES = Set.of("mail-source", "trap-source", "webhook-source", "mailbox", "slack-channel",
            "webhook-channel", "mail-channel");

    /** Of configurations of routes. */
    static final Set<String> CONFIGURATIONS = Set.of("http-errors", "queue-errors");

    private Reserved() {
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.strip().split("\\s+"));
    }
}
