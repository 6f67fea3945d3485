package dev.nightcall.escalation;

import dev.nightcall.oncall.OnCall;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecipientCheckTest {

    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            language: ja-JP
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819012345678"}]}
            policies:
              default:
                steps: [{recipients: ["call:sato", "direct:notify-chat", "log:somewhere"]}]
                fallback: ["direct:notify-boss"]
              other:
                steps: [{recipients: ["direct:notify-chat"]}]
            """);

    @Test
    void namesEveryRecipientThatNoRouteReadsAndItsPolicies() {
        assertThatThrownBy(() -> start("direct:something-else"))
                .hasStackTraceContaining("no route reads direct:notify-boss (policy default), direct:notify-chat (policy default, other)");
    }

    @Test
    void isContentWhenEachHasARoute() {
        assertThatCode(() -> start("direct:notify-chat", "direct:{{boss}}")).doesNotThrowAnyException();
    }

    private static void start(String... sources) throws Exception {
        Main main = new Main();
        main.addOverrideProperty("boss", "notify-boss");
        main.addOverrideProperty("camel.server.enabled", "false");
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                for (String source : sources) {
                    from(source).to("log:told");
                }
            }
        });
        main.addMainListener(new RecipientCheck(() -> PLAN));
        try {
            main.start();
        } finally {
            main.stop();
        }
    }
}
