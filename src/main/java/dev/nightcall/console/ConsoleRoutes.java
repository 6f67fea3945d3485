package dev.nightcall.console;

import dev.nightcall.alert.AlertKey;
import dev.nightcall.core.Suppression;
import dev.nightcall.incident.Suppressing;
import dev.nightcall.intake.HttpErrors;
import dev.nightcall.queue.DeadLetters;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;

import java.util.List;

/** The REST API: each request is allowed, decided by a plain class, and answered as JSON. */
public final class ConsoleRoutes extends RouteBuilder {

    private final ApiDoor door;
    private final IncidentsApi incidents;
    private final CallsApi calls;
    private final SuppressionsApi suppressions;
    private final Suppressing suppressing;
    private final OnCallApi onCall;
    private final ShiftsApi shifts;
    private final OverridesApi overrides;
    private final PlanApi plan;
    private final DeadLettersApi deadLetters;
    private final NotesApi notes;
    private final ReadApi read;
    private final AuditApi audit;

    public ConsoleRoutes(ApiDoor door, IncidentsApi incidents, CallsApi calls, SuppressionsApi suppressions,
                         Suppressing suppressing, OnCallApi onCall, ShiftsApi shifts, OverridesApi overrides, PlanApi plan,
                         DeadLettersApi deadLetters, NotesApi notes, ReadApi read, AuditApi audit) {
        this.door = door;
        this.incidents = incidents;
        this.calls = calls;
        this.suppressions = suppressions;
        this.suppressing = suppressing;
        this.onCall = onCall;
        this.shifts = shifts;
        this.overrides = overrides;
        this.plan = plan;
        this.deadLetters = deadLetters;
        this.notes = notes;
        this.read = read;
        this.audit = audit;
    }

