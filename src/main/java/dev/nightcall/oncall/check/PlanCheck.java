package dev.nightcall.oncall.check;

import dev.nightcall.oncall.Engineer;
import dev.nightcall.oncall.Feeds;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.OnCallException;
import dev.nightcall.oncall.PlanText;
import dev.nightcall.oncall.Policy;
import dev.nightcall.oncall.Recipients;
import dev.nightcall.oncall.Routes;
import dev.nightcall.oncall.Step;
import dev.nightcall.yaml.Problem;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Looks at the text of a plan before the night: whether it is right, and whether somebody is called at all times. */
public final class PlanCheck {

    private static final Duration AHEAD = Duration.ofDays(365);

    private final AllowedNumbers allowed;
    private final Routes routes;
    private final Function<Locale, Optional<String>> speech;
    private final Clock clock;

    /**
     * @param speech why nobody is spoken to in a language; empty when that is possible
     */
    public PlanCheck(AllowedNumbers allowed, Routes routes, Function<Locale, Optional<String>> speech, Clock clock) {
        this.allowed = allowed;
        this.routes = routes;
        this.speech = speech;
        this.clock = clock;
    }

    /**
     * @param file  how the findings name the text
     * @param feeds reads what the plan has elsewhere; waited for
     */
    public Findings check(String file, String yaml, Feeds feeds) {
        try {
            Instant now = clock.instant();
            return new Look(new PlanText(file, yaml, feeds, routes), new Span(now, now.plus(AHEAD))).findings();
        } catch (OnCallException e) {
            return new Findings(e.problems(), List.of());
        }
    }

    private final class Look {

        private final PlanText text;
        private final OnCall plan;
        private final Coverage coverage;
        private final SpanText spans;
        private final List<Problem> errors = new ArrayList<>();
        private final List<Problem> warnings = new ArrayList<>();

        Look(PlanText text, Span year) {
            this.text = text;
            this.plan = text.plan();
            this.coverage = new Coverage(plan, year);
            this.spans = new SpanText(plan.timezone());
        }

        Findings findings() {
            plan.engineers().forEach(this::engineer);
            coverage.policies().forEach(this::coverage);
            plan.policies().forEach(this::policy);
            warnings.addAll(text.unused());
            List<String> worthALook = new ArrayList<>(plan.warnings());
            worthALook.addAll(lines(warnings));
            return new Findings(lines(errors), worthALook);
        }

        private void engineer(Engineer engineer) {
            speech.apply(engineer.language())
                    .ifPresent(problem -> warnings.add(text.problem(problem, "engineers", engineer.id())));
            for (int phone = 0; phone < engineer.phones().size(); phone++) {
                if (!allowed.allow(engineer.phones().get(phone).number())) {
                    errors.add(text.problem("begins with none of " + String.join(", ", allowed.prefixes())
                            + ", which is all that nightcall.connect.allow-list lets Amazon Connect dial",
                            "engineers", engineer.id(), "phones", "" + phone, "number"));
                }
            }
            if (coverage.reachable(engineer).isEmpty()) {
                warnings.add(text.problem("cannot be called at any time in the next year", "engineers", engineer.id()));
            }
        }

        private void coverage(Coverage.OfPolicy policy) {
            if (!policy.phones()) {
                warnings.add(text.problem("phones nobody: it has channels only", "policies", policy.policy()));
            } else if (policy.total().equals(AHEAD)) {
                errors.add(text.problem("nobody whom it names can be phoned at any time in the next year" + otherwise(),
                        "policies", policy.policy()));
            } else if (!policy.nobody().isEmpty()) {
                warnings.add(text.problem("nobody whom it names can be phoned for " + spans.length(policy.total())
                        + " of the next year, first " + spans.text(policy.nobody().get(0)) + otherwise(),
                        "policies", policy.policy()));
            }
        }

        private String otherwise() {
            return plan.catchAll().isEmpty() ? "" : "; then catchAll is called";
        }

        private void policy(Policy policy) {
            for (int i = 0; i < policy.steps().size(); i++) {
                Step step = policy.steps().get(i);
                boolean phones = Recipients.phone(step.recipients());
                if (phones && coverage.reachable(step.recipients()).isEmpty()) {
                    warnings.add(text.problem("nobody whom it names can be phoned at any time in the next year",
                            "policies", policy.name(), "steps", "" + i));
                }
            }
        }

        private List<String> lines(List<Problem> problems) {
            return problems.stream().sorted(Comparator.comparingInt(Problem::line).thenComparing(Problem::path))
                    .map(text::line).toList();
        }
    }
}
