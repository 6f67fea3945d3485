package dev.nightcall;

import dev.nightcall.alert.Json;
import dev.nightcall.audit.Account;
import dev.nightcall.audit.AccountText;
import dev.nightcall.audit.AuditSpan;
import dev.nightcall.aws.Clients;
import dev.nightcall.queue.Queues;
import dev.nightcall.settings.Settings;
import software.amazon.awssdk.core.exception.SdkException;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * {@code nightcall audit --from TIME --to TIME}: what became of every alert and every call. Exit code 1 when something is
 * unaccounted for, 2 when AWS does not answer.
 */
final class AuditCommand implements Command {

    /** No longer than the ledger keeps by default. */
    private static final Duration LONGEST = Duration.ofDays(31);

    private final Settings settings;
    private final PrintStream out;
    private final Clock clock;

    AuditCommand(Settings settings, PrintStream out, Clock clock) {
        this.settings = settings;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public String usage() {
        return "audit [--from 2026-11-22T18:00Z] [--to 2026-11-23T09:00Z] [--json]";
    }

    @Override
    public int run(String... arguments) throws Exception {
        Arguments given = new Arguments(List.of("--json"), List.of("--from", "--to"), arguments);
        given.noFile();
        AuditSpan span = span(given);
        Account account;
        try (Clients clients = Nightcall.clients(settings, clock)) {
            account = new Audit(settings, clients, queues(clients), Json.mapper(), clock).accounts()
                    .between(span.from(), span.to());
        } catch (SdkException e) {
            out.println("AWS cannot be asked: " + e.getMessage());
            return Commands.WRONG;
        }
        if (given.has("--json")) {
            out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(account));
        } else {
            new AccountText().lines(account).forEach(out::println);
        }
        return account.unaccounted() == 0 ? 0 : 1;
    }

    private AuditSpan span(Arguments given) {
        try {
            return AuditSpan.parse(given.option("--from").orElse(null), given.option("--to").orElse(null), LONGEST,
                    clock.instant());
        } catch (AuditSpan.RefusedException e) {
            throw new UsageException("--" + e.field() + " " + e.getMessage());
        }
    }

    private Queues queues(Clients clients) {
        return new Queues(Map.of("alerts", url(clients, "alerts"), "recoveries", url(clients, "recoveries"),
                "dead-letters", url(clients, "dead-letters")));
    }

    private String url(Clients clients, String queue) {
        String name = settings.text("nightcall.queue." + queue);
        return clients.sqs().getQueueUrl(get -> get.queueName(name)).queueUrl();
    }
}
