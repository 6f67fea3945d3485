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
            .setBody().body(ApiRequest.class, incidents::list)
            .process(door::ok);

        allowed("show-incident", "GET", "/api/incidents/{id}")
            .setBody().body(ApiRequest.class, incidents::one)
            .process(door::ok);

        allowed("acknowledge-incident", "POST", "/api/incidents/{id}/acknowledge")
            .setVariable("request").body()
            .setBody().body(ApiRequest.class, incidents::acknowledge)
            .to("direct:send").id("after-acknowledging")
            .setBody().variable("request")
            .setBody().body(ApiRequest.class, incidents::one)
            .process(door::ok);

        allowed("resolve-incident", "POST", "/api/incidents/{id}/resolve")
            .setVariable("request").body()
            .setBody().body(ApiRequest.class, incidents::resolve)
            .to("direct:send").id("after-resolving")
            .setBody().variable("request")
            .setBody().body(ApiRequest.class, incidents::one)
            .process(door::ok);

        allowed("list-calls", "GET", "/api/calls", "day", "limit", "next")
            .setBody().body(ApiRequest.class, calls::list)
            .process(door::ok);

        allowed("list-suppressions", "GET", "/api/suppressions")
            .setBody(e -> suppressions.list())
            .process(door::ok);

        allowed("begin-suppression", "POST", "/api/suppressions")
            .setBody().body(ApiRequest.class, suppressions::read)
            .setVariable("suppression").body()
            // Before it begins: nobody repeats a request that ends half-way, and what is held has to be raised again.
            .setBody().body(Suppression.class, suppressing::announce)
            .to("direct:send").id("announce-its-end")
            .setBody().variable("suppression")
            .setBody().body(Suppression.class, suppressing::begin)
            .to("direct:send").id("after-beginning")
            .setBody().variable("suppression")
            .setBody().body(Suppression.class, suppressions::show)
            .process(door::created);

        // A key has slashes, which a caller may or may not encode.
        allowed("end-suppression-early", "DELETE", "/api/suppressions/*")
            .setBody().body(ApiRequest.class, suppressions::which)
            .setVariable("key").body()
            .setBody().body(AlertKey.class, suppressing::announceLook)
            .to("direct:send").id("announce-early-end")
            .setBody().variable("key")
            .setBody().body(AlertKey.class, suppressions::end)
            .to("direct:send").id("after-ending")
            .setBody().variable("key")
            .setBody().body(AlertKey.class, suppressing::lookThrough)
            .to("direct:send").id("after-looking-who-holds")
            .process(door::done);

        allowed("show-on-call", "GET", "/api/oncall", "at")
            .setBody().body(ApiRequest.class, onCall::show)
            .process(door::ok);

        allowed("check-plan", "POST", "/api/oncall/check")
            .setBody().body(ApiRequest.class, plan::check)
            .process(door::ok);

        allowed("rehearse-alert", "POST", "/api/oncall/who", "at")
            .setBody().body(ApiRequest.class, plan::who)
            .process(door::ok);

        allowed("show-gaps", "GET", "/api/oncall/gaps", "from", "to")
            .setBody().body(ApiRequest.class, plan::gaps)
            .process(door::ok);

        calendar("schedule-calendar", "/api/schedules/{file}")
            .setBody().body(ApiRequest.class, shifts::ofSchedule)
            .process(door::calendar);

        allowed("list-overrides", "GET", "/api/schedules/{name}/overrides")
            .setBody().body(ApiRequest.class, overrides::list)
            .process(door::ok);

        allowed("add-override", "POST", "/api/schedules/{name}/overrides")
            .setBody().body(ApiRequest.class, overrides::add)
            .process(door::created);

        allowed("remove-override", "DELETE", "/api/schedules/{name}/overrides/{id}")
            .process(e -> overrides.remove(e.getMessage().getBody(ApiRequest.class))).id("remove")
            .process(door::done);

        calendar("engineer-calendar", "/api/engineers/{file}")
            .setBody().body(ApiRequest.class, shifts::ofEngineer)
            .process(door::calendar);

        allowed("list-notes", "GET", "/api/notes", "day", "limit")
            .setBody().body(ApiRequest.class, notes::list)
            .process(door::ok);

        // The query is that of the webhook, whose parameters are its source's.
        allowed("preview", "POST", "/api/read/{door}", (List<String>) null)
            .setBody().body(ApiRequest.class, read::read)
            .process(door::ok);

        allowed("account-for-alerts", "GET", "/api/audit", "from", "to")
            .setBody().body(ApiRequest.class, audit::account)
            .process(door::ok);

        allowed("list-dead-letters", "GET", "/api/dead-letters", "limit")
            .setBody().body(ApiRequest.class, deadLetters::list)
            .process(door::ok);

        allowed("replay-dead-letter", "POST", "/api/dead-letters/{id}/replay")
            .setBody().body(ApiRequest.class, deadLetters::find)
            .setVariable("found").body()
            .setBody().body(DeadLetters.Found.class, DeadLetters.Found::letter)
            .to("direct:replay").id("to-origin")
            .setBody().variable("found")
            .process(e -> deadLetters.delete(e.getMessage().getBody(DeadLetters.Found.class))).id("forget-dead-letter")
            .process(door::done);
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