    @Override
    public void configure() {
        allowed("list-incidents", "GET", "/api/incidents", "status", "limit", "next")
            .setBody().body(ApiRequest.class, incidents::list).id("list-incidents-decide")
            .process(door::ok).id("list-incidents-answer");

        allowed("show-incident", "GET", "/api/incidents/{id}")
            .setBody().body(ApiRequest.class, incidents::one).id("show-incident-decide")
            .process(door::ok).id("show-incident-answer");

        allowed("acknowledge-incident", "POST", "/api/incidents/{id}/acknowledge")
            .setVariable("outgoing").body(ApiRequest.class, incidents::acknowledge).id("acknowledge-it")
            .toV("direct:send", "outgoing", "sent").id("after-acknowledging")
            .setBody().body(ApiRequest.class, incidents::one).id("acknowledge-incident-show")
            .process(door::ok).id("acknowledge-incident-answer");

        allowed("resolve-incident", "POST", "/api/incidents/{id}/resolve")
            .setVariable("outgoing").body(ApiRequest.class, incidents::resolve).id("resolve-it")
            .toV("direct:send", "outgoing", "sent").id("after-resolving")
            .setBody().body(ApiRequest.class, incidents::one).id("resolve-incident-show")
            .process(door::ok).id("resolve-incident-answer");

        allowed("list-calls", "GET", "/api/calls", "day", "limit", "next")
            .setBody().body(ApiRequest.class, calls::list).id("list-calls-decide")
            .process(door::ok).id("list-calls-answer");

        allowed("list-suppressions", "GET", "/api/suppressions")
            .setBody(e -> suppressions.list()).id("list-suppressions-decide")
            .process(door::ok).id("list-suppressions-answer");

        allowed("begin-suppression", "POST", "/api/suppressions")
            .setBody().body(ApiRequest.class, suppressions::read).id("begin-suppression-read")
            // Before it begins: nobody repeats a request that ends half-way, and what is held has to be raised again.
            .setVariable("its-end").body(Suppression.class, suppressing::announce).id("what-ends-it")
            .toV("direct:send", "its-end", "sent").id("announce-its-end")
            .setVariable("outgoing").body(Suppression.class, suppressing::begin).id("begin-it")
            .toV("direct:send", "outgoing", "sent").id("after-beginning")
            .setBody().body(Suppression.class, suppressions::show).id("begin-suppression-show")
            .process(door::created).id("begin-suppression-answer");

        // A key has slashes, which a caller may or may not encode.
        allowed("end-suppression-early", "DELETE", "/api/suppressions/*")
            .setBody().body(ApiRequest.class, suppressions::which).id("end-suppression-early-which")
            .setVariable("look").body(AlertKey.class, suppressing::announceLook).id("look-afterwards")
            .toV("direct:send", "look", "sent").id("announce-early-end")
            .setVariable("outgoing").body(AlertKey.class, suppressions::end).id("end-it")
            .toV("direct:send", "outgoing", "sent").id("after-ending")
            .setVariable("outgoing").body(AlertKey.class, suppressing::lookThrough).id("who-holds-now")
            .toV("direct:send", "outgoing", "sent").id("after-looking-who-holds")
            .process(door::done).id("end-suppression-early-answer");

        allowed("show-on-call", "GET", "/api/oncall", "at")
            .setBody().body(ApiRequest.class, onCall::show).id("show-on-call-decide")
            .process(door::ok).id("show-on-call-answer");

        allowed("check-plan", "POST", "/api/oncall/check")
            .setBody().body(ApiRequest.class, plan::check).id("check-plan-decide")
            .process(door::ok).id("check-plan-answer");

        allowed("rehearse-alert", "POST", "/api/oncall/who", "at")
            .setBody().body(ApiRequest.class, plan::who).id("rehearse-alert-decide")
            .process(door::ok).id("rehearse-alert-answer");

        allowed("show-gaps", "GET", "/api/oncall/gaps", "from", "to")
            .setBody().body(ApiRequest.class, plan::gaps).id("show-gaps-decide")
            .process(door::ok).id("show-gaps-answer");

        calendar("schedule-calendar", "/api/schedules/{file}")
            .setBody().body(ApiRequest.class, shifts::ofSchedule).id("schedule-calendar-decide")
            .process(door::calendar).id("schedule-calendar-answer");

        allowed("list-overrides", "GET", "/api/schedules/{name}/overrides")
            .setBody().body(ApiRequest.class, overrides::list).id("list-overrides-decide")
            .process(door::ok).id("list-overrides-answer");

        allowed("add-override", "POST", "/api/schedules/{name}/overrides")
            .setBody().body(ApiRequest.class, overrides::add).id("add-override-decide")
            .process(door::created).id("add-override-answer");

        allowed("remove-override", "DELETE", "/api/schedules/{name}/overrides/{id}")
            .process(e -> overrides.remove(e.getMessage().getBody(ApiRequest.class))).id("remove")
            .process(door::done).id("remove-override-answer");

        calendar("engineer-calendar", "/api/engineers/{file}")
            .setBody().body(ApiRequest.class, shifts::ofEngineer).id("engineer-calendar-decide")
            .process(door::calendar).id("engineer-calendar-answer");

        allowed("list-notes", "GET", "/api/notes", "day", "limit")
            .setBody().body(ApiRequest.class, notes::list).id("list-notes-decide")
            .process(door::ok).id("list-notes-answer");

        // The query is that of the webhook, whose parameters are its source's.
        allowed("preview", "POST", "/api/read/{door}", (List<String>) null)
            .setBody().body(ApiRequest.class, read::read).id("preview-decide")
            .process(door::ok).id("preview-answer");

        allowed("account-for-alerts", "GET", "/api/audit", "from", "to")
            .setBody().body(ApiRequest.class, audit::account).id("account-for-alerts-decide")
            .process(door::ok).id("account-for-alerts-answer");

        allowed("list-dead-letters", "GET", "/api/dead-letters", "limit")
            .setBody().body(ApiRequest.class, deadLetters::list).id("list-dead-letters-decide")
            .process(door::ok).id("list-dead-letters-answer");

        allowed("replay-dead-letter", "POST", "/api/dead-letters/{id}/replay")
            .setBody().body(ApiRequest.class, deadLetters::find).id("replay-dead-letter-find")
            .setVariable("found").body().id("keep-found-dead-letter")
            .setBody().body(DeadLetters.Found.class, DeadLetters.Found::letter).id("what-is-replayed")
            .to("direct:replay").id("to-origin")
            .setBody().variable("found").id("what-was-replayed")
            .process(e -> deadLetters.delete(e.getMessage().getBody(DeadLetters.Found.class))).id("forget-dead-letter")
            .process(door::done).id("replay-dead-letter-answer");
    }

    /** @param parameters that may be in the query */
    private RouteDefinition allowed(String id, String method, String path, String... parameters) {
        return allowed(id, method, path, List.of(parameters));
    }

    private RouteDefinition allowed(String id, String method, String path, List<String> parameters) {
        return from("platform-http:" + path + "?httpMethodRestrict=" + method)
            .routeId(id).routeConfigurationId(HttpErrors.ID)
            .process(e -> door.allow(e, parameters)).id(id + "-allow");
    }

    private RouteDefinition calendar(String id, String path) {
        return from("platform-http:" + path + "?httpMethodRestrict=GET")
            .routeId(id).routeConfigurationId(HttpErrors.ID)
            .process(door::allowCalendar).id(id + "-allow");
    }
}
